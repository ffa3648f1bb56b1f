"""One of several tasks fails: what happens to the others?

    python3 gather-vs-group.py
    python3 gather-vs-group.py mode=task-group fail_at_ms=200

gather                    raises the error at once and leaves the other tasks running
gather-return-exceptions  waits for all of them; errors are ordinary results
task-group                cancels the others, waits for their cleanup, raises an ExceptionGroup
"""
import asyncio
import sys
import time
from types import SimpleNamespace

MODES = ["gather", "gather-return-exceptions", "task-group"]
DEFAULTS = {
    "mode": "gather",
    "tasks": 6,
    "fail_task": 3,     # 0 = nobody fails
    "fail_at_ms": 400,
    "first_ms": 300,    # task i works first_ms + (i - 1) * step_ms
    "step_ms": 200,
    "cleanup_ms": 50,   # what a cancelled task needs to put things in order
    "linger_ms": 1500,  # the caller's other work, after it has its results or the error
}


async def work(number, options):
    """Task `number`: works, and tidies up if it is cancelled."""
    name = f"task-{number}"
    try:
        if number == options.fail_task:
            await asyncio.sleep(options.fail_at_ms / 1000)  # [fail-after]
            raise ValueError(f"{name} failed")  # [fail]
        await asyncio.sleep((options.first_ms + (number - 1) * options.step_ms) / 1000)  # [work]
        say(f"{name} has its result")
        return f"result of {name}"
    except asyncio.CancelledError:
        await asyncio.sleep(options.cleanup_ms / 1000)  # [cleanup]
        say(f"{name} was cancelled and has cleaned up")
        raise


def named_tasks(create_task, options):
    """All tasks, started by `create_task`: they first run when the caller awaits something."""
    numbers = range(1, options.tasks + 1)
    return [create_task(work(i, options), name=f"task-{i}") for i in numbers]  # [create]


async def run_gather(options):
    tasks = named_tasks(asyncio.create_task, options)
    await asyncio.gather(*tasks)  # [gather]


async def run_gather_return_exceptions(options):
    tasks = named_tasks(asyncio.create_task, options)
    results = await asyncio.gather(*tasks, return_exceptions=True)  # [gather-all]
    for result in results:
        if isinstance(result, Exception):  # nobody raises it for us: we have to look
            raise result


async def run_task_group(options):
    async with asyncio.TaskGroup() as group:  # [group]
        named_tasks(group.create_task, options)


async def main(options):
    run = {"gather": run_gather,
           "gather-return-exceptions": run_gather_return_exceptions,
           "task-group": run_task_group}[options.mode]
    try:
        await run(options)
        say("main has all results")
    except (ValueError, ExceptionGroup) as error:  # [catch]
        say(f"main sees {error!r}")
    await asyncio.sleep(options.linger_ms / 1000)  # [linger]
    say("main is done")
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
