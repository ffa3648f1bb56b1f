#pragma once
#include "core/engine/task.hpp"

#include <deque>
#include <span>
#include <vector>

namespace core {

/// What became of one task of a gather that returns exceptions: a value or an error.
template <class T>
class Outcome {
public:
    explicit Outcome(Stored<T> value) : m_value(std::move(value)) {}
    explicit Outcome(std::exception_ptr error) : m_error(std::move(error)) {}

    bool has_value() const { return m_error == nullptr; }
    /// The value; throws the error if there is none.
    const Stored<T>& value() const {
        if (m_error) {
            std::rethrow_exception(m_error);
        }
        return *m_value;
    }
    const std::exception_ptr& error() const { return m_error; }

private:
    std::optional<Stored<T>> m_value;
    std::exception_ptr m_error;
};

/// Pass to gather() to get errors as values instead of the first one thrown.
struct ReturnExceptions {};
inline constexpr ReturnExceptions return_exceptions{};

/// The future behind gather() (CPython 3.11.7, tasks.py, _GatheringFuture): done when all
/// children are, or, unless errors are returned, when the first one fails. The others then
/// keep running, and their later errors vanish silently.
///
/// Cancelling it cancels all children; it stays pending until they are done.
class GatherBase final : public FutureBase, public Pooled {
public:
    GatherBase(Loop& loop, const std::vector<Ref<TaskBase>>& children, bool returns_exceptions);

    bool cancel() override;
    std::monostate result() {
        throw_if_no_value();
        return {};
    }
    WaitInfo wait_info() const;

private:
    struct Callback final : Handle {
        Callback(GatherBase& owner, TaskBase& child) : gather(owner), task(child) {}
        void run() override;
        void drop() override;

        GatherBase& gather;
        Ref<TaskBase> task;
    };

    void take_notice_of_done();
    void on_child_done(TaskBase& task);
    bool fail_with(TaskBase& task);

    std::vector<Ref<TaskBase>> m_children; // each once, in order of the arguments
    std::deque<Callback> m_callbacks;      // each keeps this object alive until it ran
    std::size_t m_finished = 0;
    bool m_returns_exceptions;
    bool m_cancel_requested = false;
};

/// What gather() returns: await it, or keep it and cancel all of it at once.
template <class T, bool ReturnsExceptions>
class [[nodiscard]] Gather {
public:
    using Element = std::conditional_t<ReturnsExceptions, Outcome<T>, Stored<T>>;

    Gather(Loop& loop, std::vector<Task<T>> tasks)
        : m_tasks(std::move(tasks)), m_future(*new GatherBase(loop, objects(), ReturnsExceptions)) {
    }

    const std::vector<Task<T>>& tasks() const { return m_tasks; }
    bool done() const { return m_future->done(); }
    bool cancelled() const { return m_future->cancelled(); }
    bool cancel() const { return m_future->cancel(); }

    class Awaiter {
    public:
        explicit Awaiter(const Gather& gather) : m_gather(gather), m_inner(*gather.m_future) {}
        bool await_ready() const { return m_inner.await_ready(); }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> handle) {
            m_inner.await_suspend(handle);
        }
        std::vector<Element> await_resume() {
            m_inner.await_resume();
            return m_gather.results();
        }

    private:
        const Gather& m_gather;
        FutureAwaiter<GatherBase> m_inner;
    };

    Awaiter operator co_await() const { return Awaiter{*this}; }

private:
    std::vector<Ref<TaskBase>> objects() const {
        std::vector<Ref<TaskBase>> objects;
        for (const Task<T>& task : m_tasks) {
            objects.emplace_back(task.object());
        }
        return objects;
    }

    std::vector<Element> results() const {
        std::vector<Element> results;
        results.reserve(m_tasks.size());
        for (const Task<T>& task : m_tasks) {
            if constexpr (ReturnsExceptions) {
                results.push_back(outcome(task));
            } else {
                results.push_back(task.result());
            }
        }
        return results;
    }

    static Outcome<T> outcome(const Task<T>& task) {
        if (task.cancelled()) {
            return Outcome<T>{std::make_exception_ptr(CancelledError{})};
        }
        const std::exception_ptr error = task.exception();
        return error ? Outcome<T>{error} : Outcome<T>{task.result()};
    }

    std::vector<Task<T>> m_tasks;
    Ref<GatherBase> m_future;
};

/// Waits for all tasks; gives their results in order of the arguments.
///
/// Throws the first error at once and leaves the other tasks running. Cancelling the waiting
/// task cancels them all. A task that stands in `tasks` twice gives its result twice.
template <class T>
Gather<T, false> gather(Loop& loop, std::vector<Task<T>> tasks) {
    return Gather<T, false>{loop, std::move(tasks)};
}

/// Waits for all tasks, failed ones too; errors come as values.
template <class T>
Gather<T, true> gather(Loop& loop, std::vector<Task<T>> tasks, ReturnExceptions) {
    return Gather<T, true>{loop, std::move(tasks)};
}

} // namespace core
