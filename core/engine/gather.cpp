#include "core/engine/gather.hpp"

#include <algorithm>
#include <utility>

namespace core {

namespace {

std::vector<Ref<TaskBase>> without_repeats(const std::vector<Ref<TaskBase>>& tasks) {
    std::vector<Ref<TaskBase>> distinct;
    for (const Ref<TaskBase>& task : tasks) {
        if (std::find(distinct.begin(), distinct.end(), task) == distinct.end()) {
            distinct.push_back(task);
        }
    }
    return distinct;
}

} // namespace

GatherBase::GatherBase(Loop& loop, const std::vector<Ref<TaskBase>>& children,
                       bool returns_exceptions)
    : FutureBase(loop), m_children(without_repeats(children)),
      m_returns_exceptions(returns_exceptions) {
    for (const Ref<TaskBase>& task : m_children) {
        retain(); // until the callback ran or was dropped
        task->add_done_callback(m_callbacks.emplace_back(*this, *task));
    }
    if (m_children.empty()) {
        finish(State::done);
    }
}

WaitInfo GatherBase::wait_info() const {
    return {WaitKind::gather};
}

void GatherBase::Callback::run() {
    gather.on_child_done(*task);
    gather.release();
}

void GatherBase::Callback::drop() {
    gather.release();
}

void GatherBase::on_child_done(TaskBase& task) {
    ++m_finished;
    if (done()) {
        if (!task.cancelled()) {
            task.exception(); // looked at, so that nobody ever hears of it
        }
        return;
    }
    if (!m_returns_exceptions && fail_with(task)) {
        return;
    }
    if (m_finished < m_children.size()) {
        return;
    }
    for (const Ref<TaskBase>& child : m_children) {
        if (!child->cancelled()) {
            child->exception();
        }
    }
    if (m_cancel_requested) {
        fail(std::make_exception_ptr(CancelledError{}));
    } else {
        finish(State::done);
    }
}

// A cancelled child makes gather *fail* with CancelledError; gather itself does not count as
// cancelled.
bool GatherBase::fail_with(TaskBase& task) {
    if (task.cancelled()) {
        fail(std::make_exception_ptr(CancelledError{}));
        return true;
    }
    if (const std::exception_ptr error = task.exception()) {
        fail(error);
        return true;
    }
    return false;
}

bool GatherBase::cancel() {
    retrieved();
    if (done()) {
        return false;
    }
    bool any = false;
    for (const Ref<TaskBase>& child : m_children) {
        any = child->cancel() || any;
    }
    m_cancel_requested = m_cancel_requested || any;
    return any;
}

} // namespace core
