"""More requests come in than the workers can answer: what becomes of the rest?

    python3 backpressure.py
    python3 backpressure.py queue=unbounded
    python3 backpressure.py queue=dropping shutdown=join

bounded    put() waits while the queue is full, so the producers slow down: backpressure
unbounded  the queue takes everything; it grows, and each request waits behind all before it
dropping   put_nowait() refuses what finds no place: somebody gets a quick no

When the producers are done, the workers have to learn that nothing will come any more: from a
sentinel in the queue, by cancellation when the queue is empty (join), or by cancellation at once.
"""
import asyncio
import sys
from types import SimpleNamespace

QUEUES = ["bounded", "unbounded", "dropping"]
SHUTDOWNS = ["sentinels", "join", "cancel"]
DEFAULTS = {
    "queue": "bounded",
    "bound": 4,        # places of the queue
    "producers": 2,
    "requests": 10,    # of each producer
    "produce_ms": 50,  # a producer has a new request after so long
    "workers": 2,
    "work_ms": 200,    # what a worker needs for a request
    "shutdown": "sentinels",
}
UNDO_MS = 50  # a request that is cut gives back what it holds


class Service:
    def __init__(self, options):
        self.options = options
        self.queue = asyncio.Queue(0 if options.queue == "unbounded" else options.bound)
        self.producers = []
        self.workers = []
        self.at_work = 0
        self.longest = self.dropped = self.cut = 0
        self.latencies = []  # seconds from the arrival of a request to its answer

    async def producer(self):
        """Brings one request after the other into the queue."""
        for _ in range(self.options.requests):
            await asyncio.sleep(self.options.produce_ms / 1000)  # [produce]
            if await self.take_in(asyncio.get_running_loop().time()):
                self.longest = max(self.longest, self.queue.qsize())
            else:
                self.dropped += 1

    async def take_in(self, arrived):
        """Here the three ways differ."""
        if self.options.queue != "dropping":
            await self.queue.put(arrived)  # [put]
            return True
        try:
            self.queue.put_nowait(arrived)  # [offer]
            return True
        except asyncio.QueueFull:  # [full]
            return False

    async def worker(self):
        self.at_work += 1
        try:
            while (arrived := await self.queue.get()) is not None:  # [get]
                await self.handle(arrived)
        finally:
            self.at_work -= 1
            if self.at_work == 0:
                self.nobody_works()

    async def handle(self, arrived):
        answered = False
        try:
            await asyncio.sleep(self.options.work_ms / 1000)  # [work]
            answered = True
            self.latencies.append(asyncio.get_running_loop().time() - arrived)
        except asyncio.CancelledError:
            await asyncio.sleep(UNDO_MS / 1000)  # [undo]
            raise
        finally:
            self.cut += not answered
            self.queue.task_done()  # whatever happened: join() counts on it

    def nobody_works(self):
        """Without workers nothing will ever be taken out: nobody may go on waiting for that."""
        for producer in self.producers:
            producer.cancel()
        while not self.queue.empty():
            self.cut += self.queue.get_nowait() is not None
            self.queue.task_done()

    async def shut_down(self):
        if self.options.shutdown == "sentinels":
            for _ in self.workers:
                if self.at_work > 0:
                    await self.queue.put(None)  # [sentinel]
            return
        if self.options.shutdown == "join":
            await self.queue.join()  # [join]
        for worker in self.workers:
            worker.cancel()  # [dismiss]

    async def produce(self):
        async with asyncio.TaskGroup() as group:  # [produced]
            for i in range(1, self.options.producers + 1):
                task = group.create_task(self.producer(), name=f"producer-{i}")  # [producers]
                self.producers.append(task)

    async def run(self):
        async with asyncio.TaskGroup() as group:  # [group]
            for i in range(1, self.options.workers + 1):
                task = group.create_task(self.worker(), name=f"worker-{i}")  # [workers]
                self.workers.append(task)
            await self.produce()
            await self.shut_down()

    def report(self):
        slowest = max(self.latencies, default=0)
        print(f"{len(self.latencies)} of {self.options.producers * self.options.requests} requests "
              f"answered, the slowest after {slowest:.3f} s; {self.dropped} dropped, {self.cut} "
              f"cut; at most {self.longest} in the queue")


async def main(options):
    service = Service(options)
    await service.run()
    service.report()
    return 0


# ---------------------------------------------------------------- the command line

def parse(arguments):
    """Turns `name=value` arguments into options."""
    options = dict(DEFAULTS)
    choices = {"queue": QUEUES, "shutdown": SHUTDOWNS}
    for argument in arguments:
        name, _, value = argument.partition("=")
        if name not in options:
            sys.exit(f"unknown parameter {name!r}; there are {', '.join(options)}")
        options[name] = value if name in choices else int(value)
    for name, allowed in choices.items():
        if options[name] not in allowed:
            sys.exit(f"{name} is one of {', '.join(allowed)}")
    return SimpleNamespace(**options)


if __name__ == "__main__":
    sys.exit(asyncio.run(main(parse(sys.argv[1:]))))
