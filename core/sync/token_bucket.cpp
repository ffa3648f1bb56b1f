#include "core/sync/token_bucket.hpp"

#include <algorithm>
#include <chrono>

namespace core {

namespace {

Duration interval_of(std::int64_t rate_per_s) {
    return std::chrono::microseconds{(1'000'000 + rate_per_s - 1) / rate_per_s};
}

} // namespace

TokenBucket::TokenBucket(Loop& loop, std::int64_t rate_per_s, std::int64_t burst)
    : m_loop(loop), m_interval(interval_of(rate_per_s)), m_credit((burst - 1) * m_interval) {}

void TokenBucket::set_rate(std::int64_t rate_per_s, std::int64_t burst) {
    const Duration interval = interval_of(rate_per_s);
    if (interval == m_interval && m_credit == (burst - 1) * interval) {
        return;
    }
    const Instant now = m_loop.now();
    QueuedWaiter* head = m_line.first();
    while (head != nullptr && !static_cast<Take*>(head)->is_waiting()) {
        head = m_line.after(*head);
    }
    // The share of a token that is there already stays there.
    const Instant first =
        head != nullptr ? static_cast<Take*>(head)->m_turn : std::max(m_next, now - m_credit);
    const double share = static_cast<double>((first - now).count()) /
                         static_cast<double>(std::max(m_interval, Duration{1}).count());
    m_next =
        now + Duration{static_cast<std::int64_t>(share * static_cast<double>(interval.count()))};
    m_interval = interval;
    m_credit = (burst - 1) * interval;
    for (QueuedWaiter* each = head; each != nullptr; each = m_line.after(*each)) {
        auto& take = *static_cast<Take*>(each);
        if (take.is_waiting()) {
            m_loop.disarm(take);
            take.m_turn = m_next;
            m_loop.arm(take, m_next);
            m_next += m_interval;
        }
    }
}

bool TokenBucket::Take::await_ready() {
    const Instant now = m_bucket.m_loop.now();
    m_turn = std::max(m_bucket.m_next, now - m_bucket.m_credit);
    m_bucket.m_next = m_turn + m_bucket.m_interval;
    return m_turn <= now;
}

void TokenBucket::Take::await_resume() {
    if (was_suspended()) {
        QueuedWaiter::leave();
        m_bucket.m_loop.disarm(*this);
        task().throw_pending();
    }
}

} // namespace core
