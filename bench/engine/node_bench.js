// The workloads that make sense without cancellation, on Node's promises; prints ns and bytes per
// unit. Exit code 3: there is no such workload here (b2: promises cannot be cancelled).
'use strict';

const yieldOnce = () => new Promise(resolve => setImmediate(resolve));

async function b1(groups = 100, children = 1000) {
    for (let i = 0; i < groups; ++i) {
        await Promise.all(Array.from({length: children}, yieldOnce));
    }
    return groups * children;
}

class Semaphore {
    constructor(permits) {
        this.free = permits;
        this.waiting = [];
        this.head = 0;
    }
    acquire() {
        if (this.free > 0) {
            --this.free;
            return Promise.resolve();
        }
        return new Promise(resolve => this.waiting.push(resolve));
    }
    release() {
        if (this.head === this.waiting.length) {
            ++this.free;
            return;
        }
        this.waiting[this.head++]();
        if (this.head > 4096 && 2 * this.head > this.waiting.length) {
            this.waiting.splice(0, this.head);
            this.head = 0;
        }
    }
}

async function b3(workers = 1000, turns = 100) {
    const semaphore = new Semaphore(10);
    const worker = async () => {
        for (let i = 0; i < turns; ++i) {
            await semaphore.acquire();
            await yieldOnce();
            semaphore.release();
        }
    };
    await Promise.all(Array.from({length: workers}, worker));
    return workers * turns;
}

async function b4(sleepers = 1000000) {
    const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));
    await Promise.all(Array.from({length: sleepers}, () => sleep(4000 + Math.random() * 1000)));
    return sleepers;
}

async function b5(turns = 500000) {
    const player = async () => {
        for (let i = 0; i < turns; ++i) {
            await yieldOnce();
        }
    };
    await Promise.all([player(), player()]);
    return 2 * turns;
}

async function main() {
    const work = {b1, b3, b4, b5}[process.argv[2]];
    if (work === undefined) {
        process.exit(3);
    }
    const before = process.resourceUsage().maxRSS * 1024;
    const units = await work();
    const bytes = process.resourceUsage().maxRSS * 1024 - before;
    const begin = process.cpuUsage();
    await work();
    const used = process.cpuUsage(begin);
    console.log((used.user + used.system) * 1000 / units, bytes / units);
}

main();
