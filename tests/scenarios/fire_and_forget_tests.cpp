#include "tests/support/answers.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>

using core::EventKind;
using support::Answers;
using support::answers_of;
using support::count_events;
using support::figure_of;

namespace {

std::int64_t sent(const core::Trace& trace) {
    std::int64_t last = -1;
    for (const core::Event& event : trace.events()) {
        if (event.kind == EventKind::counter && trace.text(event.label) == "mails_sent") {
            last = event.value;
        }
    }
    return last;
}

const core::Event& first(const core::Trace& trace, EventKind kind) {
    for (const core::Event& event : trace.events()) {
        if (event.kind == kind) {
            return event;
        }
    }
    REQUIRE(false);
    return trace.events().front();
}

/// What the parameters say must happen, in milliseconds, by arithmetic alone.
struct Expected {
    std::int64_t main_works = 0; // until it has nothing left to do
    std::int64_t last_mail = 0;  // over then
    std::int64_t in_time = 0;    // sent before main has nothing left to do
    std::int64_t all = 0;        // sent if somebody waits

    explicit Expected(const scenarios::ParamValues& values) {
        const std::int64_t orders = values.get("orders");
        main_works = orders * values.get("order_ms") + values.get("rest_ms");
        for (std::int64_t i = 1; i <= orders; ++i) {
            const bool fails = i == values.get("fail_mail");
            const std::int64_t end =
                i * values.get("order_ms") + values.get(fails ? "fail_after_ms" : "mail_ms");
            last_mail = std::max(last_mail, end);
            all += fails ? 0 : 1;
            in_time += !fails && end < main_works ? 1 : 0;
        }
    }
};

scenarios::RunSpec random_spec(std::string_view mode, std::mt19937& random) {
    scenarios::RunSpec spec = support::spec_of(fmt::format("fire-and-forget mode={}", mode));
    for (std::size_t i = 1; i < spec.values.size(); ++i) {
        const scenarios::Param& param = spec.values.params()[i];
        const std::int64_t top = std::min<std::int64_t>(param.max, 40);
        spec.values.set(i, std::uniform_int_distribution<std::int64_t>{param.min, top}(random));
    }
    return spec;
}

} // namespace

