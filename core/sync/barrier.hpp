#pragma once
#include "core/sync/condition.hpp"

namespace core {

/// Thrown by Barrier::wait when the barrier was reset or aborted.
struct BrokenBarrierError final : RuntimeError {
    BrokenBarrierError() : RuntimeError("BrokenBarrierError", {}) {}
};

/// Holds tasks back until a fixed number of them has arrived (CPython 3.11.7,
/// asyncio/locks.py).
class Barrier {
public:
    /// `parties` ≥ 1, else ValueError.
    Barrier(Loop& loop, int parties, std::string_view name = "barrier");

    /// Waits for the others and returns the order of arrival, 0 … parties - 1.
    ///
    /// A cancelled party just leaves; unlike with threads the barrier does not break. Throws
    /// BrokenBarrierError after abort(), or in those who wait during reset().
    Coro<int> wait();

    /// Sends those who wait away with BrokenBarrierError and starts afresh.
    Coro<void> reset();
    /// Breaks the barrier for good.
    Coro<void> abort();

    int parties() const { return m_parties; }
    /// Tasks that wait at present.
    int n_waiting() const { return m_state == State::filling ? m_count : 0; }
    bool broken() const { return m_state == State::broken; }

private:
    enum class State : std::uint8_t { filling, draining, resetting, broken };

    Coro<void> pass(int index);
    void leave();

    Condition m_condition;
    int m_parties;
    int m_count = 0;
    State m_state = State::filling;
};

} // namespace core
