"""Calls that may take only so long: what happens when the time is up?

    python3 timeouts.py
    python3 timeouts.py mode=nested total_ms=500

timeout   `async with timeout(limit)`: cuts the call short where it stands
wait-for  `wait_for(call, limit)`: up to Python 3.11 the call becomes a task of its own
nested    a limit for the call inside of a limit for everything: two clocks, one task
"""
import asyncio
import sys
import time
from types import SimpleNamespace

MODES = ["timeout", "wait-for", "nested"]
DEFAULTS = {
    "mode": "timeout",
    "calls": 5,
    "first_ms": 100,    # call i takes first_ms + (i - 1) * step_ms
    "step_ms": 100,
    "limit_ms": 250,    # for the call
    "cleanup_ms": 100,  # to close the connection of a call that is cut short
    "broken_call": 4,   # its connection cannot be closed; 0 = none
    "total_ms": 300,    # for everything, in mode nested
    "linger_ms": 100,   # main's other work, after it has seen all answers and errors
}

connections = 0  # open ones


async def fetch(number, options):
    """Gets answer `number` over a connection, which it closes in good order even if cut short."""
    global connections
    connections += 1
    try:
        await asyncio.sleep((options.first_ms + (number - 1) * options.step_ms) / 1000)  # [work]
    except asyncio.CancelledError:
        await asyncio.sleep(options.cleanup_ms / 1000)  # [cleanup]
        if number == options.broken_call:
            raise ConnectionError("already gone")  # [break]
        connections -= 1
        raise
    connections -= 1
    return number


async def with_timeout(number, options):
    async with asyncio.timeout(options.limit_ms / 1000):
        return await fetch(number, options)  # [timeout]


async def with_wait_for(number, options):
    return await asyncio.wait_for(fetch(number, options), options.limit_ms / 1000)  # [wait-for]


async def with_nested_timeouts(number, options):
    async with asyncio.timeout(options.total_ms / 1000):  # [outer]
        return await with_timeout(number, options)  # [inner]


async def call(number, options):
    """A call from main's point of view: ends with the answer or an error."""
    ask = {"timeout": with_timeout, "wait-for": with_wait_for,
           "nested": with_nested_timeouts}[options.mode]
    try:
        return await ask(number, options)  # [call]
    finally:
        say(f"call-{number} is over")


async def main(options):
    calls = [asyncio.create_task(call(i, options), name=f"call-{i}")  # [create]
             for i in range(1, options.calls + 1)]
    outcomes = await asyncio.gather(*calls, return_exceptions=True)  # [gather]
    for number, outcome in enumerate(outcomes, 1):
        say(f"call-{number}: {outcome!r}")  # [look]
    say(f"connections that were never closed: {connections}")
    await asyncio.sleep(options.linger_ms / 1000)  # [linger]
    return 0


# ---------------------------------------------------------------- the command line

def parse(arguments):
    """Turns `name=value` arguments into options."""
    options = dict(DEFAULTS)
    for argument in arguments:
        name, _, value = argument.partition("=")
        if name not in options:
            sys.exit(f"unknown parameter {name!r}; there are {', '.join(options)}")
        options[name] = value if name == "mode" else int(value)
    if options["mode"] not in MODES:
        sys.exit(f"mode is one of {', '.join(MODES)}")
    return SimpleNamespace(**options)


STARTED = time.monotonic()


def say(text):
    print(f"{(time.monotonic() - STARTED) * 1000:8.0f} ms  {text}")


if __name__ == "__main__":
    sys.exit(asyncio.run(main(parse(sys.argv[1:]))))
