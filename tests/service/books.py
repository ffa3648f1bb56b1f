"""Load on `asynclab serve`, SIGTERM at a random moment: do the books balance?

    ASYNCLAB=build/release/bin/asynclab python3 books.py [--rounds N] [--seed S]

Each round starts a service of its own and clients that count every byte: 1 to 200 connections, with
and without keep-alive, pipelining among them, requests that take 0 to 100 ms. The deadline is long
enough, so nothing may be cut, and the answers that have arrived whole must be as many as the lines of
the access log and the completed requests of the service. What did not arrive was never accepted.
"""
import argparse
import asyncio
import os
import random
import re
import signal
import sys
import tempfile
from pathlib import Path

PROGRAM = os.environ.get("ASYNCLAB", "build/release/bin/asynclab")
ROUND_LIMIT = 120  # seconds; a round takes about one
BOOKS = re.compile(rb"ended: (\d+) connections, (\d+) requests accepted, (\d+) rejected, (\d+) completed, "
                   rb"(\d+) cut, (\d+) abandoned; exit code (\d+)\n")


class Client:
    """One connection after the other, until the service takes no more."""

    def __init__(self, port, keep_alive, depth):
        self.port = port
        self.keep_alive = keep_alive
        self.depth = depth  # requests sent at once
        self.received = 0  # whole answers
        self.torn = 0  # answers of which a part arrived

    async def run(self):
        connected = True
        while connected:
            connected = await self.one_connection()

    async def one_connection(self):
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            return False
        close = b"" if self.keep_alive else b"Connection: close\r\n"
        request = b"GET /work HTTP/1.1\r\nHost: test\r\n" + close + b"\r\n"
        before = self.received
        try:
            while True:
                writer.write(request * self.depth)
                await writer.drain()
                for _ in range(self.depth):
                    if not await self.one_answer(reader):
                        return self.received > before
        except OSError:  # the service has gone in the middle of our requests
            return self.received > before
        finally:
            writer.close()
            try:
                await writer.wait_closed()
            except OSError:
                pass

    async def one_answer(self, reader):
        """False if no further answer comes on this connection."""
        head = b""
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            size = int(re.search(rb"Content-Length: (\d+)", head)[1])
            await reader.readexactly(size)
        except (asyncio.IncompleteReadError, OSError) as error:
            self.torn += bool(head or getattr(error, "partial", b""))
            return False
        assert head.startswith(b"HTTP/1.1 200 OK\r\n"), head
        self.received += 1
        return b"Connection: close" not in head


async def one_round(number, rng, folder):
    connections = rng.choice([1, 2, 10, 50, rng.randint(1, 200), 200])
    keep_alive = rng.random() < 0.7
    depth = rng.choice([1, 1, 2, 8]) if keep_alive else 1
    work_ms = rng.choice([0, 0, 1, 5, rng.randint(0, 100)])
    life_s = rng.uniform(0.02, 0.5)
    what = (f"round {number}: {connections} connections, keep-alive {'on' if keep_alive else 'off'}, "
            f"{depth} at once, {work_ms} ms of work, SIGTERM after {life_s * 1000:.0f} ms")
    log = folder / f"access-{number}.log"
    service = await asyncio.create_subprocess_exec(
        PROGRAM, "serve", "--work-ms", str(work_ms), "--drain-ms", "60000", "--access-log", log,
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    try:
        first = await service.stdout.readline()
        port = int(re.fullmatch(rb"listening on 127\.0\.0\.1:(\d+)\n", first)[1])
        clients = [Client(port, keep_alive, depth) for _ in range(connections)]
        load = [asyncio.create_task(client.run()) for client in clients]
        await asyncio.sleep(life_s)
        service.send_signal(signal.SIGTERM)
        out, err = await service.communicate()
        await asyncio.gather(*load)
    finally:
        if service.returncode is None:
            service.kill()
    books = BOOKS.search(out)
    assert books, (what, out, err)
    _, accepted, rejected, completed, cut, abandoned, code = map(int, books.groups())
    received = sum(client.received for client in clients)
    torn = sum(client.torn for client in clients)
    lines = log.read_bytes().count(b"\n")
    seen = (f"{received} answers received, {torn} torn, {lines} lines in the log, {accepted} accepted, "
            f"{rejected} rejected, {completed} completed, {cut} cut, {abandoned} abandoned, "
            f"exit code {code} = {service.returncode}")
    balanced = (received == lines == completed == accepted and torn == rejected == cut == abandoned == 0
                and code == service.returncode == 0 and err == b"")
    log.unlink()
    return balanced, received, f"{what}: {seen}"


async def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    options = parser.parse_args()
    rng = random.Random(options.seed)
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        for number in range(1, options.rounds + 1):
            balanced, received, story = await asyncio.wait_for(one_round(number, rng, Path(folder)),
                                                               ROUND_LIMIT)
            total += received
            if not balanced:
                sys.exit(f"the books do not balance (--seed {options.seed}), {story}")
    print(f"{options.rounds} rounds, {total} answers, the books balance in each (--seed {options.seed})")


asyncio.run(main())
