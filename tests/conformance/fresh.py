#!/usr/bin/env python3
"""Compares the engine with the CPython that runs this: fresh.py CONFORMANCE COUNT [SEED].

COUNT random programs, made from the seeds from SEED (default 100001) on, run here under asyncio and
in the engine, by the rules of this version of Python; their traces must be the same byte for byte.
Exit code 0: all agree; 1: some do not; 2: wrong usage or an unsuitable Python.
"""
import multiprocessing
import os
import sys
import warnings

sys.dont_write_bytecode = True
import genprog
import traces

CHUNK = 250  # programs per call of the engine
DEFAULT_SEED = 100_001  # beyond the golden ones


def different_seeds(job):
    conformance, seeds = job
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    programs = [genprog.generate(seed) for seed in seeds]
    engine = traces.of_engine(conformance, version, programs)
    return [seed for seed, program, trace in zip(seeds, programs, engine)
            if traces.of_python(program) != trace]


def usage(message):
    print(f"conformance: {message}", file=sys.stderr)
    sys.exit(2)


def number(text, name):
    if not text.isdecimal() or not 1 <= int(text) <= 10**9:
        usage(f"{name} is a number from 1 to 1000000000, not '{text}'")
    return int(text)


def main():
    if not 3 <= len(sys.argv) <= 4:
        usage("give the number of programs and, if you like, the first seed")
    if not (3, 11, 4) <= sys.version_info[:3] < (3, 14):
        usage(f"the judge is CPython 3.11.4 to 3.13, this is {sys.version.split()[0]}")
    count = number(sys.argv[2], "the number of programs")
    first = number(sys.argv[3], "the seed") if len(sys.argv) > 3 else DEFAULT_SEED
    seeds = list(range(first, first + count))
    jobs = [(sys.argv[1], seeds[i:i + CHUNK]) for i in range(0, count, CHUNK)]
    warnings.simplefilter("ignore")
    different = []
    with multiprocessing.Pool(os.cpu_count()) as pool:
        for found in pool.imap(different_seeds, jobs):
            different += found
    print(f"{count - len(different)} of {count} programs (seeds {first} to {seeds[-1]}): "
          f"same trace as CPython {sys.version.split()[0]}")
    if different:
        print(f"different: seeds {different[:20]}")
        sys.exit(1)


if __name__ == "__main__":
    main()
