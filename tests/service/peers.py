"""Real peers: curl and wrk against `asynclab serve`, `asynclab load` against nginx.

    ASYNCLAB=build/release/bin/asynclab python3 peers.py
"""
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

sys.dont_write_bytecode = True
from nginx import command as nginx_command
from service_process import LIMIT, PROGRAM, SEARCH_PATH, Service, free_port, sockets_to


def run(*words, **options):
    return subprocess.run(list(map(str, words)), capture_output=True, timeout=LIMIT, **options)


def load(url, *options):
    """(metrics, exit code)"""
    done = run(PROGRAM, "load", url, *options, "--format", "json")
    return json.loads(done.stdout)["metrics"], done.returncode


def needs(program):
    return unittest.skipUnless(shutil.which(program, path=SEARCH_PATH), f"there is no {program}")


class Nginx:
    """In front of an upstream, with at most `limit` requests at a time; more get 503."""

    def __init__(self, upstream, limit):
        self.folder = tempfile.TemporaryDirectory()
        server = f"limit_conn downstream {limit}; location / {{ proxy_pass {upstream}; }}"
        zone = "limit_conn_zone $server_port zone=downstream:1m;"
        command, self.port = nginx_command(self.folder.name, server, zone)
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def __enter__(self):
        deadline = time.monotonic() + LIMIT
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return self
            except ConnectionRefusedError:
                pass
        raise AssertionError("nginx did not start")

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        self.folder.cleanup()


@needs("curl")
class Curl(unittest.TestCase):
    def curl(self, *words):
        done = run("curl", "-s", "-S", "-i", "--max-time", "20", *words)
        self.assertEqual((done.returncode, done.stderr), (0, b""))
        return done.stdout.decode()

    def test_curl_gets_what_it_asks_for(self):
        with Service() as service:
            work, health = service.url + "/work", service.url + "/healthz"
            self.assertTrue(self.curl(work).endswith("\r\n\r\ndone\n"))
            self.assertTrue(self.curl(health).startswith("HTTP/1.1 200 OK\r\n"))
            self.assertTrue(self.curl(service.url).startswith("HTTP/1.1 404 Not Found\r\n"))
            self.assertTrue(self.curl("-I", work).endswith("Content-Length: 5\r\n\r\n"))
            self.assertIn("Connection: close", self.curl("--http1.0", work))
            self.assertEqual(self.curl(work, work, work).count("HTTP/1.1 200 OK"), 3)
            books = service.stop()
            self.assertEqual((books["connections"], books["completed"]), (6, 8))

    def test_curl_may_send_bodies_of_each_kind(self):
        with Service() as service, tempfile.NamedTemporaryFile() as body:
            body.write(b"x" * 500_000)
            body.flush()
            file = "@" + body.name
            counted = self.curl("--data-binary", file, service.url + "/work")
            self.assertIn("100 Continue", self.curl("-H", "Expect: 100-continue", "--data-binary", file,
                                                    service.url + "/work"))
            chunked = self.curl("-H", "Transfer-Encoding: chunked", "--data-binary", file, service.url + "/work")
            for answer in (counted, chunked):
                self.assertIn("HTTP/1.1 200 OK", answer)

    def test_a_lame_duck_says_503_before_the_end(self):
        with Service("--lame-duck-ms", 60000) as service:
            service.process.send_signal(signal.SIGTERM)
            self.assertEqual(service.process.stdout.readline(), "unready: /healthz says 503\n")
            self.assertIn("503 Service Unavailable", self.curl(service.url + "/healthz"))
            self.assertIn("200 OK", self.curl(service.url + "/work"))
            self.assertEqual(service.stop()["code"], 0)  # the second signal


@needs("wrk")
class Wrk(unittest.TestCase):
    def test_wrk_gets_nothing_but_200_and_the_books_balance(self):
        with Service() as service:
            done = run("wrk", "-t1", "-c50", "-d1s", service.url + "/work")
            report = done.stdout.decode()
            self.assertNotIn("Non-2xx", report)
            self.assertNotIn("Socket errors", report)
            answers = int(re.search(r"(\d+) requests in", report)[1])
            books = service.stop()
            # wrk hangs up with its last requests under way and does not count them.
            self.assertLessEqual(answers, books["accepted"])
            self.assertLessEqual(books["accepted"], answers + 50)
            self.assertEqual(books["cut"], 0)


