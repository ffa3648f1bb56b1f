"""Several services with a few workers each, and one worker fails: how far does that reach?

    python3 error-boundaries.py
    python3 error-boundaries.py mode=restart failures=5

one-group  all workers in one group: the failure takes everything down
nested     a group for each service in a group for all: it still takes everything down
contain    each service catches the error of its own group: only its own workers are stopped
restart    a supervisor starts the service again, and gives up after some restarts
"""
import asyncio
import itertools
import sys
import time
from types import SimpleNamespace

MODES = ["one-group", "nested", "contain", "restart"]
CHOICES = {"mode": MODES, "cleanup_fails": ["off", "on"]}
DEFAULTS = {
    "mode": "one-group",
    "services": 3,
    "workers": 2,             # of each service
    "work_ms": 1000,
    "fail_service": 2,        # its first worker fails; 0 = nobody does
    "fail_at_ms": 300,
    "failures": 2,            # in how many lives of its service it fails
    "cleanup_ms": 50,         # what a worker that is stopped needs to put things in order
    "cleanup_fails": "off",
    "restarts": 3,            # before a supervisor gives up
    "restart_delay_ms": 100,
    "linger_ms": 100,         # main's other work, after it has its services or the error
}


async def worker(service, number, life, options):
    """A worker in one of the lives of its service.

    The first one of the failing service fails in the first few lives.
    """
    try:
        fails = service == options.fail_service and number == 1
        if fails and life <= options.failures:
            await asyncio.sleep(options.fail_at_ms / 1000)  # [fail-after]
            raise ValueError("bad record")  # [fail]
        await asyncio.sleep(options.work_ms / 1000)  # [work]
        say(f"worker-{service}.{number} has finished")
    except asyncio.CancelledError:
        await asyncio.sleep(options.cleanup_ms / 1000)  # [cleanup]
        if options.cleanup_fails == "on":
            raise OSError("disk full")  # [fail-again]
        raise


def start_workers(group, service, life, options):
    for number in range(1, options.workers + 1):
        again = "" if life == 1 else f"#{life}"
        name = f"worker-{service}.{number}{again}"
        group.create_task(worker(service, number, life, options), name=name)  # [create]


async def run_service(service, life, options):
    """One life of a service: ends with the last of its workers, or with an ExceptionGroup."""
    async with asyncio.TaskGroup() as group:  # [service-group]
        start_workers(group, service, life, options)


async def open_service(service, options):
    """Lets errors pass: whoever waits for the service gets them."""
    await run_service(service, 1, options)  # [nested]


async def contained_service(service, options):
    """A boundary: an error of this service ends here, and the service with it."""
    try:
        await run_service(service, 1, options)  # [contain]
    except ExceptionGroup as error:  # [boundary]
        say(f"service-{service} is given up, the others go on: {error!r}")


async def supervised_service(service, options):
    """A supervisor: a service that has failed gets another life, but not for ever."""
    for life in itertools.count(1):
        try:
            await run_service(service, life, options)  # [supervise]
            return
        except ExceptionGroup as error:
            if life > options.restarts:
                raise  # somebody above has to know [give-up]
            say(f"service-{service} is going to be started again: {error!r}")
        await asyncio.sleep(options.restart_delay_ms / 1000)  # [delay]


async def all_in_one_group(options):
    async with asyncio.TaskGroup() as group:  # [one-group]
        for service in range(1, options.services + 1):
            start_workers(group, service, 1, options)


async def group_of_services(options):
    kind = {"nested": open_service,
            "contain": contained_service,
            "restart": supervised_service}[options.mode]
    async with asyncio.TaskGroup() as group:  # [app-group]
        for service in range(1, options.services + 1):
            name = f"service-{service}"
            group.create_task(kind(service, options), name=name)  # [create-service]


async def main(options):
    run = all_in_one_group if options.mode == "one-group" else group_of_services
    try:
        await run(options)
    except ExceptionGroup as error:  # [catch]
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
        options[name] = value if name in CHOICES else int(value)
    for name, choices in CHOICES.items():
        if options[name] not in choices:
            sys.exit(f"{name} is one of {', '.join(choices)}")
    return SimpleNamespace(**options)


STARTED = time.monotonic()


def say(text):
    print(f"{(time.monotonic() - STARTED) * 1000:8.0f} ms  {text}")


if __name__ == "__main__":
    sys.exit(asyncio.run(main(parse(sys.argv[1:]))))
