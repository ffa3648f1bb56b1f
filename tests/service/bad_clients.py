"""Clients that misbehave against the real service: each gets the right answer, nobody else suffers.

    ASYNCLAB=build/release/bin/asynclab python3 bad_clients.py
"""
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True
from service_process import Service, read_all, sockets_to

GET = b"GET /work HTTP/1.1\r\nHost: test\r\n\r\n"
GET_AND_CLOSE = b"GET /work HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n"
SANITIZED = "ASYNCLAB_SANITIZED" in os.environ  # its memory tells nothing


def status(answer):
    return int(answer.split(b" ", 2)[1])


class BadClients(unittest.TestCase):
    def check_alive(self, service):
        self.assertEqual(status(service.ask(GET_AND_CLOSE)), 200)

    def test_a_head_that_comes_too_slowly_gets_408(self):
        with Service("--read-timeout-ms", 200) as service:
            with service.connect() as connection:
                connection.sendall(GET[:10])
                self.assertEqual(status(read_all(connection)), 408)
            self.check_alive(service)
            books = service.stop()
            self.assertEqual((books["rejected"], books["completed"]), (1, 2))

    def test_what_is_too_large_or_malformed_is_refused(self):
        with Service() as service:
            for request, expected in (
                    (b"GET / HTTP/1.1\r\nX: " + b"x" * 100_000 + b"\r\n\r\n", 431),
                    (b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\n\r\n", 431),
                    (b"POST /work HTTP/1.1\r\nContent-Length: 9000000\r\n\r\n" + b"x" * 3_000_000, 413),
                    (b"POST /work HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n" +
                     (b"8000\r\n" + b"x" * 0x8000 + b"\r\n") * 40, 413),
                    (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
                    (b"GET /work HTTP/9.9.9\r\n\r\n", 400),
                    (b"POST / HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n", 400)):
                with self.subTest(request[:40]):
                    self.assertEqual(status(service.ask(request)), expected)
                    self.check_alive(service)
            self.assertEqual(service.stop()["rejected"], 7)

    def test_a_client_that_has_closed_its_sending_side_gets_its_answers(self):
        with Service("--work-ms", 50) as service:
            with service.connect() as connection:
                connection.sendall(GET * 3)
                connection.shutdown(socket.SHUT_WR)
                self.assertEqual(read_all(connection).count(b"200 OK"), 3)
            self.assertEqual(service.stop()["completed"], 3)

    def test_clients_that_reset_in_flight_are_counted_and_harm_nobody(self):
        with Service("--work-ms", 100) as service:
            for _ in range(20):
                connection = service.connect()
                connection.sendall(GET)
                while any(sockets_to(connection.getsockname()[1])):
                    pass  # until the service has read it
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                connection.close()  # RST
            self.check_alive(service)
            books = service.stop()
            self.assertEqual(books["accepted"], 21)
            self.assertEqual(books["completed"] + books["abandoned"], 21)
            self.assertEqual(books["cut"], 0)

    def storm(self, service, count):
        connections = [service.connect() for _ in range(count)]
        for connection in connections:
            connection.sendall(GET)
        for connection in connections:
            data = b""
            while not data.endswith(b"done\n"):
                data += connection.recv(1000)
        self.check_alive(service)
        for connection in connections:
            connection.close()

    def test_two_thousand_connections_are_served_and_leave_no_memory_behind(self):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, (soft, hard))
        with Service("--max-connections", 3000) as service:
            self.storm(service, 2000)
            after_first = service.memory()
            for _ in range(3):
                self.storm(service, 2000)
            if not SANITIZED:
                self.assertLess(service.memory(), after_first + 1024)
            books = service.stop()
            self.assertEqual((books["completed"], books["code"]), (8004, 0))

    @unittest.skipIf(SANITIZED, "UBSan needs a descriptor to see whether memory is accessible")
    def test_a_service_without_descriptors_waits_and_goes_on(self):
        few = lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (24, 24))
        with Service(preexec_fn=few) as service:
            connections = [service.connect() for _ in range(60)]
            for connection in connections:
                connection.sendall(GET_AND_CLOSE)
            for connection in connections:
                with connection:
                    self.assertEqual(status(read_all(connection)), 200)
            books = service.stop()
            self.assertEqual((books["completed"], books["code"]), (60, 0))

    def test_slots_bound_the_connections_and_the_others_wait(self):
        with Service("--max-connections", 5, "--work-ms", 20) as service:
            connections = [service.connect() for _ in range(50)]
            for connection in connections:
                connection.sendall(GET_AND_CLOSE)
            for connection in connections:
                with connection:
                    self.assertEqual(status(read_all(connection)), 200)
            self.assertEqual(service.stop()["completed"], 50)

    def test_what_is_in_the_kernel_when_the_signal_comes_is_still_answered(self):
        with Service() as service:
            idle = service.connect()
            idle.sendall(GET)
            while not idle.recv(1000).endswith(b"done\n"):
                pass
            service.process.send_signal(signal.SIGSTOP)
            idle.sendall(GET)
            new = [service.connect() for _ in range(5)]  # the kernel does this, too
            for connection in new:
                connection.sendall(GET)
            service.process.send_signal(signal.SIGTERM)
            service.process.send_signal(signal.SIGCONT)
            for connection in [idle, *new]:
                with connection:
                    self.assertEqual(status(read_all(connection)), 200)
            books = service.wait()
            self.assertEqual((books["completed"], books["connections"], books["code"]), (7, 6, 0))

    def has_ended(self, service):
        """Leaves the service a moment: a flood of signals alone can keep it from its end."""
        try:
            service.process.wait(timeout=0.0005)
        except subprocess.TimeoutExpired:
            return False
        return True

    def test_signals_at_any_moment_of_its_end_do_not_change_the_exit_code(self):
        for _ in range(3):
            with Service() as service:
                while not self.has_ended(service):
                    service.process.send_signal(signal.SIGTERM)
                self.assertEqual(service.wait()["code"], 0)

    def test_with_slow_clients_connected_it_still_drains(self):
        with Service("--drain-ms", 300, "--read-timeout-ms", 60000) as service:
            idle = [service.connect() for _ in range(50)]
            for connection in idle[:25]:
                connection.sendall(GET[:-2])
            self.check_alive(service)
            books = service.stop()
            self.assertEqual((books["completed"], books["cut"], books["code"]), (1, 0, 0))
            for connection in idle:
                connection.close()


if __name__ == "__main__":
    unittest.main()
