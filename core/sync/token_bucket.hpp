#pragma once
#include "core/engine/loop.hpp"
#include "core/sync/wait_queue.hpp"

#include <cstdint>

namespace core {

/// Bounds how many may pass per second: `burst` callers at once, then one every 1 / rate, in the
/// order of their arrival (GCRA: one time stamp instead of a level). Bounds a rate, not how many
/// are inside; that is a semaphore's business.
class TokenBucket {
public:
    class Take;

    /// Both 1 or more.
    TokenBucket(Loop& loop, std::int64_t rate_per_s, std::int64_t burst);

    /// Suspends until it is the caller's turn; not at all while the burst lasts. Throws
    /// CancelledError; the turn is lost then, as a ticket that was drawn.
    [[nodiscard]] Take take();

    /// Changes both, also for those who wait already: they keep their order.
    void set_rate(std::int64_t rate_per_s, std::int64_t burst);

private:
    Loop& m_loop;
    Duration m_interval; // rounded up: never faster than asked for
    Duration m_credit;
    Instant m_next = Instant::min(); // the next turn; long ago: the bucket is full
    WaitQueue m_line;                // oldest first
};

/// What TokenBucket::take returns.
class [[nodiscard]] TokenBucket::Take final : public QueuedWaiter, public Timer {
public:
    explicit Take(TokenBucket& bucket) : m_bucket(bucket) {}
    ~Take() { m_bucket.m_loop.disarm(*this); }

    bool await_ready();
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) {
        suspend(handle.promise(), WaitKind::sleep);
        m_bucket.m_line.push_back(*this);
        m_bucket.m_loop.arm(*this, m_turn);
    }
    void await_resume();

private:
    friend class TokenBucket;
    bool is_waiting() const { return is_armed() && !done(); }
    void run() override { complete(); }

    TokenBucket& m_bucket;
    Instant m_turn{};
};

inline TokenBucket::Take TokenBucket::take() {
    return Take{*this};
}

} // namespace core
