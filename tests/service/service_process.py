"""`asynclab serve` as a process of a test, and free ports for others."""
import os
import re
import signal
import socket
import subprocess
import threading
from pathlib import Path

PROGRAM = os.environ.get("ASYNCLAB", "build/release/bin/asynclab")
BOOKS = re.compile(r"ended: (\d+) connections, (\d+) requests accepted, (\d+) rejected, (\d+) completed, "
                   r"(\d+) cut, (\d+) abandoned; exit code (\d+)\n")
NAMES = ("connections", "accepted", "rejected", "completed", "cut", "abandoned", "code")
ROOT = Path(__file__).resolve().parents[2]
# nginx lies in neither of these for an ordinary user's PATH; ./lab unpacks it into the latter.
SEARCH_PATH = ":".join([os.environ.get("PATH", ""), "/usr/sbin", f"{ROOT}/build/peers/usr/sbin"])
LIMIT = 60  # seconds for anything; a test that takes longer hangs


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Service:
    """Started at once, stopped by stop() or at the end of the `with`."""

    def __init__(self, *options, **more):
        self.process = subprocess.Popen([PROGRAM, "serve", *map(str, options)], stdout=subprocess.PIPE,
                                        stderr=subprocess.PIPE, text=True, **more)
        # So that a test that goes wrong ends anyway.
        self.guard = threading.Timer(LIMIT, self.process.kill)
        self.guard.start()
        first = self.process.stdout.readline()
        self.port = int(re.fullmatch(r"listening on 127\.0\.0\.1:(\d+)\n", first)[1])
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.guard.cancel()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.process.stderr.close()

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=LIMIT)
        return connection

    def ask(self, request):
        """What comes back on a connection of its own, to its end."""
        with self.connect() as connection:
            connection.sendall(request)
            return read_all(connection)

    def memory(self):
        """Resident kilobytes."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return next(int(line.split()[1]) for line in status if line.startswith("VmRSS:"))

    def stop(self):
        """Sends SIGTERM; the books and the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.wait()

    def wait(self):
        """The books and the exit code, once it has ended."""
        out, err = self.process.communicate()
        found = BOOKS.search(out)
        assert found and not err, (out, err)
        books = dict(zip(NAMES, map(int, found.groups())))
        assert books["code"] == self.process.returncode, books
        assert books["accepted"] + books["rejected"] == books["completed"] + books["cut"] + books["abandoned"], books
        return books


def sockets_to(port):
    """The bytes that wait to be read, for each established socket whose peer has that port (Linux)."""
    with open("/proc/net/tcp", encoding="ascii") as table:
        rows = [line.split() for line in table][1:]
    established = "01"
    return [int(row[4].split(":")[1], 16) for row in rows
            if row[2].endswith(f":{port:04X}") and row[3] == established]


def read_all(connection):
    data = b""
    while piece := connection.recv(65536):
        data += piece
    return data
