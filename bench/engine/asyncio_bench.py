"""The five workloads on CPython's asyncio, smaller by a factor; prints ns and bytes per unit.

Exit code 3: there is no such workload here.
"""
import asyncio
import random
import resource
import sys
import time


async def yield_once():
    await asyncio.sleep(0)


async def b1(groups=20, children=1000):
    for _ in range(groups):
        async with asyncio.TaskGroup() as group:
            for _ in range(children):
                group.create_task(yield_once())
    return groups * children


async def sleep_long(cleaned):
    try:
        await asyncio.sleep(3600)
    finally:
        cleaned.append(None)


async def fail_soon():
    await asyncio.sleep(0.001)
    raise ValueError("no route")


async def b2(rounds=5, children=1000):
    cleaned = []
    for _ in range(rounds):
        try:
            async with asyncio.TaskGroup() as group:
                for _ in range(children):
                    group.create_task(sleep_long(cleaned))
                group.create_task(fail_soon())
        except ExceptionGroup:
            pass
    assert len(cleaned) == rounds * children
    return rounds * children


async def worker(semaphore, turns):
    for _ in range(turns):
        async with semaphore:
            await asyncio.sleep(0)


async def b3(workers=1000, turns=50):
    semaphore = asyncio.Semaphore(10)
    async with asyncio.TaskGroup() as group:
        for _ in range(workers):
            group.create_task(worker(semaphore, turns))
    return workers * turns


async def b4(sleepers=100_000):
    # A real clock cannot jump: the first deadline leaves time for all to fall asleep.
    numbers = random.Random(1)
    tasks = [asyncio.create_task(asyncio.sleep(3 + numbers.random())) for _ in range(sleepers)]
    await asyncio.gather(*tasks)
    return sleepers


async def player(turns):
    for _ in range(turns):
        await asyncio.sleep(0)


async def b5(turns=200_000):
    await asyncio.gather(player(turns), player(turns))
    return 2 * turns


def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def main():
    workloads = {"b1": b1, "b2": b2, "b3": b3, "b4": b4, "b5": b5}
    if sys.argv[1] not in workloads:
        sys.exit(3)
    work = workloads[sys.argv[1]]
    before = peak()
    units = asyncio.run(work())
    size = (peak() - before) / units
    begin = time.process_time_ns()
    asyncio.run(work())
    print((time.process_time_ns() - begin) / units, size)


main()
