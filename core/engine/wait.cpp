#include "core/engine/wait.hpp"

#include "core/engine/waiter.hpp"

#include <algorithm>
#include <deque>

namespace core {

namespace {

/// Completes a waiter when its time comes; takes itself back when it dies.
class LimitTimer final : public Timer {
public:
    LimitTimer(Loop& loop, Waiter& waiter) : m_loop(loop), m_waiter(waiter) {}
    ~LimitTimer() { m_loop.disarm(*this); }

private:
    void run() override { m_waiter.complete(); }

    Loop& m_loop;
    Waiter& m_waiter;
};

/// Completes a waiter when a task is done.
class Release final : public Handle {
public:
    explicit Release(Waiter& waiter) : m_waiter(waiter) {}

private:
    void run() override { m_waiter.complete(); }

    Waiter& m_waiter;
};

/// What the done callbacks of one wait() share. Outlives the wait: callbacks that are
/// scheduled already still count and still look at errors, as asyncio's do.
class WaitState final : public Pooled {
public:
    WaitState(const std::vector<Ref<TaskBase>>& tasks, ReturnWhen when, Waiter& waiter)
        : m_when(when), m_left(tasks.size()), m_waiter(&waiter) {
        for (const Ref<TaskBase>& task : tasks) {
            retain();
            task->add_done_callback(m_callbacks.emplace_back(*this, *task));
        }
    }

    void retain() { ++m_references; }
    void release() {
        if (--m_references == 0) {
            delete this;
        }
    }

    /// The wait is over: takes the callbacks back that are not scheduled yet.
    void detach() {
        m_waiter = nullptr;
        for (Callback& callback : m_callbacks) {
            if (callback.is_linked() && !callback.task->done()) {
                callback.unlink();
                release();
            }
        }
    }

private:
    struct Callback final : Handle {
        Callback(WaitState& owner, TaskBase& waited) : state(owner), task(waited) {}
        void run() override {
            state.on_done(*task);
            state.release();
        }
        void drop() override { state.release(); }
        WaitState& state;
        Ref<TaskBase> task;
    };

    void on_done(TaskBase& task) {
        --m_left;
        const bool enough = m_left == 0 || m_when == ReturnWhen::first_completed ||
                            (m_when == ReturnWhen::first_exception && !task.cancelled() &&
                             task.exception() != nullptr);
        if (enough && m_waiter != nullptr) {
            m_waiter->complete();
        }
    }

    ReturnWhen m_when;
    std::size_t m_left;
    Waiter* m_waiter;
    std::uint32_t m_references = 0;
    std::deque<Callback> m_callbacks;
};

/// Calls detach() however the coroutine ends.
struct Detach {
    explicit Detach(WaitState& watched) : state(watched) {}
    Detach(const Detach&) = delete;
    Detach& operator=(const Detach&) = delete;
    ~Detach() { state->detach(); }
    Ref<WaitState> state;
};

} // namespace

Coro<std::vector<Ref<TaskBase>>> wait(Loop& loop, std::vector<Ref<TaskBase>> tasks, ReturnWhen when,
                                      std::optional<Duration> limit) {
    if (tasks.empty()) {
        throw ValueError{"wait needs at least one task"};
    }
    const std::vector<Ref<TaskBase>> distinct = without_repeats(tasks);
    PlainWaiter waiter{WaitKind::wait};
    LimitTimer timer{loop, waiter};
    if (limit) {
        loop.arm(timer, loop.now() + *limit);
    }
    {
        const Detach detach{*new WaitState(distinct, when, waiter)};
        co_await waiter;
    }
    std::vector<Ref<TaskBase>> done;
    std::copy_if(distinct.begin(), distinct.end(), std::back_inserter(done),
                 [](const Ref<TaskBase>& task) { return task->done(); });
    co_return done;
}

namespace {

/// Suspends until `task` is done or `timer`, if armed, has completed the waiter.
Coro<void> wait_until_done(TaskBase& task, PlainWaiter& waiter) {
    Release release{waiter};
    task.add_done_callback(release);
    co_await waiter;
}

Coro<void> cancel_and_wait(TaskBase& task) {
    PlainWaiter waiter{WaitKind::wait};
    Release release{waiter};
    task.add_done_callback(release);
    task.cancel();
    co_await waiter;
}

} // namespace

Coro<void> wait_for_task(Ref<TaskBase> task, Duration limit) {
    Loop& loop = task->loop();
    PlainWaiter waiter{WaitKind::wait};
    LimitTimer timer{loop, waiter}; // stays armed to the end, as in asyncio
    std::exception_ptr cancelled;
    if (limit <= Duration::zero() && task->done()) {
        co_return;
    }
    if (limit > Duration::zero()) {
        loop.arm(timer, loop.now() + limit);
        try {
            co_await wait_until_done(*task, waiter);
        } catch (const CancelledError&) {
            cancelled = std::current_exception();
        }
        if (task->done()) {
            co_return; // a cancellation that came in the same moment is lost: gh-86296
        }
    }
    co_await cancel_and_wait(*task);
    if (cancelled) {
        std::rethrow_exception(cancelled);
    }
    if (task->cancelled()) {
        throw TimeoutError{};
    }
}

} // namespace core
