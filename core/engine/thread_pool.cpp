#include "core/engine/thread_pool.hpp"

#include "core/engine/task.hpp"

#include <algorithm>
#include <utility>

namespace core {

/// Runs twice: when its time is over, as the thread would, and one pass later in the loop.
class ThreadPool::Job final : public Timer {
public:
    Job(ThreadPool& pool, std::function<void()> work)
        : m_pool(pool), m_work(std::move(work)), m_future(pool.m_loop), m_check(*this) {
        m_future.object().add_done_callback(m_check);
    }
    Job(const Job&) = delete;
    Job& operator=(const Job&) = delete;
    ~Job() { m_pool.m_loop.disarm(*this); }

    const Future<void>& future() const { return m_future; }
    bool is_in_line() const { return m_stage == Stage::in_line; }

    void start() {
        Loop& loop = m_pool.m_loop;
        m_stage = Stage::runs;
        Duration length{};
        Duration* const outer = std::exchange(loop.m_thread_time, &length);
        try {
            m_work();
        } catch (...) {
            m_error = std::current_exception();
        }
        loop.m_thread_time = outer;
        loop.arm(*this, loop.now() + length);
    }

private:
    enum class Stage : std::uint8_t { in_line, runs, over };

    /// asyncio's _call_check_cancel: a done callback of the future.
    class Check final : public Handle {
    public:
        explicit Check(Job& job) : m_job(job) {}

    private:
        void run() override {
            if (m_job.is_in_line() && m_job.m_future.cancelled()) {
                --m_job.m_pool.m_in_line;
                m_job.m_pool.forget(m_job);
            }
        }

        Job& m_job;
    };

    void run() override {
        if (m_stage == Stage::runs) {
            m_stage = Stage::over;
            m_pool.m_loop.schedule(*this); // call_soon_threadsafe
            m_pool.give_thread_back();
            return;
        }
        if (!m_future.done() && m_error) {
            m_future.set_exception(m_error);
        } else if (!m_future.done()) {
            m_future.set_result();
        }
        m_pool.forget(*this);
    }

    ThreadPool& m_pool;
    std::function<void()> m_work;
    Future<void> m_future;
    Check m_check;
    std::exception_ptr m_error;
    Stage m_stage = Stage::in_line;
};

ThreadPool::ThreadPool(Loop& loop, int threads) : m_loop(loop), m_threads(threads) {
    if (threads < 1) {
        throw ValueError{"a thread pool needs 1 or more threads"};
    }
}

ThreadPool::~ThreadPool() = default;

Future<void> ThreadPool::submit(std::function<void()> work) {
    m_jobs.push_back(std::make_unique<Job>(*this, std::move(work)));
    Future<void> future = m_jobs.back()->future();
    ++m_in_line;
    start_next();
    return future;
}

void ThreadPool::start_next() {
    for (std::size_t i = 0; i < m_jobs.size() && m_busy < m_threads; ++i) {
        if (m_jobs[i]->is_in_line()) {
            --m_in_line;
            ++m_busy;
            m_jobs[i]->start();
        }
    }
    report();
}

void ThreadPool::give_thread_back() {
    --m_busy;
    start_next();
}

void ThreadPool::forget(const Job& job) {
    std::erase_if(m_jobs, [&job](const auto& each) { return each.get() == &job; });
    report();
    if (m_jobs.empty()) {
        for (Future<void>& future : std::exchange(m_waiting_for_idle, {})) {
            if (!future.done()) {
                future.set_result();
            }
        }
    }
}

void ThreadPool::complete_when_idle(const Future<void>& future) {
    m_waiting_for_idle.push_back(future);
    if (m_jobs.empty()) {
        std::exchange(m_waiting_for_idle, {}).front().set_result();
    }
}

void ThreadPool::report() {
    if (m_busy != std::exchange(m_reported_busy, m_busy)) {
        m_loop.counter("in_threads", m_busy);
    }
    if (m_in_line != std::exchange(m_reported_in_line, m_in_line)) {
        m_loop.counter("in_line", m_in_line);
    }
}

namespace {

/// Awaits the future of a job; the trace tells what for.
class JobAwaiter {
public:
    JobAwaiter(Future<void> job, LabelId label) : m_job(std::move(job)), m_label(label) {}

    bool await_ready() const { return m_job.done(); }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) {
        PromiseBase& frame = handle.promise();
        m_task = &frame.task();
        m_task->suspend_on_future(frame, m_job.object(), {WaitKind::future, m_label});
    }
    void await_resume() {
        if (m_task != nullptr) {
            m_task->throw_pending();
        }
        m_job.result();
    }

private:
    Future<void> m_job;
    LabelId m_label;
    TaskBase* m_task = nullptr;
};

} // namespace

Coro<void> to_thread(Loop& loop, std::function<void()> work) {
    const Future<void> job = loop.default_executor().submit(std::move(work));
    JobAwaiter done{job, loop.label("a thread")};
    co_await done;
}

} // namespace core
