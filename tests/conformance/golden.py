#!/usr/bin/env python3
"""Compares the engine with CPython's golden traces: golden.py CONFORMANCE GOLDEN.tsv [COUNT].

Programs are generated from their seeds; the golden file golden-VERSION.tsv holds the SHA-256 of the
trace that CPython of that version gave for each. Needs any Python 3, not a particular one: no
asyncio is run here. `golden.py --write COUNT` prints such a file, made by the CPython that runs it.
"""
import hashlib
import json
import multiprocessing
import os
import sys

sys.dont_write_bytecode = True
import genprog
import traces


def read_golden(path):
    with open(path, encoding="ascii") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return {int(row[0]): (row[2], row[3]) for row in rows if row[0].isdigit()}


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def line_of(seed):
    program = genprog.generate(seed)
    trace = traces.of_python(program)
    text = json.dumps(program, separators=(",", ":"))
    rows = trace.count("\n")
    return f"{seed}\t{rows}\t{digest(trace)}\t{digest(text)}"


def write(count):
    print("seed", "rows", "sha256 of the trace text", "sha256 of the program text", sep="\t")
    # A process for each: what one program leaves behind must not be cleared away in the next.
    with multiprocessing.Pool(maxtasksperchild=1) as pool:
        for line in pool.imap(line_of, range(1, count + 1), chunksize=1):
            print(line)


def main():
    conformance, golden_path = sys.argv[1:3]
    python = os.path.basename(golden_path).removeprefix("golden-").removesuffix(".tsv")
    version = ".".join(python.split(".")[:2])
    golden = read_golden(golden_path)
    seeds = sorted(golden)[: int(sys.argv[3]) if len(sys.argv) > 3 else None]
    found = traces.of_engine(conformance, version, [genprog.generate(seed) for seed in seeds])
    wrong = [seed for seed, trace in zip(seeds, found) if digest(trace) != golden[seed][0]]
    print(f"{len(seeds) - len(wrong)} of {len(seeds)} traces agree with CPython {python}")
    if wrong:
        sys.exit(f"different: seeds {wrong[:20]}")


if __name__ == "__main__":
    write(int(sys.argv[2])) if sys.argv[1] == "--write" else main()
