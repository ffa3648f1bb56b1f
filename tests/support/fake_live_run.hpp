#pragma once
#include "app/model/session.hpp"

#include <atomic>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace support {

/// What a test decides about live runs and learns from them.
///
/// Each run has a main task and as many requests as the test says: one every 100 ms, which never
/// ends. Once it is over, main has ended and the requests have been left.
struct FakeLife {
    std::atomic<int> requests = 0;
    std::atomic<bool> is_over = false;
    std::atomic<int> begun = 0;
    std::atomic<int> ended = 0; ///< runs that were destroyed
    std::atomic<int> stops = 0;
    std::atomic<int> signals = 0;
    std::atomic<bool> no_threads = false; ///< the next start fails

    std::vector<std::pair<std::size_t, std::int64_t>> knobs() const {
        const std::lock_guard lock{m_mutex};
        return m_knobs;
    }
    void turn(std::size_t param, std::int64_t value) {
        const std::lock_guard lock{m_mutex};
        m_knobs.emplace_back(param, value);
    }

private:
    mutable std::mutex m_mutex;
    std::vector<std::pair<std::size_t, std::int64_t>> m_knobs;
};

/// Hooks whose runs live that life; it must outlive the session.
app::LiveHooks fake_hooks(FakeLife& life);

/// Passes time until the session has shown what the feed's thread makes of it.
void tick_until(app::Session& session, const std::function<bool()>& condition);

} // namespace support
