#!/usr/bin/env python3
"""Compares the engine with CPython's golden traces: golden.py CONFORMANCE GOLDEN.tsv [COUNT].

Programs are generated from their seeds; the golden file holds the SHA-256 of the trace that
CPython 3.11.7 gave for each. Needs any Python 3, not a particular one: no asyncio is run here.
"""
import hashlib
import json
import subprocess
import sys

sys.dont_write_bytecode = True
import genprog


def read_golden(path):
    with open(path, encoding="ascii") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines]
    return {int(row[0]): (row[2], row[3]) for row in rows if row[0].isdigit()}


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def main():
    conformance, golden_path = sys.argv[1:3]
    golden = read_golden(golden_path)
    seeds = sorted(golden)[: int(sys.argv[3]) if len(sys.argv) > 3 else None]
    programs = [json.dumps(genprog.generate(seed)) for seed in seeds]
    run = subprocess.run([conformance, "--jsonl"], input="\n".join(programs) + "\n",
                         capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"conformance ended with {run.returncode}: {run.stderr.strip()[-2000:]}")
    traces = run.stdout.split("\n\n")[:-1]
    if len(traces) != len(seeds):
        sys.exit(f"{len(traces)} traces for {len(seeds)} programs")
    wrong = [seed for seed, trace in zip(seeds, traces) if digest(trace + "\n") != golden[seed][0]]
    print(f"{len(seeds) - len(wrong)} of {len(seeds)} traces agree with CPython 3.11.7")
    if wrong:
        sys.exit(f"different: seeds {wrong[:20]}")


if __name__ == "__main__":
    main()
