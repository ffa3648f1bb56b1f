#pragma once
#include "core/engine/task.hpp"
#include "core/sync/queue.hpp"

#include <deque>
#include <optional>
#include <utility>
#include <vector>

namespace core {

/// as_completed() without the results: which task is next (CPython 3.11.7, tasks.as_completed).
class AsCompletedBase : private Timer {
public:
    AsCompletedBase(const AsCompletedBase&) = delete;
    AsCompletedBase& operator=(const AsCompletedBase&) = delete;

    /// How often next() may still be called: once per distinct task.
    std::size_t left() const { return m_left; }

protected:
    AsCompletedBase(Loop& loop, const std::vector<Ref<TaskBase>>& tasks,
                    std::optional<Duration> limit);
    ~AsCompletedBase();

    /// The next task that is done. Throws TimeoutError once the time is up.
    Coro<Ref<TaskBase>> next_task();
    /// Counts one call of next(). Throws RuntimeError if there are no more.
    void take_turn();

private:
    struct Callback final : Handle {
        Callback(AsCompletedBase& owner, TaskBase& waited) : all(owner), task(waited) {}
        void run() override { all.on_done(*this); }

        AsCompletedBase& all;
        Ref<TaskBase> task;
    };

    void run() override; // the time is up
    void on_done(Callback& callback);

    Loop& m_loop;
    Queue<Ref<TaskBase>> m_done; // null: the time was up before
    std::deque<Callback> m_callbacks;
    std::size_t m_unfinished;
    std::size_t m_left;
};

/// The results of several tasks in the order in which they end:
///
///     AsCompleted<int> results{loop, tasks};
///     while (results.left() > 0) {
///         use(co_await results.next());
///     }
///
/// Must outlive the coroutines that next() gives. When it dies the tasks go on.
template <class T>
class AsCompleted final : private AsCompletedBase {
public:
    /// Starts to watch `tasks`; one that stands there twice counts once. After `limit` what is
    /// not done yet counts as late; the tasks themselves go on.
    AsCompleted(Loop& loop, const std::vector<Task<T>>& tasks,
                std::optional<Duration> limit = std::nullopt)
        : AsCompletedBase(loop, objects(tasks), limit) {}

    using AsCompletedBase::left;

    /// A coroutine that waits for the next task to end and gives its result, or throws its
    /// error. Throws TimeoutError if the time was up before, CancelledError if the waiting task
    /// is cancelled. May be handed to a task of its own.
    Coro<T> next() {
        take_turn();
        return next_result();
    }

private:
    Coro<T> next_result() {
        const Ref<TaskBase> done = co_await next_task();
        auto& task = static_cast<TaskObject<T>&>(*done);
        if constexpr (std::is_void_v<T>) {
            task.result();
        } else {
            co_return task.result();
        }
    }

    static std::vector<Ref<TaskBase>> objects(const std::vector<Task<T>>& tasks) {
        std::vector<Ref<TaskBase>> objects;
        objects.reserve(tasks.size());
        for (const Task<T>& task : tasks) {
            objects.emplace_back(task.object());
        }
        return objects;
    }
};

} // namespace core
