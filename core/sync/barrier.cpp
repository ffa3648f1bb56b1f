#include "core/sync/barrier.hpp"

namespace core {

Barrier::Barrier(Loop& loop, int parties, std::string_view name)
    : m_condition(loop, name), m_parties(parties) {
    if (parties < 1) {
        throw ValueError{"a barrier needs 1 or more parties"};
    }
}

Coro<int> Barrier::wait() {
    const Lock::Guard guard = co_await m_condition.acquire();
    // Those of the last round leave first.
    co_await m_condition.wait_for(
        [this] { return m_state != State::draining && m_state != State::resetting; });
    if (m_state == State::broken) {
        throw BrokenBarrierError{};
    }
    const int index = m_count++;
    struct Leave {
        Barrier& barrier;
        ~Leave() { barrier.leave(); }
    } const leave_at_the_end{*this};
    co_await pass(index);
    co_return index;
}

Coro<void> Barrier::pass(int index) {
    if (index + 1 == m_parties) {
        m_state = State::draining;
        m_condition.notify_all();
        co_return;
    }
    co_await m_condition.wait_for([this] { return m_state != State::filling; });
    if (m_state == State::broken || m_state == State::resetting) {
        throw BrokenBarrierError{};
    }
}

void Barrier::leave() {
    --m_count;
    if (m_count > 0) {
        return;
    }
    if (m_state == State::resetting || m_state == State::draining) {
        m_state = State::filling;
    }
    if (m_condition.locked()) { // not so only when the loop destroys unfinished tasks
        m_condition.notify_all();
    }
}

Coro<void> Barrier::reset() {
    const Lock::Guard guard = co_await m_condition.acquire();
    m_state = m_count > 0 ? State::resetting : State::filling;
    m_condition.notify_all();
}

Coro<void> Barrier::abort() {
    const Lock::Guard guard = co_await m_condition.acquire();
    m_state = State::broken;
    m_condition.notify_all();
}

} // namespace core
