#pragma once
#include "core/engine/sleep.hpp"

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace core {

/// Bounds how many may pass per second: `burst` callers at once, then one every 1 / rate, in the
/// order of their arrival (GCRA: one time stamp instead of a level). Bounds a rate, not how many
/// are inside; that is a semaphore's business.
class TokenBucket {
public:
    /// Both 1 or more.
    TokenBucket(Loop& loop, std::int64_t rate_per_s, std::int64_t burst)
        : m_loop(loop),
          m_interval(std::chrono::microseconds{(1'000'000 + rate_per_s - 1) / rate_per_s}),
          m_credit((burst - 1) * m_interval) {}

    /// Suspends until it is the caller's turn; not at all while the burst lasts. Throws
    /// CancelledError; the turn is lost then, as a ticket that was drawn.
    Coro<void> take() {
        const Instant now = m_loop.now();
        const Instant turn = std::max(m_next, now - m_credit);
        m_next = turn + m_interval;
        if (turn > now) {
            co_await sleep(turn - now);
        }
    }

private:
    Loop& m_loop;
    Duration m_interval; // rounded up: never faster than asked for
    Duration m_credit;
    Instant m_next = Instant::min(); // long ago: the bucket is full
};

} // namespace core
