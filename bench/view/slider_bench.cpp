#include "bench/view/slider_bench.hpp"

#include "bench/view/null_window.hpp"
#include "scenarios/run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace bench {
namespace {

constexpr std::size_t moves = 400;
constexpr double goal_ms = 4;

/// Every slider in turn, there and back by one.
std::vector<double> slider_moves(NullWindow& window, app::Session& session) {
    using Clock = std::chrono::steady_clock;
    const auto params = session.scenario().params;
    std::vector<double> times;
    for (std::size_t i = 0; i < moves; ++i) {
        const std::size_t index = i / 2 % params.size();
        const std::int64_t value = params[index].initial + (i % 2 == 0 ? 1 : 0);
        const auto begin = Clock::now();
        session.apply(app::SetParam{index, value});
        window.draw(session);
        const std::chrono::duration<double, std::milli> spent = Clock::now() - begin;
        times.push_back(spent.count());
    }
    std::sort(times.begin(), times.end());
    return times;
}

} // namespace

void slider_bench() {
    NullWindow window;
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        app::Settings settings;
        settings.scenario = scenario->id;
        app::Session session{scenarios::all(), scenarios::run, settings};
        for (int warm_up = 0; warm_up < 5; ++warm_up) {
            window.draw(session);
        }
        const std::vector<double> times = slider_moves(window, session);
        const double median = times[times.size() / 2];
        fmt::print("{:<44} {:>9.3f} {:>9.3f}  {} vertices, goal {} ms: {}\n",
                   "slider to draw list " + std::string{scenario->id}, median,
                   times[times.size() * 99 / 100], ImGui::GetDrawData()->TotalVtxCount, goal_ms,
                   median <= goal_ms ? "reached" : "MISSED");
    }
}

} // namespace bench
