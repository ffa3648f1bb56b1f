"""A long call without an await in it: what happens to everybody else meanwhile?

    python3 blocked-loop.py
    python3 blocked-loop.py mode=thread-timeout work_ms=2000

on-loop         it runs where it is called: no other task takes a step before it is over
thread          the same call in a thread of a pool: the loop is free
thread-timeout  the same, but the caller waits only so long: nobody can stop a thread
slices          the work is cut into slices, and others have a turn after each
"""
import asyncio
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace

MODES = ["on-loop", "thread", "thread-timeout", "slices"]
DEFAULTS = {
    "mode": "on-loop",
    "reports": 2,        # both are asked for after ARRIVAL_MS
    "work_ms": 300,      # what a report takes
    "threads": 2,
    "patience_ms": 150,  # how long a report waits for its thread, in thread-timeout
    "slice_ms": 10,
    "beat_ms": 50,
    "beats": 12,
}
ARRIVAL_MS = 120


def crunch(length_ms):
    """Work that takes its time: a computation, or a call that waits and knows nothing of await.

    Here it sleeps, which lets other threads run. A computation in pure Python would not: threads
    take turns then (the GIL), and the loop gets its turn late, every 5 ms.
    """
    time.sleep(length_ms / 1000)


async def heartbeat(options):
    """What a server does all the time for somebody: it should never be late."""
    for beat in range(1, options.beats + 1):
        due = time.monotonic() + options.beat_ms / 1000
        await asyncio.sleep(options.beat_ms / 1000)  # [beat]
        say(f"beat {beat}: {(time.monotonic() - due) * 1000:.0f} ms late")  # [late]


async def in_thread(length_ms):
    await asyncio.to_thread(crunch, length_ms)  # [thread]


async def in_thread_with_limit(length_ms, patience_ms):
    try:
        async with asyncio.timeout(patience_ms / 1000):
            await in_thread(length_ms)  # [limited]
    except TimeoutError:  # [give-up]
        say("nobody waits for this report any more; its thread goes on")


async def in_slices(length_ms, slice_ms):
    for done_ms in range(0, length_ms, slice_ms):
        crunch(min(slice_ms, length_ms - done_ms))  # [slice]
        await asyncio.sleep(0)  # [yield]


async def report(number, options):
    await asyncio.sleep(ARRIVAL_MS / 1000)  # [arrive]
    match options.mode:
        case "on-loop":
            crunch(options.work_ms)  # [on-loop]
        case "thread":
            await in_thread(options.work_ms)
        case "thread-timeout":
            await in_thread_with_limit(options.work_ms, options.patience_ms)
        case "slices":
            await in_slices(options.work_ms, options.slice_ms)
    say(f"report-{number} is over")


async def main(options):
    threads = ThreadPoolExecutor(options.threads)
    asyncio.get_running_loop().set_default_executor(threads)  # [pool]
    async with asyncio.TaskGroup() as group:  # [group]
        group.create_task(heartbeat(options), name="heartbeat")  # [heart]
        for number in range(1, options.reports + 1):
            group.create_task(report(number, options), name=f"report-{number}")  # [create]
    say("main is over; asyncio.run still waits for the threads")
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
