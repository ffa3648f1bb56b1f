"""The same question goes to several replicas, and the first answer is enough. What of the others?

    python3 first-wins.py
    python3 first-wins.py strategy=forget-losers
    python3 first-wins.py strategy=hedged hedge_after_ms=100

cancel-losers  asks all at once, then cancels those that are not needed and awaits their cleanup
forget-losers  asks all at once; nobody tells the others that it is over
hedged         asks the next one only if no answer has come for a while; then as cancel-losers
"""
import asyncio
import sys
from types import SimpleNamespace

STRATEGIES = ["cancel-losers", "forget-losers", "hedged"]
ON_FAILURE = ["wait-on", "give-up"]
DEFAULTS = {
    "strategy": "cancel-losers",
    "replicas": 5,
    "first_ms": 900,        # replica-1 has a bad day
    "others_ms": 300,       # replica-2
    "step_ms": 200,         # each further one takes this much longer
    "hedge_after_ms": 200,  # hedged: so long without an answer, and the next one is asked
    "fail_replica": 5,      # 0 = nobody fails
    "fail_ms": 100,         # after so long
    "on_failure": "wait-on",
    "hang_up_ms": 50,       # what a cancelled replica needs to put things in order
    "linger_ms": 500,       # main's other work, after it has the answer
}


class Race:
    def __init__(self, options):
        self.options = options
        self.running = []  # in the order in which they were asked
        self.asked = self.cut = 0

    async def replica(self, number):
        """Asks one replica; hangs up if it is cancelled."""
        try:
            if number == self.options.fail_replica:
                await asyncio.sleep(self.options.fail_ms / 1000)  # [fail-after]
                raise ConnectionError(f"replica-{number} is gone")  # [fail]
            await asyncio.sleep(self.length_ms(number) / 1000)  # [call]
            return f"answer of replica-{number}"
        except asyncio.CancelledError:
            self.cut += 1
            await asyncio.sleep(self.options.hang_up_ms / 1000)  # [hang-up]
            raise

    def length_ms(self, number):
        if number == 1:
            return self.options.first_ms
        return self.options.others_ms + (number - 2) * self.options.step_ms

    def ask_next(self):
        self.asked += 1
        name = f"replica-{self.asked}"
        self.running.append(asyncio.create_task(self.replica(self.asked), name=name))  # [ask]

    async def wait_for_one(self):
        """Waits until a replica has ended; only so long if there is another one to ask."""
        limit = None
        if self.asked < self.options.replicas:
            limit = self.options.hedge_after_ms / 1000
        await asyncio.wait(self.running, timeout=limit,
                           return_when=asyncio.FIRST_COMPLETED)  # [wait]

    def take_ended(self):
        ended = [task for task in self.running if task.done()]
        self.running = [task for task in self.running if not task.done()]
        return ended

    async def first_answer(self):
        """The first to end is not always the first to answer: an error is often the quickest."""
        while self.asked < self.options.replicas or self.running:
            while self.asked < self.options.replicas:
                self.ask_next()
                if self.options.strategy == "hedged":  # [hedge]
                    break
            await self.wait_for_one()
            for task in self.take_ended():
                if task.cancelled():
                    continue
                if self.options.on_failure == "give-up" or task.exception() is None:
                    return task.result()  # [winner]
        raise ConnectionError("no replica has answered")  # [nobody]

    async def dismiss(self):
        """Nothing of the race is left when this is over."""
        for task in self.running:
            task.cancel()  # [cancel]
        await asyncio.gather(*self.running, return_exceptions=True)  # [cleaned-up]

    async def run(self):
        if self.options.strategy == "forget-losers":
            return await self.first_answer()  # [forget]
        try:
            return await self.first_answer()  # [race]
        finally:
            await self.dismiss()  # [dismiss]


async def main(options):
    race = Race(options)
    started = asyncio.get_running_loop().time()
    try:
        outcome = await race.run()
    except Exception as error:  # [catch]
        outcome = f"{type(error).__name__}: {error}"
    seconds = asyncio.get_running_loop().time() - started
    print(f"{outcome} after {seconds:.3f} s; {race.asked} replicas asked, {race.cut} cancelled, "
          f"{sum(not task.done() for task in race.running)} left running")
    await asyncio.sleep(options.linger_ms / 1000)  # [linger]
    return 0


# ---------------------------------------------------------------- the command line

def parse(arguments):
    """Turns `name=value` arguments into options."""
    options = dict(DEFAULTS)
    choices = {"strategy": STRATEGIES, "on_failure": ON_FAILURE}
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
