#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>

using core::EventKind;
using support::figure_of;

namespace {

/// What the parameters say must happen, in milliseconds, by arithmetic alone.
struct Expected {
    std::vector<std::int64_t> lengths; // of the tasks that do not fail
    bool fails = false;
    std::int64_t fail_at = 0;

    explicit Expected(const scenarios::ParamValues& values)
        : fails(values.get("fail_task") >= 1 && values.get("fail_task") <= values.get("tasks")),
          fail_at(values.get("fail_at_ms")) {
        for (std::int64_t i = 1; i <= values.get("tasks"); ++i) {
            if (i != values.get("fail_task")) {
                lengths.push_back(values.get("first_ms") + (i - 1) * values.get("step_ms"));
            }
        }
    }

    std::int64_t longer_than(std::int64_t time) const {
        return std::count_if(lengths.begin(), lengths.end(),
                             [time](std::int64_t length) { return length > time; });
    }
    std::int64_t last_end() const {
        std::int64_t last = fails ? fail_at : 0;
        for (const std::int64_t length : lengths) {
            last = std::max(last, length);
        }
        return last;
    }
};

scenarios::RunSpec random_spec(std::string_view mode, std::mt19937& random) {
    scenarios::RunSpec spec = support::spec_of(fmt::format("gather-vs-group mode={}", mode));
    const auto set = [&](std::size_t index, std::int64_t from, std::int64_t to) {
        spec.values.set(index, std::uniform_int_distribution<std::int64_t>{from, to}(random));
    };
    set(1, 1, 12); // tasks
    set(2, 0, 13); // fail_task
    for (std::size_t i = 3; i < spec.values.size(); ++i) {
        set(i, 0, random() % 3 == 0 ? 5 : 300); // often equal instants
    }
    return spec;
}

} // namespace

TEST_SUITE("scenarios/gather-vs-group") {

TEST_CASE("gather shows the error at once and leaves four tasks running") {
    const auto trace = support::run("gather-vs-group mode=gather");
    CHECK(figure_of(*trace, "tasks_leaked") == 4);
    CHECK(figure_of(*trace, "error_visible_us") == 400'000);
    CHECK(figure_of(*trace, "tasks_cancelled") == 0);
    CHECK(figure_of(*trace, "wasted_us") == (500 + 900 + 1100 + 1300 - 4 * 400) * 1000);
}

TEST_CASE("TaskGroup cancels four tasks, awaits their cleanup and then shows the error") {
    const auto trace = support::run("gather-vs-group mode=task-group");
    CHECK(figure_of(*trace, "tasks_leaked") == 0);
    CHECK(figure_of(*trace, "tasks_cancelled") == 4);
    CHECK(figure_of(*trace, "error_visible_us") == 450'000);
    CHECK(support::count_events(*trace, EventKind::cleanup_started) == 4);
    CHECK(support::count_events(*trace, EventKind::cleanup_ended) == 4);
}

TEST_CASE("gather with return_exceptions shows the error when the last task is done") {
    const auto trace = support::run("gather-vs-group mode=gather-return-exceptions");
    CHECK(figure_of(*trace, "tasks_leaked") == 0);
    CHECK(figure_of(*trace, "tasks_completed") == 5);
    CHECK(figure_of(*trace, "error_visible_us") == 1'300'000);
}

TEST_CASE("without a failure no mode cancels or leaves anything") {
    for (const char* mode : {"gather", "gather-return-exceptions", "task-group"}) {
        for (const char* nobody : {"fail_task=0", "fail_task=7"}) {
            const auto trace =
                support::run(fmt::format("gather-vs-group mode={} {}", mode, nobody));
            CAPTURE(mode);
            CHECK(figure_of(*trace, "tasks_completed") == 6);
            CHECK(figure_of(*trace, "tasks_leaked") == 0);
            CHECK(support::count_events(*trace, EventKind::error_seen) == 0);
            CHECK(figure_of(*trace, "total_us") == (1300 + 1500) * 1000);
        }
    }
}

TEST_CASE("gather leaves running exactly the tasks whose work ends after the failure") {
    std::mt19937 random{1};
    for (int i = 0; i < 300; ++i) {
        const scenarios::RunSpec spec = random_spec("gather", random);
        const Expected expected{spec.values};
        const auto trace = scenarios::run(spec);
        CAPTURE(i);
        if (expected.fails) {
            const std::int64_t end = expected.fail_at + spec.values.get("linger_ms");
            CHECK(figure_of(*trace, "error_visible_us") == expected.fail_at * 1000);
            CHECK(figure_of(*trace, "tasks_leaked") == expected.longer_than(expected.fail_at));
            CHECK(figure_of(*trace, "tasks_cancelled") == expected.longer_than(end));
            CHECK(figure_of(*trace, "total_us") == end * 1000);
        }
    }
}

TEST_CASE("a group leaves nothing running and cancels exactly those whose work was not over") {
    std::mt19937 random{2};
    for (int i = 0; i < 300; ++i) {
        const scenarios::RunSpec spec = random_spec("task-group", random);
        const Expected expected{spec.values};
        const auto trace = scenarios::run(spec);
        CAPTURE(i);
        CHECK(figure_of(*trace, "tasks_leaked") == 0);
        if (expected.fails) {
            const std::int64_t cancelled = expected.longer_than(expected.fail_at);
            const std::int64_t cleanup = cancelled > 0 ? spec.values.get("cleanup_ms") : 0;
            CHECK(figure_of(*trace, "tasks_cancelled") == cancelled);
            CHECK(figure_of(*trace, "error_visible_us") == (expected.fail_at + cleanup) * 1000);
        }
    }
}

TEST_CASE("gather with return_exceptions always waits for the last task") {
    std::mt19937 random{3};
    for (int i = 0; i < 300; ++i) {
        const scenarios::RunSpec spec = random_spec("gather-return-exceptions", random);
        const Expected expected{spec.values};
        const auto trace = scenarios::run(spec);
        CAPTURE(i);
        CHECK(figure_of(*trace, "tasks_leaked") == 0);
        CHECK(figure_of(*trace, "tasks_cancelled") == 0);
        CHECK(figure_of(*trace, "total_us") ==
              (expected.last_end() + spec.values.get("linger_ms")) * 1000);
        if (expected.fails) {
            CHECK(figure_of(*trace, "error_visible_us") == expected.last_end() * 1000);
        }
    }
}

TEST_CASE("on the real clock the tasks do the same things in the same order (slow)") {
    scenarios::RunSpec spec = support::spec_of("gather-vs-group");
    const auto simulated = scenarios::run(spec);
    spec.clock = scenarios::ClockKind::real_clock;
    const auto live = scenarios::run(spec);
    const auto order = [](const core::Trace& trace) {
        std::vector<std::pair<core::EventKind, core::TaskId>> kinds;
        for (const core::Event& event : trace.events()) {
            kinds.emplace_back(event.kind, event.task);
        }
        return kinds;
    };
    CHECK(order(*simulated) == order(*live));
}

} // TEST_SUITE
