"""SIGTERM under load: what happens to the requests in flight, to the log, to the exit code?

    python3 shutdown-drain.py; echo "exit code $?"
    python3 shutdown-drain.py strategy=article; echo "exit code $?"
    python3 shutdown-drain.py strategy=robust request_ms=2000; echo "exit code $?"

abrupt   no handler: the process dies of the signal
article  the tutorial pattern: a task of the group drains, then raises SystemExit(0)
robust   stop accepting, drain with a deadline, cancel the rest, flush, return an exit code
"""
import asyncio
import os
import signal
import sys
import time
from types import SimpleNamespace

STRATEGIES = ["abrupt", "article", "robust"]
DEFAULTS = {
    "strategy": "robust",
    "requests_per_s": 20,
    "request_ms": 300,
    "sigterm_at_ms": 1000,     # 0 = as soon as main has taken its first step
    "drain_deadline_ms": 500,
    "second_signal_at_ms": 0,  # 0 = none
    "flush_ms": 100,           # the access log writes its last lines
}
UNDO_MS = 50           # a cut request gives back what it holds
UNDO_LIMIT_MS = 200    # nobody waits longer than this for that
CLOSE_MS = 50          # the article's server says goodbye to its clients
MAX_REQUESTS = 10_000  # no run needs as many: a bound, in case one never ends


class Service:
    """Answers requests and counts what became of them."""

    def __init__(self, options):
        self.options = options
        self.accepting = True
        self.in_flight = {}             # number of the request -> its task
        self.accepted = self.completed = self.refused = 0
        self.flushed = False
        self.sigterm = asyncio.Event()  # has arrived
        self.drained = asyncio.Event()  # nobody is left to wait for
        self.log_closed = asyncio.Event()

    def open(self):
        """Starts the access log and lets the clients in."""
        self.log = asyncio.create_task(self.access_log(), name="access-log")
        self.next_arrival(1)

    def next_arrival(self, number):
        """The outside world: a request every 1 / requests_per_s, until the loop is gone."""
        def arrive():
            self.accept(number)
            self.next_arrival(number + 1)
        if number <= MAX_REQUESTS:
            interval_us = 1_000_000 // self.options.requests_per_s
            asyncio.get_running_loop().call_later(interval_us / 1e6, arrive)  # [arrive]

    def accept(self, number):
        if not self.accepting:
            self.refused += 1
            return
        self.accepted += 1
        task = asyncio.create_task(self.handle(number), name=f"request-{number}")  # [accept]
        self.in_flight[number] = task

    async def handle(self, number):
        """One request, from its arrival to its answer."""
        try:
            await asyncio.sleep(self.options.request_ms / 1000)  # [handle]
            self.completed += 1
        except asyncio.CancelledError:
            await asyncio.sleep(UNDO_MS / 1000)  # [undo]
            raise
        finally:
            del self.in_flight[number]
            if not self.accepting and not self.in_flight:
                self.drained.set()

    async def access_log(self):
        try:
            await self.log_closed.wait()  # [log]
        finally:
            await asyncio.sleep(self.options.flush_ms / 1000)  # [flush]
            self.flushed = True

    def report(self):
        print(f"{self.accepted} requests accepted: {self.completed} answered, "
              f"{self.accepted - self.completed} cut; {self.refused} refused; "
              f"log {'' if self.flushed else 'not '}flushed")


async def abrupt(service):
    """Knows nothing of signals. SIGTERM ends the process wherever it happens to be."""
    service.open()
    await asyncio.Event().wait()  # [serve]


async def article(service):
    """Looks right and is shown by many tutorials. Compare its report with its exit code."""
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, service.sigterm.set)  # [article-handler]
    service.open()

    async def serve():
        try:
            while True:
                await asyncio.sleep(0.05)  # [poll]
        finally:
            await asyncio.sleep(CLOSE_MS / 1000)  # [close]

    async def wait_for_shutdown():
        await service.sigterm.wait()  # [article-sigterm]
        draining = list(service.in_flight.values())
        while not all(task.done() for task in draining):  # no deadline, and the door is open
            await asyncio.sleep(0.1)  # [article-drain]
        raise SystemExit(0)  # [system-exit]

    async with asyncio.TaskGroup() as group:  # [group]
        group.create_task(serve(), name="serve")
        group.create_task(wait_for_shutdown(), name="wait-for-shutdown")


async def drain(service):
    """Waits until nothing is in flight, at most until the deadline or the second signal."""
    if service.in_flight:
        try:
            async with asyncio.timeout(service.options.drain_deadline_ms / 1000):
                await service.drained.wait()  # [drain]
        except TimeoutError:
            pass


async def cut_the_rest(service):
    """Cancels what is still in flight and waits until it is undone; tells whether there was any."""
    cut = list(service.in_flight.values())
    for task in cut:
        task.cancel()  # [cut]
    try:
        async with asyncio.timeout(UNDO_LIMIT_MS / 1000):
            await asyncio.gather(*cut, return_exceptions=True)  # [undone]
    except TimeoutError:
        pass
    return bool(cut)


async def robust(service):
    """The signal handler sets flags, main does the work, the exit code is a plain value."""
    def on_signal():
        if service.sigterm.is_set():
            service.drained.set()  # the second signal: do not wait any longer
        service.sigterm.set()

    loop = asyncio.get_running_loop()
    loop.add_signal_handler(signal.SIGTERM, on_signal)  # [handler]
    service.open()
    await service.sigterm.wait()  # [sigterm]
    service.accepting = False
    await drain(service)
    any_cut = await cut_the_rest(service)
    service.log_closed.set()
    await service.log  # [flushed]
    return 1 if any_cut else 0  # [exit-code]


async def main(options):
    service = Service(options)
    strategy = {"abrupt": abrupt, "article": article, "robust": robust}[options.strategy]
    try:
        return await strategy(service)
    finally:
        service.report()


# ---------------------------------------------------------------- signals and command line

def signals(options):
    """What the outside world sends: (milliseconds after the start, signal)."""
    times = [options.sigterm_at_ms]
    if options.second_signal_at_ms > 0:
        times.append(options.second_signal_at_ms)
    return [(at, signal.SIGTERM) for at in times]


def parse(arguments):
    """Turns `name=value` arguments into options."""
    options = dict(DEFAULTS)
    for argument in arguments:
        name, _, value = argument.partition("=")
        if name not in options:
            sys.exit(f"unknown parameter {name!r}; there are {', '.join(options)}")
        options[name] = value if name == "strategy" else int(value)
    if options["strategy"] not in STRATEGIES:
        sys.exit(f"strategy is one of {', '.join(STRATEGIES)}")
    return SimpleNamespace(**options)


if __name__ == "__main__":
    options = parse(sys.argv[1:])
    with asyncio.Runner() as runner:
        for at_ms, number in signals(options):
            runner.get_loop().call_later(at_ms / 1000, os.kill, os.getpid(), number)
        code = runner.run(main(options))
    sys.exit(code)
