"""A service is down for a while, and all its clients try again: when, and how many at a time?

    python3 retry-storm.py
    python3 retry-storm.py backoff=fixed down_ms=3000
    python3 retry-storm.py backoff=full-jitter seed=7

fixed        the same wait after each refusal: all come back at once, again and again
exponential  the wait doubles: the waves are rarer, and as high as before
full-jitter  any wait up to the doubled one: those who failed together come back one by one
"""
import asyncio
import sys
from types import SimpleNamespace

BACKOFFS = ["fixed", "exponential", "full-jitter"]
DEFAULTS = {
    "backoff": "exponential",
    "clients": 16,
    "down_ms": 1000,     # so long the service refuses everybody
    "capacity": 4,       # more calls at a time than this: refused
    "latency_ms": 50,    # what an answer takes, a refusal too
    "base_ms": 100,      # the first wait
    "longest_ms": 800,   # no wait is longer
    "retries": 20,       # who is refused once more than that gives up
    "seed": 1,           # of the jitter
}


class Service:
    def __init__(self, options):
        self.options = options
        self.is_down = options.down_ms > 0
        self.served = 0  # calls that will be answered with 200
        self.calls = self.highest = self.refusals = 0

    async def outage(self):
        try:
            await asyncio.sleep(self.options.down_ms / 1000)  # [outage]
        finally:
            self.is_down = False

    async def call(self):
        """One call. Whether it is refused is decided when it arrives."""
        loop = asyncio.get_running_loop()
        is_refused = self.is_down or self.served >= self.options.capacity
        self.calls += 1
        self.highest = max(self.highest, self.calls)
        self.refusals += is_refused
        self.served += not is_refused
        try:
            answer = asyncio.Event()
            loop.call_later(self.options.latency_ms / 1000, answer.set)  # [answer]
            await answer.wait()  # [call]
            return 503 if is_refused else 200
        finally:
            self.calls -= 1
            self.served -= not is_refused


class Client:
    def __init__(self, service, options, number):
        self.service = service
        self.options = options
        self.number = number

    async def request(self, answers):
        """Tries until the answer is 200 or no attempt is left."""
        for attempt in range(1 + self.options.retries):
            status = await self.service.call()
            if status == 200:  # [answered]
                answers.append(asyncio.get_running_loop().time())
                return
            if attempt < self.options.retries:
                await asyncio.sleep(self.wait_ms(attempt) / 1000)  # [back-off]

    def wait_ms(self, attempt):
        base, longest = self.options.base_ms, self.options.longest_ms
        doubled = min(longest, base * 2 ** min(attempt, 20))
        if self.options.backoff == "fixed":
            return min(longest, base)  # [fixed]
        if self.options.backoff == "exponential":
            return doubled  # [exponential]
        return self.jitter(doubled + 1, attempt)  # [full-jitter]

    def jitter(self, limit, attempt):
        """A number below `limit` that depends on seed, client and attempt, on nothing else."""
        modulus = 2_147_483_647
        mixed = (self.options.seed % modulus * 1_000_003 + self.number * 10_007 + attempt * 101)
        return mixed % modulus * 48_271 % modulus % limit


async def main(options):
    service = Service(options)
    started = asyncio.get_running_loop().time()
    answers = []  # the moments of all answers 200
    async with asyncio.TaskGroup() as group:  # [group]
        group.create_task(service.outage(), name="outage")  # [down]
        for number in range(1, options.clients + 1):
            client = Client(service, options, number)
            group.create_task(client.request(answers), name=f"request-{number}")  # [create]
    print(f"{len(answers)} of {options.clients} requests answered, the last after "
          f"{max(answers, default=started) - started:.3f} s; {service.refusals} refusals, at most "
          f"{service.highest} calls at a time")
    return 0


# ---------------------------------------------------------------- the command line

def parse(arguments):
    """Turns `name=value` arguments into options."""
    options = dict(DEFAULTS)
    for argument in arguments:
        name, _, value = argument.partition("=")
        if name not in options:
            sys.exit(f"unknown parameter {name!r}; there are {', '.join(options)}")
        options[name] = value if name == "backoff" else int(value)
    if options["backoff"] not in BACKOFFS:
        sys.exit(f"backoff is one of {', '.join(BACKOFFS)}")
    return SimpleNamespace(**options)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(parse(sys.argv[1:]))))
