"""Calls that block, in virtual time: time.sleep, and the thread pool behind run_in_executor.

In the loop's own thread time.sleep moves the clock: nothing else happens meanwhile. In a job of the
pool it only makes the job longer. A job's code runs as a whole when a thread takes it; a timer of
the loop stands for the thread. All that joins the two sides is asyncio's own: wrap_future and the
cancellation of a job that still stands in line.
"""
import asyncio
import concurrent.futures
import contextlib
import time
from collections import deque


class Pool:
    """`threads` jobs at a time, first come, first served."""

    def __init__(self, loop, threads):
        self.loop, self.free = loop, threads
        self.line, self.running = deque(), 0
        self.length_us = None  # of the job whose code runs; None: none does

    def submit(self, call):
        job = concurrent.futures.Future()
        self.line.append((job, call))
        self.start_next()
        return job

    def start_next(self):
        while self.free > 0 and self.line:
            job, call = self.line.popleft()
            if job.set_running_or_notify_cancel():
                self.free -= 1
                self.running += 1
                outcome = self.outcome_of(call)
                end = (self.loop.now_us + self.length_us) / 1e6
                self.length_us = None
                self.loop.call_at(end, self.end, job, *outcome)

    def outcome_of(self, call):
        self.length_us = 0
        try:
            return call(), None
        except BaseException as error:
            return None, error

    def end(self, job, value, error):
        if error is None:
            job.set_result(value)
        else:
            job.set_exception(error)
        self.free += 1
        self.running -= 1
        self.start_next()

    def sleep(self, seconds):
        us = round(seconds * 1e6)
        if self.length_us is None:
            self.loop.now_us += us
        else:
            self.length_us += us


class BlockingCalls:
    """The part of an event loop that hands calls to threads."""

    pool = None

    def set_default_executor(self, executor):
        self.pool = Pool(self, executor._max_workers)

    def run_in_executor(self, executor, call, *args):
        if self.pool is None:
            self.pool = Pool(self, 8)
        return asyncio.wrap_future(self.pool.submit(lambda: call(*args)), loop=self)

    async def shutdown_default_executor(self):
        while self.pool is not None and self.pool.running:
            await asyncio.sleep(0.001)

    @contextlib.contextmanager
    def virtual_sleep(self):
        original = time.sleep
        time.sleep = lambda seconds: (self.pool or Pool(self, 1)).sleep(seconds)
        try:
            yield
        finally:
            time.sleep = original