class Outputs(unittest.TestCase):
    def test_a_log_on_a_full_disk_is_told_and_makes_the_exit_code_1(self):
        with Service("--access-log", "/dev/full") as service:
            self.assertEqual(run("curl", "-s", service.url + "/work").stdout, b"done\n")
            service.process.send_signal(signal.SIGTERM)
            out, err = service.process.communicate()
            self.assertEqual(err, "asynclab: the access log /dev/full lost 1 lines: No space left on device\n")
            self.assertTrue(out.endswith("exit code 1\n"))
            self.assertEqual(service.process.returncode, 1)

    def test_without_a_stdout_no_socket_or_log_takes_its_place(self):
        with tempfile.TemporaryDirectory() as folder:
            log, port = Path(folder, "log"), free_port()
            closed = lambda: os.close(1)
            process = subprocess.Popen([PROGRAM, "serve", "--port", str(port), "--access-log", log],
                                       preexec_fn=closed, stderr=subprocess.PIPE)
            try:
                while run("curl", "-s", f"http://127.0.0.1:{port}/work").returncode != 0:
                    self.assertIsNone(process.poll())
                process.send_signal(signal.SIGTERM)
                self.assertEqual(process.communicate(timeout=LIMIT)[1], b"")
            finally:
                process.kill()
            self.assertEqual(process.returncode, 0)
            self.assertRegex(log.read_text(), r'\A[\d.]+ 127.0.0.1:\d+ "GET /work" 200 5 [\d.]+\n\Z')

    def test_a_port_in_use_is_one_sentence_and_exit_code_2(self):
        with Service() as service:
            done = run(PROGRAM, "serve", "--port", service.port)
            self.assertEqual((done.returncode, done.stdout), (2, b""))
            self.assertEqual(done.stderr.decode(), f"asynclab: cannot listen on port {service.port}: "
                                                   "Address already in use\n")

    def test_the_trace_of_a_service_tells_its_phases_and_its_books(self):
        with tempfile.TemporaryDirectory() as folder:
            trace = Path(folder, "trace.json")
            with Service("--trace", trace, "--work-ms", 5) as service:
                load(service.url + "/work", "--requests", 20)
                books = service.stop()
            told = json.loads(trace.read_text())
            marks = [event["label"] for event in told["events"] if event["kind"] == "mark"]
            self.assertEqual(marks, ["serving", "unready", "draining", "flushing", "ended"])
            self.assertEqual(told["metrics"]["requests_accepted"], books["accepted"])
            self.assertEqual(told["metrics"]["requests_completed"], books["completed"])


class Load(unittest.TestCase):
    @needs("nginx")
    def test_a_semaphore_below_the_limit_of_nginx_never_sees_503(self):
        with Service("--work-ms", 10) as service, Nginx(service.url, 8) as nginx:
            url = f"http://127.0.0.1:{nginx.port}/work"
            for limiter in ("semaphore", "worker-queue"):
                metrics, code = load(url, "--requests", 200, "--limiter", limiter, "--limit", 6)
                self.assertEqual((metrics["requests_completed"], metrics["requests_rejected"], code), (200, 0, 0))
                self.assertEqual(metrics["peak_in_flight"], 6)
            metrics, code = load(url, "--requests", 200, "--limit", 40, "--retries", 100)
            self.assertGreater(metrics["requests_rejected"], 0)
            self.assertEqual((metrics["requests_completed"], code), (200, 0))
            metrics, code = load(url, "--requests", 100, "--limiter", "none", "--retries", 0)
            self.assertGreater(metrics["requests_rejected"], 0)
            self.assertEqual(metrics["requests_completed"] + metrics["requests_failed"], 100)
            self.assertEqual(code, 1)

    def test_the_books_of_load_and_serve_agree(self):
        with Service("--work-ms", 1) as service:
            metrics, code = load(service.url + "/work", "--requests", 1000, "--limit", 50)
            self.assertEqual((metrics["requests_completed"], metrics["peak_in_flight"], code), (1000, 50, 0))
            books = service.stop()
            self.assertEqual((books["completed"], books["connections"]), (1000, metrics["connections"]))

    def test_a_token_bucket_keeps_its_rate(self):
        with Service() as service:
            metrics, _ = load(service.url + "/work", "--requests", 60, "--limiter", "token-bucket",
                              "--rate", 100, "--burst", 10)
            self.assertGreaterEqual(metrics["total_us"], 500_000)  # 10 at once, 50 at 100 per second

    def test_a_timeout_is_an_error_that_is_tried_again(self):
        with Service("--work-ms", 60000, "--drain-ms", 0) as service:
            metrics, code = load(service.url + "/work", "--requests", 2, "--retries", 1, "--timeout-ms", 50)
            self.assertEqual((metrics["call_errors"], metrics["requests_failed"], code), (4, 2, 1))

    def test_ctrl_c_cancels_and_tells_what_was_done(self):
        with Service("--work-ms", 20) as service:
            loading = subprocess.Popen([PROGRAM, "load", service.url + "/work", "--requests", "100000",
                                        "--limit", "2", "--format", "metrics"],
                                       stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            while not sockets_to(service.port):
                self.assertIsNone(loading.poll())
            loading.send_signal(signal.SIGINT)
            out, err = loading.communicate(timeout=LIMIT)
            self.assertEqual((loading.returncode, err),
                             (1, "asynclab: interrupted, so this is what was done until then\n"))
            self.assertIn("requests_completed ", out)


if __name__ == "__main__":
    unittest.main()
