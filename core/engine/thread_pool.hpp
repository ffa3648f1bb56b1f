#pragma once
#include "core/engine/coro.hpp"

#include <functional>
#include <memory>
#include <vector>

namespace core {

/// The threads in which asyncio runs calls that block (CPython 3.11.7: run_in_executor and
/// concurrent/futures/thread.py), simulated: so many jobs run at a time, the others stand in line,
/// first come, first served.
///
/// A job's code is run as a whole when a thread takes it, so runs repeat and there is nothing to
/// lock; it is over after the time that the code has spent in Loop::block(). Two counters tell of
/// it: `in_threads` and `in_line`.
class ThreadPool {
public:
    /// `threads` ≥ 1, else ValueError.
    ThreadPool(Loop& loop, int threads);
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;
    /// Forgets jobs that are not over.
    ~ThreadPool();

    /// Hands a job to the threads. `work` may outlive the caller: it owns what it uses. The future
    /// is done one pass after the job. Cancelling it takes the job out of the line, but does not
    /// stop one that runs: its outcome is of interest to nobody then.
    Future<void> submit(std::function<void()> work);

    /// Sets the result of `future` as soon as no job runs or stands in line.
    void complete_when_idle(const Future<void>& future);

private:
    class Job;

    void start_next();
    void give_thread_back();
    void forget(const Job& job);
    void report();

    Loop& m_loop;
    int m_threads;
    int m_busy = 0;
    int m_in_line = 0;
    int m_reported_busy = 0;
    int m_reported_in_line = 0;
    std::vector<std::unique_ptr<Job>> m_jobs; // oldest first
    std::vector<Future<void>> m_waiting_for_idle;
};

/// asyncio.to_thread: runs `work`, see ThreadPool::submit, in a thread of the default executor and
/// waits for its end.
///
/// Throws what `work` throws, and CancelledError if the waiting task is cancelled; the thread goes
/// on then.
[[nodiscard]] Coro<void> to_thread(Loop& loop, std::function<void()> work);

} // namespace core
