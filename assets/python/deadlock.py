"""Transfers that need two locks each, or two permits: who waits for whom, and what helps?

    python3 deadlock.py                    # hangs; end it with Ctrl-C
    python3 deadlock.py mode=global-order

opposite-order  each locks its own account first: they wait for each other in a ring
global-order    all lock in the same order, the account with the lower number first
timeout         who has waited too long lets go of what it has, and tries again later
taken-twice     who holds a permit wants another one of the same semaphore
passed-on       who holds a permit hands it on to the function that needs one
"""
import asyncio
import sys
import time
from types import SimpleNamespace

MODES = ["opposite-order", "global-order", "timeout", "taken-twice", "passed-on"]
DEFAULTS = {
    "mode": "opposite-order",
    "transfers": 2,     # and as many accounts, in a ring
    "apart_ms": 50,     # each transfer arrives this much after the one before
    "read_ms": 100,     # what a transfer does with its first lock or permit
    "write_ms": 100,    # and with both
    "permits": 2,       # of the semaphore
    "patience_ms": 80,  # how long a transfer waits for its second lock, if it has a limit
    "retry_ms": 40,     # transfer i waits i times this long before it tries again
    "tries": 5,
}


class Bank:
    """Accounts with a lock each, and a few connections to the database."""

    def __init__(self, options):
        self.options = options
        self.accounts = {i: asyncio.Lock() for i in range(1, options.transfers + 1)}
        self.connections = asyncio.Semaphore(options.permits)

    async def read(self):
        await asyncio.sleep(self.options.read_ms / 1000)

    async def write(self):
        await asyncio.sleep(self.options.write_ms / 1000)


async def with_both(bank, first, second):
    async with first:  # [first]
        await bank.read()  # [read]
        async with second:  # [second]
            await bank.write()  # [write]


async def try_both(bank, first, second):
    """Tells whether it got both locks."""
    async with first:  # [try-first]
        await bank.read()  # [try-read]
        try:
            async with asyncio.timeout(bank.options.patience_ms / 1000):
                await second.acquire()  # [try-second]
        except TimeoutError:  # [give-up]
            return False
        try:
            await bank.write()  # [try-write]
            return True
        finally:
            second.release()


async def with_patience(bank, number, first, second):
    for _ in range(bank.options.tries):
        if await try_both(bank, first, second):
            return
        say(f"transfer-{number} gives up for now")
        await asyncio.sleep(number * bank.options.retry_ms / 1000)  # not all at once [retry]
    raise RuntimeError(f"transfer-{number} has no try left")  # [no-try-left]


async def write_entry(bank):
    """Can be called from anywhere, so it sees to its own connection."""
    async with bank.connections:  # [inner]
        await bank.write()  # [inner-write]


async def taken_twice(bank):
    async with bank.connections:  # [outer]
        await bank.read()  # [outer-read]
        await write_entry(bank)


async def write_entry_with(connection, bank):
    await bank.write()  # [once-write]


async def passed_on(bank):
    async with bank.connections as connection:  # [once]
        await bank.read()  # [once-read]
        await write_entry_with(connection, bank)


async def transfer(bank, number):
    """From account `number` to the next one; the last one's next is the first."""
    await asyncio.sleep((number - 1) * bank.options.apart_ms / 1000)  # [arrive]
    following = number % bank.options.transfers + 1
    match bank.options.mode:
        case "opposite-order":
            await with_both(bank, bank.accounts[number], bank.accounts[following])  # [own-first]
        case "global-order":
            low, high = sorted([number, following])
            await with_both(bank, bank.accounts[low], bank.accounts[high])  # [low-first]
        case "timeout":
            await with_patience(bank, number, bank.accounts[number], bank.accounts[following])
        case "taken-twice":
            await taken_twice(bank)
        case "passed-on":
            await passed_on(bank)
    say(f"transfer-{number} is done")


async def main(options):
    bank = Bank(options)
    try:
        async with asyncio.TaskGroup() as group:  # [group]
            for number in range(1, options.transfers + 1):
                group.create_task(transfer(bank, number), name=f"transfer-{number}")  # [create]
        say("all transfers are done")
    except ExceptionGroup as error:  # [catch]
        say(f"main sees {error!r}")
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