TEST_SUITE("scenarios/fire-and-forget") {

TEST_CASE("whoever drops a task learns of its error when all is over, and the rest is cut off") {
    const auto trace = support::run("fire-and-forget");
    CHECK(first(*trace, EventKind::failed).at == std::chrono::milliseconds{350});
    CHECK(count_events(*trace, EventKind::error_seen) == 0);
    CHECK(figure_of(*trace, "total_us") == 500'000);
    const core::Event& told = first(*trace, EventKind::loop_error);
    CHECK(trace->text(told.label) == "Task exception was never retrieved");
    CHECK(trace->name(told.task) == "mail-2");
    CHECK(told.at == std::chrono::milliseconds{500});
    CHECK(sent(*trace) == 1);
    CHECK(figure_of(*trace, "tasks_cancelled") == 2);
    CHECK(figure_of(*trace, "tasks_leaked") == 2);
}

TEST_CASE("a done callback sees the error at once, and main waits for the set") {
    const auto trace = support::run("fire-and-forget mode=background-set");
    const core::Event& seen = first(*trace, EventKind::error_seen);
    CHECK(seen.at == std::chrono::milliseconds{350});
    CHECK(seen.task == core::TaskId::none);
    CHECK(count_events(*trace, EventKind::loop_error) == 0);
    CHECK(figure_of(*trace, "total_us") == 660'000);
    CHECK(sent(*trace) == 3);
    CHECK(figure_of(*trace, "tasks_cancelled") == 0);
    CHECK(figure_of(*trace, "tasks_leaked") == 0);
}

TEST_CASE("one lost mail closes the shop of a group") {
    const auto trace = support::run("fire-and-forget mode=task-group");
    CHECK(figure_of(*trace, "error_visible_us") == 350'000);
    CHECK(figure_of(*trace, "total_us") == 350'000);
    CHECK(figure_of(*trace, "tasks_created") == 3);
    CHECK(figure_of(*trace, "tasks_cancelled") == 2);
    CHECK(sent(*trace) == 0);
}

TEST_CASE("a group of tasks that look after their own errors loses nothing else") {
    const auto trace = support::run("fire-and-forget mode=guarded-group");
    const core::Event& seen = first(*trace, EventKind::error_seen);
    CHECK(seen.at == std::chrono::milliseconds{350});
    CHECK(trace->name(seen.task) == "mail-2");
    CHECK(figure_of(*trace, "total_us") == 660'000);
    CHECK(sent(*trace) == 3);
    CHECK(figure_of(*trace, "tasks_leaked") == 0);
}

TEST_CASE("what the lesson says to try") {
    const auto enough = support::run("fire-and-forget rest_ms=1000");
    CHECK(sent(*enough) == 3);
    CHECK(count_events(*enough, EventKind::error_seen) == 0);
    CHECK(first(*enough, EventKind::loop_error).at == std::chrono::milliseconds{1400});
    CHECK(sent(*support::run("fire-and-forget fail_mail=0 mail_ms=900")) == 0);
    for (const char* mode : {"background-set", "task-group", "guarded-group"}) {
        CAPTURE(mode);
        const auto trace = support::run(fmt::format("fire-and-forget mode={} fail_mail=0", mode));
        CHECK(sent(*trace) == 4);
        CHECK(figure_of(*trace, "total_us") == 660'000);
    }
    scenarios::RunSpec spec = support::spec_of("fire-and-forget mode=background-set");
    spec.interventions.push_back(
        scenarios::parse_intervention("cancel:main@450ms", spec.values.params()).value());
    const auto cancelled = scenarios::run(spec);
    CHECK(figure_of(*cancelled, "total_us") == 450'000);
    CHECK(figure_of(*cancelled, "tasks_cancelled") == 2);
}

TEST_CASE("dropped tasks are cut off exactly if main is over first") {
    std::mt19937 random{11};
    for (int i = 0; i < 200; ++i) {
        const scenarios::RunSpec spec = random_spec("dropped", random);
        const Expected expected{spec.values};
        const auto trace = scenarios::run(spec);
        CAPTURE(i);
        CHECK(figure_of(*trace, "total_us") == expected.main_works * 1000);
        CHECK(sent(*trace) >= expected.in_time);
        CHECK(count_events(*trace, EventKind::error_seen) == 0);
    }
}

TEST_CASE("the set and the guarded group send all that can be sent, whatever the parameters") {
    std::mt19937 random{12};
    for (int i = 0; i < 200; ++i) {
        const scenarios::RunSpec spec =
            random_spec(i % 2 == 0 ? "background-set" : "guarded-group", random);
        const Expected expected{spec.values};
        const auto trace = scenarios::run(spec);
        CAPTURE(i);
        CHECK(sent(*trace) == expected.all);
        CHECK(figure_of(*trace, "tasks_cancelled") == 0);
        CHECK(figure_of(*trace, "total_us") ==
              std::max(expected.main_works, expected.last_mail) * 1000);
    }
}

TEST_CASE("the questions have the answers of the run") {
    CHECK(answers_of("fire-and-forget") ==
          Answers{"nobody's as long as the program runs", "1", "It is cancelled where it stands"});
    CHECK(answers_of("fire-and-forget mode=background-set") == Answers{"a done callback's", "3"});
    CHECK(answers_of("fire-and-forget mode=task-group") ==
          Answers{"main's, which started it", "0"});
    CHECK(answers_of("fire-and-forget mode=guarded-group") == Answers{"its own", "3"});
    CHECK(answers_of("fire-and-forget mode=task-group fail_mail=0") == Answers{"4"});
}

} // TEST_SUITE
