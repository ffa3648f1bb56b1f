#include "app/model/sweep.hpp"
#include "core/export/rows.hpp"
#include "scenarios/scenario.hpp"

#include <doctest/doctest.h>

#include <random>
#include <set>

namespace {

app::Sweep limits(std::vector<std::int64_t> values) {
    app::Sweep sweep{scenarios::RunSpec{*scenarios::find("semaphore-throttle")}, 2, {}, "total_us"};
    REQUIRE(sweep.spec.values.params()[sweep.param].id == "limit");
    sweep.values = std::move(values);
    return sweep;
}

} // namespace

TEST_SUITE("app/model/sweep") {

TEST_CASE("values are spread evenly, in order, both ends among them and none twice") {
    CHECK(app::spread(1, 4) == std::vector<std::int64_t>{1, 2, 3, 4});
    CHECK(app::spread(4, 1) == std::vector<std::int64_t>{4, 3, 2, 1});
    CHECK(app::spread(7, 7) == std::vector<std::int64_t>{7});
    CHECK(app::spread(0, 100, 3) == std::vector<std::int64_t>{0, 50, 100});
    std::mt19937 random{7};
    for (int i = 0; i < 500; ++i) {
        const auto from = static_cast<std::int64_t>(random() % 5001);
        const auto to = static_cast<std::int64_t>(random() % 5001);
        CAPTURE(from);
        CAPTURE(to);
        const auto values = app::spread(from, to);
        CHECK(values.front() == from);
        CHECK(values.back() == to);
        CHECK(values.size() ==
              static_cast<std::size_t>(std::min<std::int64_t>(std::abs(to - from) + 1, 64)));
        CHECK(std::set<std::int64_t>{values.begin(), values.end()}.size() == values.size());
        CHECK((from <= to ? std::is_sorted(values.begin(), values.end())
                          : std::is_sorted(values.rbegin(), values.rend())));
    }
}

TEST_CASE("each point of a sweep is the single run of that value") {
    std::mt19937 random{11};
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        for (int i = 0; i < 10; ++i) {
            app::Sweep sweep{scenarios::RunSpec{*scenario}, 0, {}, "tasks_completed"};
            for (std::size_t p = 0; p < scenario->params.size(); ++p) {
                const scenarios::Param& param = scenario->params[p];
                const std::int64_t most = std::min<std::int64_t>(param.max, param.initial * 2 + 3);
                sweep.spec.values.set(p, param.min + static_cast<std::int64_t>(random()) %
                                                         (most - param.min + 1));
            }
            sweep.param = random() % scenario->params.size();
            const scenarios::Param& swept = scenario->params[sweep.param];
            sweep.values = app::spread(swept.min, std::min(swept.max, swept.min + 40), 8);
            const auto points = app::run_sweep(sweep);
            REQUIRE(points.size() == sweep.values.size());
            for (std::size_t at = 0; at < points.size(); ++at) {
                CAPTURE(scenario->id);
                CAPTURE(swept.id);
                CAPTURE(sweep.values[at]);
                scenarios::RunSpec single = sweep.spec;
                single.values.set(sweep.param, sweep.values[at]);
                const auto trace = scenarios::run(single);
                CHECK(points[at].value == sweep.values[at]);
                CHECK(points[at].figure == core::metric(*trace, "tasks_completed"));
                CHECK(core::to_rows(*points[at].trace) == core::to_rows(*trace));
            }
        }
    }
}

TEST_CASE("a sweep that is cancelled leaves out what it has not run") {
    const std::atomic<bool> cancelled = true;
    std::atomic<std::size_t> done = 0;
    CHECK(app::run_sweep(limits({1, 2, 3}), cancelled, done).empty());
    CHECK(done == 0);
}

TEST_CASE("a sweep counts the runs that are over") {
    const std::atomic<bool> cancelled = false;
    std::atomic<std::size_t> done = 0;
    const auto points = app::run_sweep(limits(app::spread(1, 64)), cancelled, done);
    CHECK(points.size() == 64);
    CHECK(done == 64);
    CHECK(points[3].figure == 1'200'000);
    CHECK(points[7].figure == 600'000);
}

TEST_CASE("a point without the metric has no figure") {
    app::Sweep sweep = limits({1, 2});
    sweep.metric = "error_visible_us";
    for (const app::SweepPoint& point : app::run_sweep(sweep)) {
        CHECK_FALSE(point.figure.has_value());
    }
}

} // TEST_SUITE
