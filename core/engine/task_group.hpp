#pragma once
#include "core/engine/waiter.hpp"

#include <type_traits>

namespace core {

/// A scope that owns tasks: it ends when all of them have ended (CPython 3.11.7,
/// asyncio/taskgroups.py). Opened with task_group() below.
///
/// The first child that fails makes the group abort: the other children and the body are
/// cancelled, and their cleanup is awaited. Then the group throws an ExceptionGroup with all
/// errors in the order in which they arrived, the body's own last.
class TaskGroup {
public:
    TaskGroup(Loop& loop, std::string_view name);
    TaskGroup(const TaskGroup&) = delete;
    TaskGroup& operator=(const TaskGroup&) = delete;
    ~TaskGroup();

    /// Starts a child. Children may start siblings as long as the group has unfinished ones.
    ///
    /// Throws RuntimeError if the group has not been entered, is finished, or is aborting. The
    /// coroutine has not run then; it stays with the caller, since 3.13 it is closed.
    template <class T>
    Task<T> create_task(Coro<T>&& coro, std::string_view name = {}) {
        if (is_closed()) {
            if (m_loop.version() >= Version::v3_13) {
                const Coro<T> closed{std::move(coro)};
            }
            refuse();
        }
        Task<T> task = m_loop.create_task(std::move(coro), name);
        adopt(task.object());
        return task;
    }

    const std::string& name() const { return m_name; }
    /// Children whose end the group has not taken notice of.
    std::size_t child_count() const { return m_child_count; }

    // --- for task_group() -----------------------------------------------------------------

    /// Opens the scope in the current task. Throws RuntimeError without one or a second time.
    void enter();
    /// Closes the scope: waits for all children, then throws what the group has to throw.
    /// `error` is what the body ended with; null: nothing. Returns normally if the body's
    /// error is to go on.
    Coro<void> exit(std::exception_ptr error);

private:
    friend class TaskBase;

    bool is_closed() const;
    [[noreturn]] void refuse() const;
    void adopt(TaskBase& task);
    Ref<TaskBase> forget(TaskBase& child);
    void on_child_done(TaskBase& child);
    void on_child_error(TaskBase& task, const std::exception_ptr& error);
    void abort();
    Coro<void> wait_and_throw(std::exception_ptr error);
    void take_own_request_back(std::exception_ptr& propagate);
    Coro<void> wait_for_children(std::exception_ptr& propagate);

    Loop& m_loop;
    std::string m_name;
    LabelId m_label;
    TaskBase* m_parent = nullptr;
    bool m_exiting = false;
    bool m_aborting = false;
    bool m_parent_cancel_requested = false;
    TaskList<OfGroup> m_children; // one reference each, in order of creation
    std::size_t m_child_count = 0;
    std::vector<std::exception_ptr> m_errors;
    std::exception_ptr m_base_error;   // SystemExit or KeyboardInterrupt
    PlainWaiter* m_all_done = nullptr; // lives while the parent waits in exit()
};

/// `async with TaskGroup() as group: body`. Runs `body(group)`, a coroutine, in the present
/// task and gives its result once all children have ended.
///
/// Suspends as long as body and children take. Cancelling the task cancels the body, or, if
/// that is over, the children. Throws ExceptionGroup if a child or the body failed.
template <class Body>
auto task_group(Loop& loop, std::string_view name, Body body)
    -> std::invoke_result_t<Body&, TaskGroup&> {
    using Result = decltype(body(std::declval<TaskGroup&>()).promise().take_result());
    TaskGroup group{loop, name};
    group.enter();
    std::exception_ptr error;
    std::optional<Stored<Result>> result;
    try {
        if constexpr (std::is_void_v<Result>) {
            co_await body(group);
        } else {
            result.emplace(co_await body(group));
        }
    } catch (...) {
        error = std::current_exception();
    }
    co_await group.exit(error);
    if (error) {
        std::rethrow_exception(error);
    }
    if constexpr (!std::is_void_v<Result>) {
        co_return std::move(*result);
    }
}

} // namespace core
