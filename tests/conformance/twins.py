"""Compares what the Python twins do now with tests/golden/twins; UPDATE_GOLDEN=1 rewrites it.

The C++ side (tests/scenarios/twin_tests.cpp) compares with the same files, so it needs no Python.
Exit code 77 (skipped) if this Python is not 3.11, whose rules the goldens tell.
"""
import contextlib
import io
import os
import sys
from pathlib import Path

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


def rows_of(words):
    import twin
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
    if sys.version_info[:2] != (3, 11):
        print(f"skipped: this is Python {sys.version.split()[0]}, the goldens are of 3.11")
        return SKIPPED
    update = os.environ.get("UPDATE_GOLDEN") == "1"
    failures = 0
    expected = {file_name(words) for words in cases()}
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for words in cases():
        path = GOLDEN / file_name(words)
        rows = rows_of(words)
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
