#!/usr/bin/env python3
"""`asynclab serve` next to its peers under wrk: compare.py FOLDER_OF_PROGRAMS [--rounds N].

serve --work-ms 0 with and without a trace, a bare Asio callback server with the same parser, and
nginx `return 200` where it is installed: one after the other, the server on one processor, wrk on
another, the peers interleaved. Prints the medians of requests per second and of the 99th percentile
of the latency, the ratio to bare Asio, and the spread.
"""
import argparse
import datetime
import os
import platform
import re
import socket
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests/service"))
import nginx

BASE = "bare Asio"
GOAL = ("serve, traced", 0.8)
LIMIT = 60  # seconds for anything but the load itself
NGINX = """
keepalive_requests 1000000000;
tcp_nodelay on;
location / { default_type text/plain; return 200 "done\\n"; }
"""


def pinned(cpu):
    return lambda: os.sched_setaffinity(0, {cpu})


class Server:
    """A program that prints where it listens, or nginx on a port of our choice."""

    def __init__(self, command, cpu, port=None):
        self.process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE,
                                        stderr=subprocess.DEVNULL, text=True, preexec_fn=pinned(cpu))
        self.port = port
        if port is None:
            self.port = int(re.search(r":(\d+)$", self.process.stdout.readline())[1])
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                break
            except ConnectionRefusedError:
                if self.process.poll() is not None:
                    sys.exit(f"bench: {command[0]} did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        try:
            self.process.communicate(timeout=LIMIT)
        finally:
            self.process.kill()


def peers(programs, folder, cpu):
    serve = [programs / "asynclab", "serve", "--work-ms", "0"]
    found = {"serve": lambda: Server(serve, cpu),
             "serve, traced": lambda: Server([*serve, "--trace", "/dev/null"], cpu),
             BASE: lambda: Server([programs / "bench_asio_http"], cpu)}
    if nginx.PROGRAM:
        def start():
            command, port = nginx.command(folder, NGINX)
            return Server(command, cpu, port)
        found["nginx"] = start
    return found


def load(port, options, cpu):
    """(requests per second, p99 in milliseconds)"""
    wrk = ["wrk", "-t1", f"-c{options.connections}", f"-d{options.seconds}s", "--latency",
           f"http://127.0.0.1:{port}/work"]
    report = subprocess.run(wrk, capture_output=True, text=True, check=True, preexec_fn=pinned(cpu)).stdout
    if "Non-2xx" in report or "Socket errors" in report:
        sys.exit(f"bench: wrk saw errors:\n{report}")
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", report)[1])
    number, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", report).groups()
    return rate, float(number) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]


def spread(values):
    if len(values) < 4:
        return 0.0
    low, _, high = statistics.quantiles(values, n=4)
    return 50 * (high - low) / statistics.median(values)


def main():
    parser = argparse.ArgumentParser(prog="./lab bench live", description=__doc__.split("\n")[0])
    parser.add_argument("programs", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--rounds", type=int, default=7, help="at least 1 (default 7)")
    parser.add_argument("--seconds", type=int, default=2, help="of load each time (default 2)")
    parser.add_argument("--connections", type=int, default=50, help="of wrk (default 50)")
    options = parser.parse_args()
    if min(options.rounds, options.seconds, options.connections) < 1:
        parser.error("all three are 1 or more")
    cpus = sorted(os.sched_getaffinity(0))
    if len(cpus) < 2:
        sys.exit("bench: a processor for the server and one for wrk are needed")
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        found = peers(options.programs, Path(folder), cpus[0])
        for number in range(1, options.rounds + 1):
            for name, start in found.items():
                print(f"\rround {number} of {options.rounds}: {name:<20}", end="", file=sys.stderr)
                with start() as server:
                    results.setdefault(name, []).append(load(server.port, options, cpus[1]))
    print("\r" + " " * 60 + "\r", end="", file=sys.stderr)
    print(f"{datetime.date.today()}, {platform.machine()}, {os.cpu_count()} processors, medians of "
          f"{options.rounds} rounds of {options.seconds} s, {options.connections} connections\n")
    print("| | requests per second | ratio | p99 |\n| --- | ---: | ---: | ---: |")
    base = statistics.median(rate for rate, _ in results[BASE])
    ratio = {}
    for name, measured in results.items():
        rates = [rate for rate, _ in measured]
        ratio[name] = statistics.median(rates) / base
        print(f"| {name} | {statistics.median(rates):.0f} ±{spread(rates):.0f} % | {ratio[name]:.2f} | "
              f"{statistics.median(p99 for _, p99 in measured):.2f} ms |")
    name, goal = GOAL
    print(f"\n{name}: {ratio[name]:.2f} of {BASE}, goal {goal}: {'met' if ratio[name] >= goal else 'missed'}")


if __name__ == "__main__":
    main()
