"""A task that nobody awaits: who learns of its error, and who waits for its end?

    python3 fire-and-forget.py
    python3 fire-and-forget.py mode=background-set mail_ms=900

dropped         create_task and forget: an error is told when all is over, the rest is cut off
background-set  a set keeps the tasks, a done callback looks at their errors, main's end waits
task-group      the group owns them: it waits, and one error ends all, main's own work as well
guarded-group   the same group of tasks that look after their own errors
"""
import asyncio
import sys
import time
from types import SimpleNamespace

MODES = ["dropped", "background-set", "task-group", "guarded-group"]
DEFAULTS = {
    "mode": "dropped",
    "orders": 4,
    "order_ms": 100,       # main's work for each order
    "mail_ms": 260,        # what a mail takes
    "fail_mail": 2,        # 0 = all mails go out
    "fail_after_ms": 150,
    "rest_ms": 100,        # main's work after the last order
}


async def send_mail(number, options):
    if number == options.fail_mail:
        await asyncio.sleep(options.fail_after_ms / 1000)  # [fail-after]
        raise ConnectionError("the mail server is down")  # [fail]
    await asyncio.sleep(options.mail_ms / 1000)  # [mail]
    say(f"mail-{number} is sent")


async def take_orders(start_mail, options):
    """Main's own work. The customer does not wait for the mail."""
    for number in range(1, options.orders + 1):
        await asyncio.sleep(options.order_ms / 1000)  # [order]
        start_mail(number)
    await asyncio.sleep(options.rest_ms / 1000)  # [rest]


async def run_dropped(options):
    def start_mail(number):  # the loop itself keeps a weak reference only: the task may vanish
        asyncio.create_task(send_mail(number, options), name=f"mail-{number}")  # [drop]

    await take_orders(start_mail, options)


async def run_background_set(options):
    background = set()

    def look_at(mail):  # outside of any task
        background.discard(mail)
        if not mail.cancelled() and mail.exception():  # [look]
            say(f"{mail.get_name()} has failed: {mail.exception()!r}")

    def start_mail(number):
        mail = asyncio.create_task(send_mail(number, options), name=f"mail-{number}")  # [keep]
        background.add(mail)
        mail.add_done_callback(look_at)  # [callback]

    await take_orders(start_mail, options)
    await asyncio.gather(*background, return_exceptions=True)  # [wait]


async def run_task_group(options):
    async with asyncio.TaskGroup() as group:  # [group]
        def start_mail(number):
            group.create_task(send_mail(number, options), name=f"mail-{number}")  # [group-create]

        await take_orders(start_mail, options)


async def send_mail_or_report(number, options):
    """A mail that does not go out is bad luck, no reason to close the shop."""
    try:
        await send_mail(number, options)
    except ConnectionError as error:  # [report]
        say(f"mail-{number} has failed: {error!r}")


async def run_guarded_group(options):
    async with asyncio.TaskGroup() as group:  # [guarded-group]
        def start_mail(number):
            mail = send_mail_or_report(number, options)
            group.create_task(mail, name=f"mail-{number}")  # [guarded]

        await take_orders(start_mail, options)


async def main(options):
    run = {"dropped": run_dropped,
           "background-set": run_background_set,
           "task-group": run_task_group,
           "guarded-group": run_guarded_group}[options.mode]
    try:
        await run(options)
        say("main has nothing left to do")
    except ExceptionGroup as error:  # [catch]
        say(f"main sees {error!r} and closes the shop")
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
