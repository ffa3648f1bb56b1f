#!/usr/bin/env python3
"""The engine next to its peers: compare.py FOLDER_OF_PROGRAMS [--rounds N] [--only b1,b2,...].

Runs the five workloads of bench/engine (see engine.cpp) on the engine, with and without a trace, on
raw Asio, on CPython's asyncio, and on Go and Node where they are installed: one program after the
other, pinned to one processor, the peers interleaved, so that all see the same weather. Prints the
medians of the CPU time, the ratio to raw Asio, the spread (half the distance of the quartiles, in
percent of the median) and the peak memory of a sleeping task.
"""
import argparse
import datetime
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORKLOADS = {
    "b1": "1000 groups of 1000 children that yield once: ns per task",
    "b2": "1000 sleepers, one fails, all others are cancelled: ns per cancelled task",
    "b3": "1000 tasks, semaphore of 10: ns per acquire, yield, release",
    "b4": "a million tasks asleep: ns per task and timer",
    "b5": "two coroutines yield in turn: ns per switch",
}
GOALS = {"engine": {"b1": 0.10, "b2": 0.30, "b3": 0.08, "b4": 0.40, "b5": 0.09},
         "engine, traced": {"b1": 0.22, "b2": 0.33, "b3": 0.22, "b4": 0.50, "b5": 0.25}}
BYTES_GOAL = 380
BASE = "raw Asio"


def peers(programs, scratch):
    """Name and command of every peer that can run here; the workload is appended."""
    found = {"engine": ([programs / "bench_engine"], []),
             "engine, traced": ([programs / "bench_engine"], ["traced"]),
             BASE: ([programs / "bench_asio"], []),
             f"CPython {platform.python_version()}": ([sys.executable, HERE / "asyncio_bench.py"], [])}
    if node := shutil.which("node"):
        version = subprocess.run([node, "--version"], capture_output=True, text=True).stdout.strip()
        found[f"Node {version.lstrip('v')}"] = ([node, HERE / "node_bench.js"], [])
    if go := shutil.which("go"):
        binary = scratch / "go_bench"
        subprocess.run([go, "build", "-o", binary, HERE / "go_bench.go"], check=True)
        version = subprocess.run([go, "version"], capture_output=True, text=True).stdout.split()[2]
        found[f"Go {version.removeprefix('go')}"] = ([binary], [])
    return found


def run(command, cpu):
    """(nanoseconds, bytes) per unit; None if the peer has no such workload."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True,
                          preexec_fn=lambda: os.sched_setaffinity(0, {cpu}))
    if done.returncode == 3:
        return None
    if done.returncode != 0:
        sys.exit(f"bench: {command[0]} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
    ns, size = done.stdout.split()
    return float(ns), float(size)


def spread(values):
    if len(values) < 4:
        return 0.0
    low, _, high = statistics.quantiles(values, n=4)
    return 50 * (high - low) / statistics.median(values)


def measure(found, workloads, rounds, cpu):
    results = {}
    for number in range(1, rounds + 1):
        for workload in workloads:
            for name, (command, options) in found.items():
                print(f"\rround {number} of {rounds}: {workload} {name:<20}", end="", file=sys.stderr)
                if (one := run([*command, workload, *options], cpu)) is not None:
                    results.setdefault((name, workload), []).append(one)
    print("\r" + " " * 60 + "\r", end="", file=sys.stderr)
    return results


def ratio(results, name, workload):
    """Of the median time to that of raw Asio."""
    times, base = ([ns for ns, _ in results[peer, workload]] for peer in (name, BASE))
    return statistics.median(times) / statistics.median(base)


def table(found, results, workloads):
    print("| " + " | ".join(["", *workloads, "bytes per sleeper"]) + " |")
    print("| --- " + "| ---: " * (len(workloads) + 1) + "|")
    for name in found:
        cells = []
        for workload in workloads:
            if (name, workload) not in results:
                cells.append("–")
                continue
            times = [ns for ns, _ in results[name, workload]]
            cells.append(f"{statistics.median(times):.0f} ns ±{spread(times):.0f} %, "
                         f"{ratio(results, name, workload):.2f}")
        sizes = [size for _, size in results.get((name, "b4"), [])]
        cells.append(f"{statistics.median(sizes):.0f}" if sizes else "–")
        print(f"| {name} | " + " | ".join(cells) + " |")


def verdicts(results, workloads):
    for name, goals in GOALS.items():
        for workload in workloads:
            share = ratio(results, name, workload)
            word = "met" if share <= goals[workload] else "missed"
            print(f"{name} {workload}: {share:.3f} of raw Asio, goal {goals[workload]:.2f}: {word}")
    if "b4" in workloads:
        size = statistics.median(size for _, size in results["engine", "b4"])
        word = "met" if size <= BYTES_GOAL else "missed"
        print(f"engine: {size:.0f} bytes per sleeping task, goal {BYTES_GOAL}: {word}")


def main():
    parser = argparse.ArgumentParser(prog="./lab bench engine", description=__doc__.split("\n")[0])
    parser.add_argument("programs", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=7, help="at least 1 (default 7)")
    parser.add_argument("--only", default=",".join(WORKLOADS), help="workloads, as b1,b5")
    options = parser.parse_args()
    workloads = options.only.split(",")
    if options.rounds < 1 or not set(workloads) <= set(WORKLOADS):
        parser.error("--rounds is 1 or more, --only takes " + ", ".join(WORKLOADS))
    cpu = max(os.sched_getaffinity(0))
    with tempfile.TemporaryDirectory() as scratch:
        found = peers(options.programs, Path(scratch))
        results = measure(found, workloads, options.rounds, cpu)
    print(f"{datetime.date.today()}, {platform.machine()}, {os.cpu_count()} processors, "
          f"medians of {options.rounds} rounds on one of them, CPU time; the last number of a cell "
          f"is the ratio to {BASE}\n")
    for workload in workloads:
        print(f"* {workload}: {WORKLOADS[workload]}")
    print()
    table(found, results, workloads)
    print()
    verdicts(results, workloads)


if __name__ == "__main__":
    main()
