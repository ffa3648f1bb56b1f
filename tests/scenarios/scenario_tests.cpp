#include "tests/support/golden.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

namespace {

/// A spec with random values for all parameters, within `limits` of their ranges.
scenarios::RunSpec random_spec(const scenarios::Scenario& scenario, std::mt19937& random) {
    scenarios::RunSpec spec{scenario};
    for (std::size_t i = 0; i < spec.values.size(); ++i) {
        const scenarios::Param& param = scenario.params[i];
        // Small values and the edges are where the surprises are.
        const std::int64_t span = param.max - param.min;
        const std::int64_t reach = random() % 4 == 0 ? span : std::min<std::int64_t>(span, 40);
        spec.values.set(i,
                        param.min + std::uniform_int_distribution<std::int64_t>{0, reach}(random));
    }
    return spec;
}

bool same_events(const core::Trace& a, const core::Trace& b) {
    return std::equal(a.events().begin(), a.events().end(), b.events().begin(), b.events().end());
}

} // namespace

TEST_SUITE("scenarios") {

TEST_CASE("every scenario ends, says what it shows and gives the same trace twice") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        const scenarios::RunSpec spec{*scenario};
        const auto trace = scenarios::run(spec);
        REQUIRE(trace->size() > 0);
        CHECK(trace->events().back().kind == core::EventKind::run_ended);
        CHECK(trace->name(core::TaskId{1}) == "main");
        CHECK(same_events(*trace, *scenarios::run(spec)));
        const std::string verdict = scenario->verdict(*trace, spec.values);
        CHECK(verdict.size() > 20);
        CHECK(verdict.back() == '.');
    }
}

TEST_CASE(
    "whatever the parameters, a scenario ends and repeats exactly, and does not deadlock unless "
    "it teaches that") {
    std::mt19937 random{20240607};
    for (int i = 0; i < 150; ++i) {
        const auto all = scenarios::all();
        const auto& scenario = *all[static_cast<std::size_t>(i) % all.size()];
        const scenarios::RunSpec spec = random_spec(scenario, random);
        std::string words{scenario.id};
        for (std::size_t k = 0; k < spec.values.size(); ++k) {
            words += " " + std::string{scenario.params[k].id} + "=" + spec.values.text(k);
        }
        CAPTURE(words);
        const auto trace = scenarios::run(spec);
        CHECK(trace->events().back().kind == core::EventKind::run_ended);
        CHECK(support::count_events(*trace, core::EventKind::deadlock) <=
              (scenario.may_deadlock ? 1 : 0));
        CHECK(support::count_events(*trace, core::EventKind::bound_reached) == 0);
        CHECK(same_events(*trace, *scenarios::run(spec)));
        CHECK_FALSE(scenario.verdict(*trace, spec.values).empty());
    }
}

TEST_CASE("tasks have unique names") {
    for (const char* words :
         {"gather-vs-group tasks=64", "shutdown-drain requests_per_s=200",
          "semaphore-throttle requests=500", "semaphore-throttle limiter=worker-queue limit=64",
          "cancellation-aware mode=shield workers=16", "timeouts mode=wait-for calls=16",
          "error-boundaries mode=restart failures=6 restarts=6",
          "backpressure producers=16 workers=16", "retry-storm clients=200",
          "first-wins replicas=16"}) {
        CAPTURE(words);
        const auto trace = support::run(words);
        for (const core::TaskInfo& task : trace->tasks()) {
            CHECK(trace->find_task(trace->text(task.name)) == task.id);
        }
    }
}

TEST_CASE("a scenario is found by its id") {
    CHECK(scenarios::find("shutdown-drain")->id == "shutdown-drain");
    CHECK(scenarios::find("no-such-thing") == nullptr);
}

TEST_CASE("every parameter is declared in full") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        for (const scenarios::Param& param : scenario->params) {
            CAPTURE(param.id);
            CHECK(param.min <= param.initial);
            CHECK(param.initial <= param.max);
            CHECK_FALSE(param.label.empty());
            CHECK(param.help.back() == '.');
            if (param.is_choice()) {
                CHECK(param.min == 0);
                CHECK(param.max == std::int64_t(param.choices.size()) - 1);
            }
        }
    }
}

TEST_CASE("two runs of a scenario differ by two options of one of its choices") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        const scenarios::Difference& pair = scenario->difference;
        const auto param =
            std::find_if(scenario->params.begin(), scenario->params.end(),
                         [&](const scenarios::Param& each) { return each.id == pair.param; });
        REQUIRE(param != scenario->params.end());
        const auto& choices = param->choices;
        CHECK(std::find(choices.begin(), choices.end(), pair.a) != choices.end());
        CHECK(std::find(choices.begin(), choices.end(), pair.b) != choices.end());
        CHECK(pair.a != pair.b);
    }
}

TEST_CASE("the lesson text begins with the paragraph that the gallery shows") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        const std::string file = "assets/lessons/" + std::string{scenario->id} + ".md";
        std::string text = support::read_file(support::root() / file);
        std::replace(text.begin(), text.end(), '\n', ' ');
        const std::string start = "# " + std::string{scenario->title} + "  ";
        CHECK(text.substr(0, start.size()) == start);
        CHECK(text.substr(start.size(), scenario->lesson.size()) == scenario->lesson);
        CHECK(text.find("## Speaker notes") != std::string::npos);
    }
}

} // TEST_SUITE
