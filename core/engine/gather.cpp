#include "core/engine/gather.hpp"

#include <utility>

namespace core {

GatherBase::GatherBase(Loop& loop, const std::vector<Ref<TaskBase>>& children,
                       bool returns_exceptions)
    : FutureBase(loop), m_children(without_repeats(children)),
      m_returns_exceptions(returns_exceptions) {
    for (const Ref<TaskBase>& task : m_children) {
        if (task->done() && loop.version() >= Version::v3_12) {
            continue;
        }
        retain(); // until the callback ran or was dropped
        task->add_done_callback(m_callbacks.emplace_back(*this, *task));
    }
    if (loop.version() >= Version::v3_12) {
        take_notice_of_done();
    }
    if (m_children.empty()) {
        finish(State::done);
    }
}

// Since 3.12 at once, not by a callback one pass later.
void GatherBase::take_notice_of_done() {
    for (const Ref<TaskBase>& task : m_children) {
        if (task->done()) {
            on_child_done(*task);
        }
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
