#include "core/engine/task_group.hpp"

#include <utility>

namespace core {

TaskGroup::TaskGroup(Loop& loop, std::string_view name)
    : m_loop(loop), m_name(name), m_label(loop.label(name)) {}

TaskGroup::~TaskGroup() {
    while (!m_children.empty()) {
        const Ref<TaskBase> child = forget(*m_children.oldest());
        if (child->done()) {
            child->unlink(); // it was about to tell
        }
    }
}

void TaskGroup::enter() {
    if (m_parent != nullptr) {
        throw RuntimeError{"the task group has been entered already"};
    }
    m_parent = m_loop.current_task();
    if (m_parent == nullptr) {
        throw RuntimeError{"a task group needs a task to live in"};
    }
    m_loop.report({.task = m_parent->id(), .label = m_label, .kind = EventKind::group_entered});
}

bool TaskGroup::is_closed() const {
    return m_parent == nullptr || (m_exiting && m_child_count == 0) || m_aborting;
}

void TaskGroup::refuse() const {
    if (m_parent == nullptr) {
        throw RuntimeError{"the task group has not been entered"};
    }
    if (m_exiting && m_child_count == 0) {
        throw RuntimeError{"the task group is finished"};
    }
    throw RuntimeError{"the task group is shutting down"};
}

void TaskGroup::adopt(TaskBase& task) {
    task.retain();
    task.m_group = this;
    m_children.push_back(task);
    ++m_child_count;
}

Ref<TaskBase> TaskGroup::forget(TaskBase& child) {
    m_children.remove(child);
    child.m_group = nullptr;
    --m_child_count;
    return Ref<TaskBase>::take_over(child);
}

void TaskGroup::abort() {
    const CauseScope scope{m_loop, m_loop.report({.task = m_parent->id(),
                                                  .label = m_label,
                                                  .value = static_cast<std::int32_t>(m_child_count),
                                                  .kind = EventKind::group_aborted})};
    m_aborting = true;
    for (TaskBase* child = m_children.oldest(); child != nullptr;
         child = m_children.after(*child)) {
        if (!child->done()) {
            child->cancel();
        }
    }
}

void TaskGroup::on_child_done(TaskBase& child) {
    const CauseScope scope{
        m_loop, m_loop.report(
                    {.task = child.id(), .label = m_label, .kind = EventKind::group_child_ended})};
    const Ref<TaskBase> task = forget(child);
    if (m_child_count == 0 && m_all_done != nullptr) {
        m_all_done->complete();
    }
    if (child.state() == Waitable::State::failed) { // a cancelled one is silent
        on_child_error(child, child.exception());
    }
}

void TaskGroup::on_child_error(TaskBase& task, const std::exception_ptr& error) {
    m_errors.push_back(error);
    if (kind_of(error) == ErrorKind::base && !m_base_error) {
        m_base_error = error;
    }
    if (m_parent->done()) {
        m_loop.call_exception_handler("Task " + task.name() + " has errored out but its parent " +
                                          m_parent->name() + " is already completed",
                                      error);
        return;
    }
    if (!m_aborting && !m_parent_cancel_requested) {
        abort();
        m_parent_cancel_requested = true;
        m_parent->cancel();
    }
}

Coro<void> TaskGroup::exit(std::exception_ptr error) {
    m_loop.report({.task = m_parent->id(),
                   .label = m_label,
                   .other = static_cast<std::uint32_t>(m_loop.label(error)),
                   .value = static_cast<std::int32_t>(m_child_count),
                   .kind = EventKind::group_exiting});
    std::exception_ptr thrown;
    try {
        co_await wait_and_throw(error);
    } catch (...) {
        thrown = std::current_exception();
    }
    m_loop.report({.task = m_parent->id(),
                   .label = m_label,
                   .other = static_cast<std::uint32_t>(m_loop.label(thrown)),
                   .kind = EventKind::group_ended});
    if (thrown) {
        std::rethrow_exception(thrown);
    }
}

// The steps of CPython's TaskGroup.__aexit__, in the order of 3.11. 3.13 takes its own request
// back only after the children have ended (gh-116720): before, one that arrived while the parent
// waited for them was never taken back, and an outside cancellation got lost.
Coro<void> TaskGroup::wait_and_throw(std::exception_ptr error) {
    const bool as_3_13 = m_loop.version() >= Version::v3_13;
    m_exiting = true;
    if (error && kind_of(error) == ErrorKind::base && !m_base_error) {
        m_base_error = error;
    }
    const bool is_cancelled = is_cancellation(error, m_loop.version());
    std::exception_ptr propagate = is_cancelled ? error : nullptr;
    if (!as_3_13) {
        take_own_request_back(propagate);
    }
    if (error && !m_aborting) {
        abort();
    }
    co_await wait_for_children(propagate);
    if (m_base_error) {
        std::rethrow_exception(m_base_error);
    }
    if (as_3_13) {
        take_own_request_back(propagate);
    }
    if (propagate && m_errors.empty()) {
        std::rethrow_exception(propagate);
    }
    if (error && !is_cancelled) {
        m_errors.push_back(error);
    }
    if (!m_errors.empty()) {
        if (as_3_13 && m_parent->cancelling() > 0) {
            m_parent->uncancel(); // the outside cancellation comes back at the next await
            m_parent->cancel();
        }
        throw ExceptionGroup{"unhandled errors in a TaskGroup", m_errors};
    }
}

void TaskGroup::take_own_request_back(std::exception_ptr& propagate) {
    if (m_parent_cancel_requested && m_parent->uncancel() == 0) {
        propagate = nullptr; // the cancellation was this group's own doing
    }
}

Coro<void> TaskGroup::wait_for_children(std::exception_ptr& propagate) {
    while (m_child_count > 0) {
        PlainWaiter all_done{WaitKind::group, m_label};
        m_all_done = &all_done;
        try {
            co_await all_done;
        } catch (const CancelledError&) {
            if (!m_aborting) {
                // The whole group is cancelled from outside. If it was aborting already the
                // request is dropped: 3.11 and 3.12 lose it here.
                propagate = std::current_exception();
                abort();
            }
        } catch (...) { // TaskBase::inject: as if the body had failed at its end
            m_errors.push_back(std::current_exception());
            if (!m_aborting) {
                abort();
            }
        }
        m_all_done = nullptr;
    }
}

} // namespace core
