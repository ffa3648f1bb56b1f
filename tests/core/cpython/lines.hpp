#pragma once
#include "core/engine/gather.hpp"
#include "core/sync/barrier.hpp"
#include "tests/support/engine_run.hpp"

#include <string>
#include <vector>

/// What the tests of locks and queues share: tasks that stand in line, and what became of them.
namespace lines {

/// True for what `co_await` takes by itself.
template <class T>
concept Awaitable = requires(T value) {
    value.operator co_await();
}
|| requires(T value) {
    value.await_ready();
};

/// Acquires a lock, condition or semaphore and leaves the release to somebody else.
template <class Resource>
core::Coro<void> take(Resource& resource) {
    auto held = co_await resource.acquire();
    held.detach();
}

/// The same, with a note when it is acquired.
template <class Resource>
core::Coro<void> take(Resource& resource, support::EngineRun& run, std::string name) {
    co_await take(resource);
    run.note(name);
}

/// True if the task has ended by itself and without an error.
template <class T>
bool has_returned(const core::Task<T>& task) {
    return task.done() && !task.cancelled() && task.exception() == nullptr;
}

/// Starts `count` tasks that run `body()`.
template <class Body>
std::vector<core::Task<void>> start(core::Loop& loop, int count, Body& body) {
    std::vector<core::Task<void>> tasks;
    tasks.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i) {
        tasks.push_back(loop.create_task(body()));
    }
    return tasks;
}

/// Runs `body()` in `count` tasks at once, to the end of all.
template <class Body>
core::Coro<void> run_all(core::Loop& loop, int count, Body& body) {
    const std::vector<core::Task<void>> tasks = start(loop, count, body);
    co_await core::gather(loop, tasks);
}

/// Waits at the barrier. False if it was broken meanwhile or before.
inline core::Coro<bool> passes(core::Barrier& barrier) {
    try {
        co_await barrier.wait();
        co_return true;
    } catch (const core::BrokenBarrierError&) {
        co_return false;
    }
}

} // namespace lines
