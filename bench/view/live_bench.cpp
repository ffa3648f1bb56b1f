#include "bench/view/live_bench.hpp"

#include "bench/view/null_window.hpp"
#include "core/trace/metrics.hpp"
#include "live/live_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <thread>
#include <vector>

namespace bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr std::int64_t requests_per_s = 5000;
constexpr std::int64_t seconds = 6;
constexpr double goal_ms = 16;

/// The parameters of a lesson, which no class needs that fast, with another limit.
std::vector<scenarios::Param> fast_params(const scenarios::Scenario& lesson) {
    std::vector<scenarios::Param> params{lesson.params.begin(), lesson.params.end()};
    for (scenarios::Param& param : params) {
        if (param.id == "requests_per_s") {
            param.max = param.initial = requests_per_s;
        } else if (param.id == "sigterm_at_ms") {
            param.initial = seconds * 1000;
        } else if (param.id == "request_ms") {
            param.initial = 20;
        }
    }
    return params;
}

/// A frame every 16 ms, as a screen would ask for, until the live run is over.
std::vector<double> frames_of(app::Session& session, std::size_t& pictures) {
    NullWindow window;
    std::vector<double> times;
    session.apply(app::SetLive{});
    Clock::time_point due = Clock::now();
    while (session.is_under_way()) {
        const auto begin = Clock::now();
        const std::size_t run = session.run_number();
        session.tick(16ms);
        window.draw(session);
        times.push_back(Milliseconds{Clock::now() - begin}.count());
        pictures += session.run_number() != run ? 1 : 0;
        due = std::max(due + 16ms, Clock::now());
        std::this_thread::sleep_until(due);
    }
    std::sort(times.begin(), times.end());
    return times;
}

} // namespace

void live_bench() {
    const scenarios::Scenario& lesson = *scenarios::find("shutdown-drain");
    const std::vector<scenarios::Param> params = fast_params(lesson);
    scenarios::Scenario fast = lesson;
    fast.params = params;
    const std::vector<const scenarios::Scenario*> all{&fast};
    app::Session session{
        all,
        scenarios::run,
        {},
        {.start = [](const scenarios::RunSpec& spec, scenarios::Signalling signalling) {
            return live::start(spec, live::SignalSource::process, signalling);
        }}};
    std::size_t pictures = 0;
    const std::vector<double> times = frames_of(session, pictures);
    const double p99 = times[times.size() * 99 / 100];
    const core::Trace& trace = session.trace();
    const auto completed = core::metric(trace, "requests_completed").value_or(0);
    fmt::print("{:<44} {:>9.3f} {:>9.3f}  worst {:.1f}, {} requests/s, {} events, {} new pictures "
               "in {} frames, goal {} ms: {}\n",
               "frame in a live run", times[times.size() / 2], p99, times.back(),
               completed / seconds, trace.size(), pictures, times.size(), goal_ms,
               p99 <= goal_ms ? "reached" : "MISSED");
}

} // namespace bench
