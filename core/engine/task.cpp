#include "core/engine/task.hpp"

#include "core/base/labels.hpp"
#include "core/engine/task_group.hpp"

#include <algorithm>
#include <utility>

namespace core {

void PromiseBase::enter(PromiseBase& caller) {
    m_caller = &caller;
    m_task = &caller.task();
    m_task->continue_with(*this);
}

void PromiseBase::leave() noexcept {
    if (m_caller != nullptr) {
        m_task->continue_with(*m_caller);
    } else {
        m_task->finished();
    }
}

void TaskBase::report_creation() {
    const TaskBase* by = loop().current_task();
    loop().report({.task = m_id,
                   .label = m_name ? loop().label(*m_name) : loop().default_name(m_id),
                   .other = by == nullptr ? 0 : static_cast<std::uint32_t>(by->m_id),
                   .kind = EventKind::created});
}

TaskBase::~TaskBase() {
    destroy_frames();
    if (is_unretrieved()) {
        loop().m_failed.remove(*this);
        loop().m_unretrieved.push_back({m_id, m_error});
    }
}

void TaskBase::destroy_frames() {
    if (PromiseBase* root = std::exchange(m_root, nullptr)) {
        root->handle().destroy();
    }
}

std::string TaskBase::name() const {
    return m_name ? *m_name : default_task_name(m_id);
}

void TaskBase::retrieved() {
    if (is_unretrieved()) {
        loop().m_failed.remove(*this);
    }
    FutureBase::retrieved();
}

bool TaskBase::cancel() {
    EventId request = EventId::none;
    if (!done()) {
        const TaskBase* by = loop().current_task();
        request = loop().report({.task = m_id,
                                 .other = by == nullptr ? 0 : static_cast<std::uint32_t>(by->m_id),
                                 .value = m_cancel_count + 1,
                                 .kind = EventKind::cancel_requested});
    }
    retrieved();
    if (done()) {
        return false;
    }
    if (m_in_cancel) {
        throw RecursionError{"tasks await each other in a ring"};
    }
    ++m_cancel_count;
    const CauseScope scope{loop(), request};
    if (m_waiting != nullptr) {
        m_in_cancel = true;
        struct Reset {
            bool& flag;
            ~Reset() { flag = false; }
        } const reset{m_in_cancel};
        if (m_waiting->cancel()) {
            return true; // the task wakes up because what it waits for was cancelled
        }
    }
    if (!m_must_cancel) {
        m_must_cancel = true;
        m_cancel_event = request;
    }
    return true;
}

bool TaskBase::inject(std::exception_ptr error) {
    if (done()) {
        return false;
    }
    m_injected = std::move(error);
    if (m_waiting == nullptr) {
        m_must_cancel = true; // what the next step looks at
    } else if (!m_waiting->done()) {
        if (is_linked()) { // among the callbacks of a future, which may be somebody else's
            unlink();
            wake();
        } else {
            m_waiting->cancel(); // a place in a line: it wakes the task
        }
    }
    return true;
}

int TaskBase::uncancel() {
    if (m_cancel_count > 0) {
        --m_cancel_count;
    }
    if (m_cancel_count == 0 && loop().version() >= Version::v3_13) {
        m_must_cancel = false; // a request that was not delivered is withdrawn (gh-117407)
    }
    loop().report({.task = m_id, .value = m_cancel_count, .kind = EventKind::uncancelled});
    return m_cancel_count;
}

void TaskBase::suspend_on_future(PromiseBase& frame, FutureBase& future, const WaitInfo& info) {
    enter_suspension(frame, info);
    if (future.m_awaited_by_itself) { // for ever after, and at once: CPython's C task
        m_thrown = Thrown::error;
        m_error = std::make_exception_ptr(RuntimeError{"await wasn't used with future"});
        continue_with(frame);
        return;
    }
    if (&future == this) {
        future.m_awaited_by_itself = true;
        m_thrown = Thrown::error;
        m_error = std::make_exception_ptr(RuntimeError{"a task cannot await itself"});
        wake();
        return;
    }
    m_waiting = &future;
    future.add_done_callback(*this);
}

// The loop's own reference keeps the task alive until one of the end_…() gives it up, last of all.
void TaskBase::run() {
    if (m_stage == Stage::ended) {
        m_group->on_child_done(*this);
        return;
    }
    Loop& loop = this->loop();
    if (m_waiting != nullptr || m_must_cancel) {
        take_wakeup();
    }
    loop.m_current = this;
    if (loop.is_traced()) {
        loop.m_cause = report_step(); // for all that this step does
    }
    if (m_stage == Stage::unstarted) {
        m_stage = Stage::started;
        if (m_thrown != Thrown::nothing) {
            // Not one line of the body runs: asyncio throws into the unstarted coroutine.
            end_unstarted();
            return;
        }
    }
    m_frame->handle().resume();
    while (loop.m_next_frame) {
        std::exchange(loop.m_next_frame, nullptr).resume();
    }
    if (m_frame == nullptr) {
        end_step();
        return;
    }
    if (m_must_cancel) {
        cancel_what_it_waits_for();
    }
    loop.m_current = nullptr;
    if (loop.is_traced()) {
        report_suspension();
    }
}

void TaskBase::end_unstarted() {
    const bool is_cancelled = m_thrown == Thrown::cancelled;
    m_thrown = Thrown::nothing;
    is_cancelled ? end_cancelled() : end_with_error(m_error);
}

// Decides what this step throws into the coroutine: asyncio's Task.__wakeup and the first
// lines of Task.__step.
void TaskBase::take_wakeup() {
    if (m_waiting != nullptr) {
        if (m_waiting->state() == State::cancelled) {
            m_thrown = Thrown::cancelled;
        } else if (m_waiting->state() == State::failed) {
            m_error = m_waiting->take_error();
            m_thrown = kind_of(m_error) == ErrorKind::cancelled ? Thrown::cancelled : Thrown::error;
        }
        m_waiting = nullptr;
    }
    if (m_must_cancel) {
        m_must_cancel = false;
        m_error = nullptr; // the error of the await is lost, as in asyncio
        if (m_thrown != Thrown::cancelled) {
            m_thrown = Thrown::cancelled;
            loop().m_cause = m_cancel_event;
        }
    }
    if (m_injected) {
        m_error = std::exchange(m_injected, nullptr);
        m_thrown = Thrown::error;
    }
}

EventId TaskBase::report_step() {
    if (m_thrown == Thrown::nothing) {
        return loop().report(
            {.task = m_id,
             .kind = m_stage == Stage::unstarted ? EventKind::started : EventKind::resumed});
    }
    const LabelId error =
        m_thrown == Thrown::cancelled ? loop().label("CancelledError") : loop().label(m_error);
    return loop().report({.task = m_id,
                          .label = error,
                          .value = m_stage == Stage::unstarted ? 1 : 0,
                          .kind = EventKind::thrown});
}

void TaskBase::throw_now() {
    const Thrown thrown = std::exchange(m_thrown, Thrown::nothing);
    if (thrown == Thrown::cancelled) {
        m_error = nullptr;
        throw CancelledError{};
    }
    std::rethrow_exception(std::exchange(m_error, nullptr));
}

// A request made while the task ran is delivered to what it waits for now; the task is still the
// current one, so it is the one that asks.
void TaskBase::cancel_what_it_waits_for() {
    if (m_waiting != nullptr) {
        const CauseScope scope{loop(), m_cancel_event};
        if (m_waiting->cancel()) {
            m_must_cancel = false;
        }
    }
}

void TaskBase::report_suspension() {
    Source source;
    for (const PromiseBase* frame = m_frame; frame != nullptr; frame = frame->caller()) {
        if (frame->source().file != nullptr) {
            source = frame->source();
            break;
        }
    }
    const WaitInfo& wait = loop().m_wait_info;
    loop().report({.task = m_id,
                   .label = wait.label,
                   .other = static_cast<std::uint32_t>(wait.target),
                   .value = static_cast<std::int32_t>(wait.kind),
                   .kind = EventKind::suspended,
                   .file = loop().file(source.file),
                   .line = static_cast<std::uint16_t>(source.line)});
}

void TaskBase::end_step() {
    const std::exception_ptr error = m_root->error();
    if (!error && m_must_cancel) {
        m_must_cancel = false; // the body cancelled its own task and returned: the result is lost
        end_cancelled();
    } else if (!error) {
        end_with_value();
    } else if (kind_of(error) == ErrorKind::cancelled) {
        end_cancelled();
    } else {
        end_with_error(error);
    }
}

void TaskBase::leave_loop() {
    loop().m_unfinished.remove(*this);
    loop().m_current = nullptr;
}

// The group's callback is the first of all done callbacks, because it was there before others could
// be added. The handle is free for it: there are no more steps.
void TaskBase::notify_group() {
    m_stage = Stage::ended;
    if (m_group != nullptr) {
        loop().schedule(*this);
    }
}

void TaskBase::end_with_value() {
    keep_result(*m_root);
    leave_loop();
    EventId event = EventId::none;
    if (loop().is_traced()) {
        event = loop().report(
            {.task = m_id, .label = loop().label(result_as_text()), .kind = EventKind::done});
    }
    const CauseScope scope{loop(), event};
    notify_group();
    finish(State::done);
    destroy_frames();
    release(); // the loop's own reference
}

void TaskBase::end_cancelled() {
    leave_loop();
    const CauseScope scope{loop(), loop().report({.task = m_id, .kind = EventKind::cancelled})};
    notify_group();
    finish(State::cancelled);
    destroy_frames();
    release();
}

// By value: the error may lie in the frame that is destroyed here.
void TaskBase::end_with_error(std::exception_ptr error) {
    leave_loop();
    const CauseScope scope{
        loop(),
        loop().report({.task = m_id, .label = loop().label(error), .kind = EventKind::failed})};
    notify_group();
    fail(error);
    loop().m_failed.push_back(*this);
    destroy_frames();
    release();
    if (kind_of(error) == ErrorKind::base) {
        std::rethrow_exception(std::move(error)); // out of the loop, at once
    }
}

std::vector<Ref<TaskBase>> without_repeats(const std::vector<Ref<TaskBase>>& tasks) {
    std::vector<Ref<TaskBase>> distinct;
    for (const Ref<TaskBase>& task : tasks) {
        if (std::find(distinct.begin(), distinct.end(), task) == distinct.end()) {
            distinct.push_back(task);
        }
    }
    return distinct;
}

} // namespace core
