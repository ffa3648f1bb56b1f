#include "app/model/sweep.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <thread>

namespace app {

namespace {

SweepPoint run_point(const Sweep& sweep, std::int64_t value) {
    scenarios::RunSpec spec = sweep.spec;
    spec.values.set(sweep.param, value);
    auto trace = scenarios::run(spec);
    const auto figure = core::metric(*trace, sweep.metric);
    return {value, figure, std::move(trace)};
}

} // namespace

std::vector<std::int64_t> spread(std::int64_t from, std::int64_t to, std::size_t most) {
    const bool is_down = from > to;
    const std::int64_t steps =
        std::min<std::int64_t>(std::abs(to - from), static_cast<std::int64_t>(most) - 1);
    std::vector<std::int64_t> values;
    for (std::int64_t i = 0; i <= steps; ++i) {
        const std::int64_t offset = steps == 0 ? 0 : (std::abs(to - from) * i + steps / 2) / steps;
        values.push_back(is_down ? from - offset : from + offset);
    }
    return values;
}

std::vector<SweepPoint> run_sweep(const Sweep& sweep, const std::atomic<bool>& cancelled,
                                  std::atomic<std::size_t>& done) {
    std::vector<std::optional<SweepPoint>> points(sweep.values.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < points.size() && !cancelled; i = next++) {
            points[i] = run_point(sweep, sweep.values[i]);
            ++done;
        }
    };
    std::vector<std::thread> helpers;
    const std::size_t processors = std::max(std::thread::hardware_concurrency(), 1U);
    try {
        while (helpers.size() + 1 < std::min(processors, points.size())) {
            helpers.emplace_back(work);
        }
    } catch (const std::system_error&) { // NOLINT(bugprone-empty-catch): then with fewer threads
    }
    work();
    for (std::thread& helper : helpers) {
        helper.join();
    }
    std::vector<SweepPoint> run;
    for (std::optional<SweepPoint>& point : points) {
        if (point) {
            run.push_back(std::move(*point));
        }
    }
    return run;
}

std::vector<SweepPoint> run_sweep(const Sweep& sweep) {
    const std::atomic<bool> cancelled = false;
    std::atomic<std::size_t> done = 0;
    return run_sweep(sweep, cancelled, done);
}

std::string typed_value(const Sweep& sweep, std::int64_t value) {
    scenarios::ParamValues values = sweep.spec.values;
    values.set(sweep.param, value);
    return values.text(sweep.param);
}

std::string to_csv(const Sweep& sweep, std::span<const SweepPoint> points) {
    std::string text =
        fmt::format("{},{}\n", sweep.spec.values.params()[sweep.param].id, sweep.metric);
    for (const SweepPoint& point : points) {
        text += fmt::format("{},{}\n", typed_value(sweep, point.value),
                            point.figure ? std::to_string(*point.figure) : "");
    }
    return text;
}

} // namespace app
