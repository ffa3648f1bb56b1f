"""Compares what the Python twins do now with tests/golden/twins; UPDATE_GOLDEN=1 rewrites it.

    python3 twins.py                     # the twins under this Python
    python3 twins.py build/bin/asynclab  # the rows that the program prints

The C++ side is compared with the same files by tests/scenarios/twin_tests.cpp, without Python.
Exit code 77 (skipped) if this Python is not 3.11, whose rules the goldens tell.
"""
import contextlib
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import twin

SKIPPED = 77
ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests" / "golden" / "twins"


def cases():
    for line in (ROOT / "tests/conformance/twin_cases.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            yield line.split()


def file_name(words):
    """`shutdown-drain strategy=article` is kept in `shutdown-drain,strategy=article.rows`."""
    return ",".join(words) + ".rows"


def rows_of_program(program, words):
    run = subprocess.run([program, "run", *words, "--format", "rows"], text=True,
                         stdout=subprocess.PIPE)
    rows = (json.loads(line) for line in run.stdout.splitlines())
    return "".join(line + "\n" for line in twin.life_cycle(rows))


def rows_of_twin(words):
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        twin.main([str(ROOT / "assets/python" / f"{words[0]}.py"), *words[1:]])
    return out.getvalue()


def first_difference(golden, rows):
    pairs = zip(golden.splitlines() + ["(end)"], rows.splitlines() + ["(end)"])
    for number, (old, new) in enumerate(pairs, 1):
        if old != new:
            return f"line {number}: golden {old}, now {new}"
    return "they differ in length"


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else None
    if program is None and sys.version_info[:2] != (3, 11):
        print(f"skipped: this is Python {sys.version.split()[0]}, the goldens are of 3.11")
        return SKIPPED
    update = program is None and os.environ.get("UPDATE_GOLDEN") == "1"
    failures = 0
    expected = {file_name(words) for words in cases()}
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for words in cases():
        path = GOLDEN / file_name(words)
        rows = rows_of_program(program, words) if program else rows_of_twin(words)
        if update:
            path.write_text(rows)
        elif not path.exists() or path.read_text() != rows:
            golden = path.read_text() if path.exists() else ""
            print(f"{path.name}: {first_difference(golden, rows)}")
            failures += 1
    for path in sorted(GOLDEN.glob("*.rows")):
        if path.name not in expected:
            print(f"{path.name}: no such case in twin_cases.txt")
            path.unlink() if update else None
            failures += not update
    print(f"{len(expected)} cases, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
