"""The trace of a program as text: by the engine, and by the CPython that runs this."""
import json
import signal
import subprocess
import sys


def of_python(program):
    import runprog  # here, because it wants Python 3.11 and the goldens do with less
    # A shell that starts a job in the background has it ignore SIGINT, and then asyncio.Runner
    # leaves the signal alone.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return runprog.run_program(program, False, True).dump()


def of_engine(conformance, version, programs):
    """One text per program, by the rules of that version, "3.11" to "3.13"."""
    lines = "".join(json.dumps(program) + "\n" for program in programs)
    run = subprocess.run([conformance, "--python", version, "--jsonl"], input=lines,
                         capture_output=True, text=True, check=False)
    if run.returncode != 0:
        sys.exit(f"conformance ended with {run.returncode}: {run.stderr.strip()[-2000:]}")
    traces = [trace + "\n" for trace in run.stdout.split("\n\n")[:-1]]
    if len(traces) != len(programs):
        sys.exit(f"{len(traces)} traces for {len(programs)} programs")
    return traces
