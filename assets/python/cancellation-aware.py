"""A task is asked to stop while it still has something to put in order: what becomes of that?

    python3 cancellation-aware.py
    python3 cancellation-aware.py mode=shield patience_ms=50

finally          saves in a `finally`; a second request interrupts the save
shield           shields the save: it goes on, but nobody waits for it any more
shield-and-wait  shields the save and waits for it, however often it is asked to stop
swallow          takes the request for a hiccup and works on
"""
import asyncio
import sys
import time
from types import SimpleNamespace

MODES = ["finally", "shield", "shield-and-wait", "swallow"]
DEFAULTS = {
    "mode": "finally",
    "workers": 4,
    "parts": 5,           # of a worker's work
    "part_ms": 200,
    "cancel_at_ms": 300,  # main asks all workers to stop
    "patience_ms": 250,   # after this it asks again; 0 = it never does
    "save_ms": 100,       # worker i needs i times this long
    "closing_ms": 100,    # main's last work, after its workers have ended
}


async def save(number, options):
    """Writes down how far worker `number` has come. Later workers have more to write."""
    await asyncio.sleep(number * options.save_ms / 1000)  # [save]
    say(f"the work of worker-{number} is saved")


def save_in_a_task(number, options):
    return asyncio.create_task(save(number, options), name=f"save-{number}")  # [save-task]


async def part(options):
    """Some of the work. The worker who swallows does not lose more than this to a request."""
    try:
        await asyncio.sleep(options.part_ms / 1000)  # [part]
    except asyncio.CancelledError:
        if options.mode != "swallow":
            raise
        say(f"{asyncio.current_task().get_name()} drops a part and goes on")  # [swallow]


async def save_whatever_comes(number, options):
    """Goes on waiting for the save while others ask it to stop."""
    saving = save_in_a_task(number, options)
    while not saving.done():
        try:
            await asyncio.shield(saving)  # [shield-wait]
        except asyncio.CancelledError:
            pass  # we are stopping already: first the save


async def worker(number, options):
    try:
        for _ in range(options.parts):
            await part(options)
    finally:
        if options.mode == "shield":
            await asyncio.shield(save_in_a_task(number, options))  # [shield]
        elif options.mode == "shield-and-wait":
            await save_whatever_comes(number, options)
        else:
            await save(number, options)  # [finally]


def ask_to_stop(workers):
    for task in workers:
        task.cancel()  # who is done does not mind [ask]


async def stop(workers, options):
    """Asks all workers to stop, after a while once more, and waits until the last one has ended."""
    ask_to_stop(workers)
    if options.patience_ms > 0:
        await asyncio.wait(workers, timeout=options.patience_ms / 1000)  # [patience]
        ask_to_stop(workers)
    await asyncio.wait(workers)  # [wait]
    say("every worker has ended")


async def main(options):
    workers = [asyncio.create_task(worker(i, options), name=f"worker-{i}")  # [create]
               for i in range(1, options.workers + 1)]
    await asyncio.sleep(options.cancel_at_ms / 1000)  # [cancel-at]
    await stop(workers, options)
    await asyncio.sleep(options.closing_ms / 1000)  # [closing]
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
