#include "core/engine/timeout.hpp"

namespace core {

Timeout::Timeout(Loop& loop, std::string_view name, std::optional<Instant> when)
    : m_loop(loop), m_label(loop.label(name)), m_when(when) {}

Timeout::~Timeout() {
    m_loop.disarm(*this);
}

void Timeout::enter() {
    if (m_state != State::created) {
        throw RuntimeError{"the time limit has been entered already"};
    }
    m_task = m_loop.current_task();
    if (m_task == nullptr) {
        throw RuntimeError{"a time limit needs a task to live in"};
    }
    m_cancelling = m_task->cancelling();
    m_state = State::active;
    m_loop.report({.task = m_task->id(), .label = m_label, .kind = EventKind::timeout_entered});
    schedule_next();
}

void Timeout::reschedule(std::optional<Instant> when) {
    if (m_state != State::active) {
        throw RuntimeError{m_state == State::created ? "the time limit has not been entered"
                                                     : "cannot move a time limit that is over"};
    }
    m_when = when;
    schedule_next();
}

void Timeout::schedule_next() {
    m_loop.disarm(*this);
    if (!m_when) {
        return;
    }
    if (*m_when <= m_loop.now()) {
        m_loop.schedule(*this);
    } else {
        m_loop.arm(*this, *m_when);
    }
}

void Timeout::run() {
    const CauseScope scope{
        m_loop,
        m_loop.report({.task = m_task->id(), .label = m_label, .kind = EventKind::timeout_fired})};
    m_task->cancel();
    m_state = State::expiring;
}

void Timeout::exit(const std::exception_ptr& error) {
    m_loop.report({.task = m_task->id(),
                   .label = m_label,
                   .other = static_cast<std::uint32_t>(m_loop.label(error)),
                   .value = m_state == State::expiring ? 1 : 0,
                   .kind = EventKind::timeout_exited});
    m_loop.disarm(*this);
    if (m_state != State::expiring) {
        m_state = State::finished;
        return;
    }
    m_state = State::expired;
    const bool all_ours = m_task->uncancel() <= m_cancelling;
    if (all_ours && is_cancellation(error, m_loop.version())) {
        throw TimeoutError{};
    }
}

} // namespace core
