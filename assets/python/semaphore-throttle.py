"""Many calls to a service that can take only a few at a time: who holds them back?

    python3 semaphore-throttle.py
    python3 semaphore-throttle.py limiter=none retries=3
    python3 semaphore-throttle.py limiter=token-bucket rate_per_s=100 retries=2

none          nobody: the service answers 503 to what is too much
semaphore     bounds how many calls are in flight, not how many there are per second
token-bucket  bounds how many calls start per second, not how many are in flight
worker-queue  a few workers take requests from a short queue: bounds the tasks as well
"""
import asyncio
import contextlib
import sys
from types import SimpleNamespace

LIMITERS = ["none", "semaphore", "token-bucket", "worker-queue"]
SWITCH = ["off", "on"]
DEFAULTS = {
    "limiter": "semaphore",
    "requests": 24,
    "limit": 4,          # permits of the semaphore; workers and places of the queue
    "latency_ms": 200,   # what a call takes
    "capacity": 8,       # more calls in flight than this: 503 at once
    "rate_per_s": 20,    # tokens that the bucket gets per second
    "burst": 4,          # tokens that fit into the bucket
    "retries": 0,        # how often a request tries again after a 503
    "hold_permit_during_backoff": "off",
    "seed": 1,           # of the jitter in the back-off
}
BACKOFF_MS = 100  # first wait before a retry; doubles each time; plus a jitter below this


class Downstream:
    """The service that is called: quick to refuse, slow to answer."""

    def __init__(self, options):
        self.options = options
        self.in_flight = self.peak = self.refusals = 0

    async def call(self):
        if self.in_flight >= self.options.capacity:
            self.refusals += 1
            return 503
        self.in_flight += 1
        self.peak = max(self.peak, self.in_flight)
        try:
            await asyncio.sleep(self.options.latency_ms / 1000)  # [fetch]
            return 200
        finally:
            self.in_flight -= 1


class TokenBucket:
    """`burst` callers pass at once, then one every 1 / rate, in the order of their arrival."""

    def __init__(self, rate_per_s, burst):
        self.interval_us = -(-1_000_000 // rate_per_s)  # rounded up: never faster than that
        self.credit_us = (burst - 1) * self.interval_us
        self.next_us = float("-inf")  # when the next caller may pass; long ago: the bucket is full

    async def __aenter__(self):
        now_us = round(asyncio.get_running_loop().time() * 1e6)
        turn_us = max(self.next_us, now_us - self.credit_us)
        self.next_us = turn_us + self.interval_us
        if turn_us > now_us:
            await asyncio.sleep((turn_us - now_us) / 1e6)  # [token]

    async def __aexit__(self, *error):
        pass


class Client:
    """Sends one batch of requests; all of them are wanted at the same moment."""

    def __init__(self, options):
        self.options = options
        self.downstream = Downstream(options)
        self.latencies = []  # seconds from the start of the batch to the answer 200
        self.started = asyncio.get_running_loop().time()
        self.limiter = {
            "none": contextlib.nullcontext(),
            "semaphore": asyncio.Semaphore(options.limit),
            "token-bucket": TokenBucket(options.rate_per_s, options.burst),
            "worker-queue": contextlib.nullcontext(),  # there, the workers are the limit
        }[options.limiter]

    async def request(self, number):
        """Tries until the answer is 200 or no attempt is left."""
        hold = self.options.hold_permit_during_backoff == "on"
        for attempt in range(1 + self.options.retries):
            last = attempt == self.options.retries
            async with self.limiter:  # [permit]
                status = await self.downstream.call()  # [call]
                if status == 503 and hold and not last:
                    await asyncio.sleep(self.backoff(number, attempt))  # [backoff-held]
            if status == 200:
                self.latencies.append(asyncio.get_running_loop().time() - self.started)
                return
            if not hold and not last:
                await asyncio.sleep(self.backoff(number, attempt))  # [backoff]

    def backoff(self, number, attempt):
        """Seconds to wait; the jitter depends on seed, request and attempt, on nothing else."""
        modulus = 2_147_483_647
        mixed = (self.options.seed % modulus * 1_000_003 + number * 10_007 + attempt * 101)
        jitter_ms = mixed % modulus * 48_271 % modulus % BACKOFF_MS
        return (BACKOFF_MS * 2**attempt + jitter_ms) / 1000

    async def one_task_each(self):
        """All request tasks exist at once; the limiter makes them wait, not fewer."""
        async with asyncio.TaskGroup() as group:  # [group]
            for number in range(1, self.options.requests + 1):
                group.create_task(self.request(number), name=f"request-{number}")  # [create]

    async def workers(self):
        """As many tasks as the limit; `put` waits while the queue is full (backpressure)."""
        queue = asyncio.Queue(self.options.limit)
        async with asyncio.TaskGroup() as group:  # [worker-group]
            for number in range(1, self.options.limit + 1):
                group.create_task(self.worker(queue), name=f"worker-{number}")  # [workers]
            for number in range(1, self.options.requests + 1):
                await queue.put(number)  # [put]
            for _ in range(self.options.limit):
                await queue.put(None)  # [close]

    async def worker(self, queue):
        while (number := await queue.get()) is not None:  # [get]
            await self.request(number)

    def report(self):
        total = asyncio.get_running_loop().time() - self.started
        print(f"{len(self.latencies)} of {self.options.requests} requests answered in "
              f"{total:.3f} s, at most {self.downstream.peak} in flight, "
              f"{self.downstream.refusals} times 503")


async def main(options):
    client = Client(options)
    if options.limiter == "worker-queue":
        await client.workers()
    else:
        await client.one_task_each()
    client.report()
    return 0


# ---------------------------------------------------------------- the command line

def parse(arguments):
    """Turns `name=value` arguments into options."""
    options = dict(DEFAULTS)
    choices = {"limiter": LIMITERS, "hold_permit_during_backoff": SWITCH}
    for argument in arguments:
        name, _, value = argument.partition("=")
        if name not in options:
            sys.exit(f"unknown parameter {name!r}; there are {', '.join(options)}")
        options[name] = value if name in choices else int(value)
    for name, allowed in choices.items():
        if options[name] not in allowed:
            sys.exit(f"{name} is one of {', '.join(allowed)}")
    return SimpleNamespace(**options)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(parse(sys.argv[1:]))))
