"""Runs a Python twin on the virtual clock and prints the life cycle of its tasks.

    python3 twin.py assets/python/gather-vs-group.py mode=task-group    # rows on stdout
    python3 twin.py --filter < rows                                      # rows of `asynclab run`

Both give the same bytes for the same program: JSON lines in the format of FORMAT.md, cut down to

    {"t":…,"ev":"create","task":…,"by":…}
    {"t":…,"ev":"start","task":…}
    {"t":…,"ev":"resume","task":…}
    {"t":…,"ev":"suspend","task":…}
    {"t":…,"ev":"throw","task":…,"exc":…,"first":…}
    {"t":…,"ev":"done","task":…}
    {"t":…,"ev":"fail","task":…,"exc":…}
    {"t":…,"ev":"cancelled","task":…}
    {"t":…,"ev":"cancel","task":…,"by":…,"count":…}

Left out of these rows: `on` (what a task waits for: named differently in the two languages) and
`val` (results). `exc` is the type's name without the message, in groups too. All other kinds of
rows are left out, and so are tasks without a name, those of asyncio's own teardown. The twins name
every task of theirs; what wait_for() wraps in a task is called after its coroutine and the task
that waits: `fetch` in call-3 is fetch-3. CPython leaves two orders open, timers of equal deadline
and the order in which siblings are cancelled; vloop.py fixes both. Calls that block
take virtual time as well, see vpool.py.

A SIGTERM that nobody handles ends a real process. Here the rows end in the pass of the loop after
the signal arrived, which is when a handler would have run.
"""
import asyncio
import importlib.util
import io
import json
import re
import sys
from contextlib import redirect_stderr, redirect_stdout

import vloop
import vpool

FIELDS = {
    "create": ["task", "by"],
    "start": ["task"],
    "resume": ["task"],
    "suspend": ["task"],
    "throw": ["task", "exc", "first"],
    "done": ["task"],
    "fail": ["task", "exc"],
    "cancelled": ["task"],
    "cancel": ["task", "by", "count"],
}


class Killed(SystemExit):
    """The process is gone: nothing is told any more, not even of the teardown."""


class TwinTask(vloop.PyTask):
    """asyncio.create_task names a task after its creation: the `create` row is corrected then."""

    def __init__(self, coro, loop, context):
        self.created_row = {}
        super().__init__(coro, loop=loop, context=context)

    def set_name(self, name):
        super().set_name(name)
        self.label = self.created_row["task"] = self.get_name()


class TwinLoop(vpool.BlockingCalls, vloop.VLoop):
    """Traces every task that has a name; the first one is main."""

    def create_task(self, coro, *, name=None, context=None):
        self.tracer.step("create", task=None, by=vloop.current_label())
        task = TwinTask(coro, self, context)
        task.setup(self.tracer, None)
        if not self.tracer.closed:
            task.created_row = self.tracer.rows[-1]
        if self.main_task is None:
            self.main_task, name = task, "main"
        elif name is None and "-" in (by := vloop.current_label())[1:]:
            name = f"{coro.__name__}-{by.rpartition('-')[2]}"
        if name is not None:
            task.set_name(name)  # asyncio.create_task() may do so again
        return task

    def _deliver(self, sig):
        if sig not in self._sig_handlers and sig == vloop.signal.SIGTERM:
            self.add_signal_handler(sig, self._die)
        super()._deliver(sig)

    def _die(self):
        self.tracer.closed = True
        raise Killed


class OrderedGroup(asyncio.TaskGroup):
    """A TaskGroup that cancels its children in the order of their creation."""

    def __init__(self):
        super().__init__()
        self._tasks = vloop._OrderedSet()


def load(path):
    spec = importlib.util.spec_from_file_location("twin_program", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(path, arguments):
    """The rows of one run. What the program prints is of no interest here."""
    module = load(path)
    options = module.parse(arguments)
    loop = TwinLoop(max_iterations=1_000_000)
    for at_ms, signal in getattr(module, "signals", lambda _: [])(options):
        loop.signal_at(at_ms * 1000, signal)
    sys.unraisablehook = lambda _: None  # coroutines that die with the loop
    asyncio.TaskGroup = OrderedGroup
    try:
        with redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()), loop.virtual_sleep():
            vloop.run(module.main(options), None, loop)
    except Killed:
        pass
    return loop.tracer.rows


def without_messages(text):
    """`ExceptionGroup[ValueError: no route]` becomes `ExceptionGroup[ValueError]`."""
    return re.sub(r": ?[^\[\],]*", "", text)


def life_cycle(rows):
    for row in rows:
        fields = FIELDS.get(row["ev"])
        if fields is not None and row["task"] is not None:
            kept = {"t": row["t"], "ev": row["ev"], **{name: row[name] for name in fields}}
            if "exc" in kept:
                kept["exc"] = without_messages(kept["exc"])
            yield json.dumps(kept, separators=(",", ":"))


def main(arguments):
    if arguments[:1] == ["--filter"]:
        rows = (json.loads(line) for line in sys.stdin)
    elif arguments:
        rows = run(arguments[0], arguments[1:])
    else:
        sys.exit(__doc__)
    for line in life_cycle(rows):
        print(line)


if __name__ == "__main__":
    main(sys.argv[1:])
