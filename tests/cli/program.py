"""What the real program does on the command line: exit codes, streams, terminals, locales.

    ASYNCLAB=build/release/bin/asynclab python3 program.py

What it says about good and bad words is tested without a process in tests/app/cli; here is what
needs one.
"""
import csv
import fcntl
import io
import json
import os
import pty
import struct
import subprocess
import termios
import unittest

PROGRAM = os.environ.get("ASYNCLAB", "build/release/bin/asynclab")
# Nothing of the machine's own settings reaches the program, least of all its display.
HIDDEN = ("DISPLAY", "WAYLAND_DISPLAY", "COLUMNS", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE", "TERM")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name not in HIDDEN}


def environment(**extra):
    return {**ENVIRONMENT, **extra}


def start(*words, stdout=subprocess.PIPE, **extra):
    return subprocess.Popen([PROGRAM, *words], stdin=subprocess.DEVNULL, stdout=stdout,
                            stderr=subprocess.PIPE, env=environment(**extra))


def run(*words, **options):
    """(exit code, stdout, stderr), the latter as bytes."""
    with start(*words, **options) as process:
        out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def metrics(*words):
    code, out, err = run("run", *words, "--format", "metrics")
    assert (code, err) == (0, b""), (words, code, err)
    return {name: int(value) for name, value in (line.split() for line in out.decode().splitlines())}


def on_terminal(*words, columns=0, **extra):
    """What the program writes to a terminal of that width."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with start(*words, stdout=theirs, **{"TERM": "xterm", **extra}) as process:
        os.close(theirs)
        written = b""
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:  # Linux says so when the last writer is gone
                break
            if not piece:
                break
            written += piece
        err = process.stderr.read()
    os.close(ours)
    assert (process.returncode, err) == (0, b""), (process.returncode, err)
    return written.replace(b"\r\n", b"\n").decode()


def order_of_events(out):
    """The rows without their times."""
    rows = [json.loads(line) for line in out.decode().splitlines()]
    for row in rows:
        del row["t"]
    return rows


class DoneWhen(unittest.TestCase):
    """The figures that the first version was asked for."""

    def test_gather_leaves_four_tasks_running(self):
        figures = metrics("gather-vs-group", "mode=gather")
        self.assertEqual(figures["tasks_leaked"], 4)
        self.assertEqual(figures["error_visible_us"], 400000)

    def test_a_group_cancels_four_tasks_and_leaves_none(self):
        figures = metrics("gather-vs-group", "mode=task-group")
        self.assertEqual(figures["tasks_leaked"], 0)
        self.assertEqual(figures["tasks_cancelled"], 4)
        self.assertEqual(figures["error_visible_us"], 450000)

    def test_the_timeline_shows_why(self):
        left = run("run", "gather-vs-group", "mode=gather")[1].decode()
        self.assertIn("400 ms: error visible, 4 tasks left behind", left)
        group = run("run", "gather-vs-group", "mode=task-group")[1].decode()
        self.assertIn("450 ms: error visible", group)
        for sign in ("▼ asked to stop", "▲ learns of it", "▒ cleans up", "■ cancelled"):
            self.assertIn(sign, group)

    def test_a_robust_shutdown_cuts_nothing_unless_the_deadline_is_too_short(self):
        figures = metrics("shutdown-drain", "strategy=robust")
        self.assertEqual((figures["requests_cut"], figures["exit_code"]), (0, 0))
        figures = metrics("shutdown-drain", "strategy=robust", "request_ms=2000")
        self.assertGreater(figures["requests_cut"], 0)
        self.assertEqual(figures["exit_code"], 1)

    def test_the_article_interrupts_its_cleanup_and_claims_success(self):
        figures = metrics("shutdown-drain", "strategy=article")
        self.assertEqual((figures["flushed"], figures["exit_code"]), (0, 0))
        self.assertGreater(figures["requests_cut"], 0)
        text = " ".join(run("run", "shutdown-drain", "strategy=article")[1].decode().split())
        self.assertRegex(text, r"\d+ cleanups? did not finish, and the exit code is 0")

    def test_a_semaphore_keeps_four_in_flight(self):
        figures = metrics("semaphore-throttle", "limiter=semaphore", "requests=24", "limit=4",
                          "latency_ms=200")
        self.assertEqual((figures["total_us"], figures["peak_in_flight"]), (1200000, 4))

    def test_the_real_clock_gives_the_same_order_of_events(self):
        modes = ("mode=gather", "mode=task-group", "mode=gather-return-exceptions")
        runs = {mode: start("run", "gather-vs-group", mode, "--clock", "real", "--format", "rows")
                for mode in modes}
        for mode, process in runs.items():
            with self.subTest(mode), process:
                real, err = process.communicate(timeout=120)
                self.assertEqual((process.returncode, err), (0, b""))
                virtual = run("run", "gather-vs-group", mode, "--format", "rows")[1]
                self.assertEqual(order_of_events(real), order_of_events(virtual))


class Streams(unittest.TestCase):
    COMMANDS = (["--help"], ["--version"], ["list"], ["list", "--json"], ["run", "gather-vs-group"],
                ["run", "shutdown-drain", "--format", "json"], ["compare", "gather-vs-group"], [])

    def check_refusal(self, code, err, reason):
        lines = err.decode().splitlines()
        self.assertEqual(code, 1, err)
        self.assertEqual(lines, [f"asynclab: cannot write to the standard output: {reason}"])

    def test_a_full_disk_is_one_sentence_and_exit_code_1(self):
        for words in self.COMMANDS:
            with self.subTest(words), open("/dev/full", "wb") as full:
                code, _, err = run(*words, stdout=full)
                self.check_refusal(code, err, "no space is left")

    def test_a_reader_that_went_away_is_one_sentence_and_no_signal(self):
        for words in self.COMMANDS:
            with self.subTest(words):
                reader, writer = os.pipe()
                os.close(reader)
                code, _, err = run(*words, stdout=writer)
                os.close(writer)
                self.check_refusal(code, err, "nobody reads it any more")

    def test_a_reader_that_leaves_in_the_middle_is_one_sentence_and_no_signal(self):
        # Far more than fits into a pipe, so the program is still writing when the reader leaves.
        with start("run", "semaphore-throttle", "requests=500", "--format", "json") as process:
            self.assertEqual(process.stdout.read(1), b"{")
            process.stdout.close()
            err = process.stderr.read()
        self.check_refusal(process.returncode, err, "nobody reads it any more")

    def test_a_closed_standard_output_is_one_sentence(self):
        shell = subprocess.run(["sh", "-c", 'exec "$0" run gather-vs-group >&-', PROGRAM],
                               stderr=subprocess.PIPE, env=environment())
        self.check_refusal(shell.returncode, shell.stderr, "it is closed")

    def test_a_closed_standard_error_harms_nobody(self):
        code, out, _ = run("run", "gather-vs-group")
        shell = subprocess.run(["sh", "-c", 'exec "$0" run gather-vs-group 2>&-', PROGRAM],
                               stdout=subprocess.PIPE, env=environment())
        self.assertEqual((shell.returncode, shell.stdout), (code, out))

    def test_bad_input_is_one_line_on_stderr_and_exit_code_2(self):
        for words in (["lits"], ["run"], ["run", "gather"], ["run", "gather-vs-group", "tasks=0"],
                      ["run", "gather-vs-group", "--formt", "json"], ["list", "\n"],
                      ["compare", "gather-vs-group", "a.x=1"], ["run", "gather-vs-group", b"\xff="],
                      ["run", "gather-vs-group", "--seed"], [""]):
            with self.subTest(words):
                code, out, err = run(*words)
                self.assertEqual((code, out), (2, b""))
                self.assertRegex(err.decode(), r"\Aasynclab: [^\n]+\n\Z")

    def test_the_exit_code_of_the_scenario_is_not_that_of_the_program(self):
        code, out, _ = run("run", "shutdown-drain", "strategy=abrupt", "--format", "metrics")
        self.assertEqual(code, 0)
        self.assertIn("exit_code 143\n", out.decode())


class Surroundings(unittest.TestCase):
    def test_no_locale_changes_a_byte(self):
        for words in (["run", "gather-vs-group"], ["run", "shutdown-drain", "--format", "json"],
                      ["run", "semaphore-throttle", "--format", "story"], ["list", "--json"],
                      ["compare", "gather-vs-group"], ["--help"], ["run", "nothing"]):
            plain = run(*words)
            for locale in ("C", "POSIX", "C.UTF-8", "de_DE", "de_DE.UTF-8", "tr_TR.UTF-8", "none"):
                with self.subTest(words, locale=locale):
                    self.assertEqual(run(*words, LC_ALL=locale, LANG=locale), plain)

    def test_without_a_display_the_default_run_is_shown_as_text(self):
        code, out, err = run()
        self.assertEqual(code, 0)
        self.assertEqual(out, run("run", "gather-vs-group")[1])
        self.assertRegex(err.decode(), r"\Aasynclab: [^\n]+, so here is the default run as text\n\Z")

    def test_a_display_that_is_not_there_counts_as_none(self):
        code, out, _ = run(DISPLAY=":987", WAYLAND_DISPLAY="nowhere")
        self.assertEqual((code, out), (0, run("run", "gather-vs-group")[1]))

    def test_the_picture_is_as_wide_as_the_terminal(self):
        for columns, width in ((60, 60), (80, 80), (132, 132), (20, 60), (0, 100)):
            with self.subTest(columns=columns):
                text = on_terminal("run", "gather-vs-group", columns=columns, NO_COLOR="1",
                                   LANG="C.UTF-8")
                self.assertEqual(max(map(len, text.splitlines())), width)

    def test_columns_of_the_environment_win(self):
        text = on_terminal("run", "gather-vs-group", columns=80, COLUMNS="120", NO_COLOR="1",
                           LANG="C.UTF-8")
        self.assertEqual(max(map(len, text.splitlines())), 120)

    def test_a_terminal_gets_colours_unless_somebody_minds(self):
        self.assertIn("\x1b[", on_terminal("run", "gather-vs-group", LANG="C.UTF-8"))
        for extra in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            text = on_terminal("run", "gather-vs-group", LANG="C.UTF-8", **extra)
            self.assertNotIn("\x1b", text)
        self.assertNotIn(b"\x1b", run("run", "gather-vs-group")[1])

    def test_a_terminal_without_utf8_gets_ascii(self):
        self.assertTrue(on_terminal("run", "gather-vs-group", LC_ALL="C").isascii())
        self.assertFalse(on_terminal("run", "gather-vs-group", LC_ALL="C.UTF-8").isascii())


class Machines(unittest.TestCase):
    """What other programs read."""

    def test_json_and_metrics_agree(self):
        for scenario in ("gather-vs-group", "shutdown-drain", "semaphore-throttle"):
            with self.subTest(scenario):
                whole = json.loads(run("run", scenario, "--format", "json")[1])
                self.assertEqual(list(whole),
                                 ["schema", "spec", "metrics", "findings", "tasks", "events"])
                self.assertEqual(whole["metrics"], metrics(scenario))

    def test_the_spec_in_json_gives_the_same_run_again(self):
        first = run("run", "gather-vs-group", "mode=task-group", "tasks=9", "--seed", "3",
                    "--format", "json")[1]
        spec = json.loads(first)["spec"]
        words = [f"{name}={value}" for name, value in spec["parameters"].items()]
        again = run("run", spec["scenario"], *words, "--seed", str(spec["seed"]),
                    "--clock", spec["clock"], "--format", "json")[1]
        self.assertEqual(again, first)

    def test_every_default_in_the_list_may_be_given_and_changes_nothing(self):
        for scenario in json.loads(run("list", "--json")[1])["scenarios"]:
            with self.subTest(scenario["id"]):
                words = [f"{p['id']}={p['default']}" for p in scenario["parameters"]]
                self.assertEqual(run("run", scenario["id"], *words), run("run", scenario["id"]))

    def test_csv_of_a_comparison_is_csv(self):
        out = run("compare", "shutdown-drain", "--format", "csv")[1].decode()
        rows = list(csv.DictReader(io.StringIO(out)))
        self.assertEqual(list(rows[0]), ["metric", "a", "b", "difference"])
        figures = {row["metric"]: row for row in rows}
        for name, value in metrics("shutdown-drain", "strategy=article").items():
            self.assertEqual(figures[name]["a"], str(value))


if __name__ == "__main__":
    unittest.main()
