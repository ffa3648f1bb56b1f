#include "app/model/live_feed.hpp"

#include <algorithm>
#include <chrono>
#include <new>
#include <utility>

namespace app {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto least_interval = 16ms; // what a screen can show

} // namespace

LiveFeed::LiveFeed(std::unique_ptr<scenarios::LiveRun> live, const scenarios::RunSpec& spec)
    : m_live(std::move(live)), m_spec(spec), m_thread([this] { make_runs_until_lost(); }) {}

LiveFeed::~LiveFeed() {
    {
        const std::lock_guard lock{m_mutex};
        m_is_ending = true;
    }
    m_wake.notify_one();
    m_thread.join();
}

std::unique_ptr<const Run> LiveFeed::take() {
    const std::lock_guard lock{m_mutex};
    return std::move(m_latest);
}

void LiveFeed::give_back(std::unique_ptr<const Run> former) {
    const std::lock_guard lock{m_mutex};
    m_former.push_back(std::move(former));
}

void LiveFeed::set(std::size_t param, std::int64_t value) {
    if (m_live->is_over()) {
        return;
    }
    m_live->set(param, value);
    const std::lock_guard lock{m_mutex};
    m_spec.values.set(param, value);
}

void LiveFeed::make_runs_until_lost() {
    try {
        make_runs();
    } catch (const std::bad_alloc&) {
        m_is_lost = true;
    }
}

void LiveFeed::make_runs() {
    core::Recorder mirror;
    bool is_over = false;
    while (!is_over) {
        const Clock::time_point begun = Clock::now();
        is_over = m_live->is_over(); // asked first: what comes after it is then complete
        const core::Instant now = m_live->take_new(mirror);
        std::vector<std::unique_ptr<const Run>> former;
        scenarios::RunSpec spec = [&] {
            const std::lock_guard lock{m_mutex};
            former = std::move(m_former);
            return m_spec;
        }();
        former.clear();
        auto run = std::make_unique<const Run>(std::move(spec), mirror.copy(now));
        {
            const std::lock_guard lock{m_mutex};
            std::swap(m_latest, run); // one that nobody took dies here, in this thread
        }
        run.reset();
        const core::Duration spent = Clock::now() - begun;
        if (!is_over && !wait(std::max<core::Duration>(least_interval - spent, spent))) {
            return;
        }
    }
}

bool LiveFeed::wait(core::Duration length) {
    std::unique_lock lock{m_mutex};
    return !m_wake.wait_for(lock, length, [this] { return m_is_ending; });
}

} // namespace app
