#include "app/model/run_link.hpp"
#include "tests/support/random_specs.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>

#include <array>

using app::RunLink;
using app::to_link;

namespace {

RunLink parsed(std::string_view text) {
    auto link = app::parse_link(text);
    REQUIRE_MESSAGE(link, link.error().message);
    return std::move(link).value();
}

std::string error_of(std::string_view text) {
    const auto link = app::parse_link(text);
    return link ? "nothing" : link.error().message;
}

bool is_same(const scenarios::RunSpec& a, const scenarios::RunSpec& b) {
    return a.scenario == b.scenario && a.values == b.values && a.seed == b.seed &&
           a.clock == b.clock && a.python == b.python && a.interventions == b.interventions;
}

bool is_same(const RunLink& a, const RunLink& b) {
    return is_same(a.spec, b.spec) && a.other.has_value() == b.other.has_value() &&
           (!a.other || is_same(*a.other, *b.other)) && a.cursor == b.cursor &&
           a.selected == b.selected && a.axis == b.axis;
}

RunLink random_link(support::SpecSource& source) {
    RunLink link{source.spec()};
    if (source.pick(2) == 0) {
        link.other = source.spec_of(*link.spec.scenario);
        if (source.pick(2) == 0) {
            link.other->interventions = link.spec.interventions;
        }
        if (source.pick(4) == 0) {
            link.other = link.spec;
        }
    }
    if (source.pick(2) == 0) {
        link.cursor = source.pick(1000);
    }
    if (source.pick(2) == 0) {
        constexpr std::array names{"task-3", "a b", "50 %", "x&y=z#?", "grün", "+"};
        link.selected = names[source.pick(names.size())];
    }
    if (source.pick(2) == 0) {
        link.axis = source.pick(2) == 0 ? app::Axis::time : app::Axis::order;
    }
    return link;
}

} // namespace

TEST_SUITE("app/model/run_link") {

TEST_CASE("a link tells what is not at its default, in words that can be read") {
    RunLink link{support::spec_of("gather-vs-group tasks=8")};
    CHECK(to_link(link) == "asynclab:gather-vs-group?tasks=8");
    link.spec.interventions = {
        scenarios::parse_intervention("cancel:task-3@250ms", link.spec.values.params()).value()};
    link.spec.seed = 2;
    link.cursor = 41;
    CHECK(to_link(link) == "asynclab:gather-vs-group?tasks=8&seed=2&what-if=cancel:task-3@250ms"
                           "&cursor=41");
    link.other = link.spec;
    link.other->values.set(0, 2);
    CHECK(to_link(link) == "asynclab:gather-vs-group?tasks=8&seed=2&what-if=cancel:task-3@250ms"
                           "&b.mode=task-group&cursor=41");
}

TEST_CASE("every link that was written reads as what it was made of") {
    support::SpecSource source{1};
    for (int i = 0; i < 5000; ++i) {
        const RunLink link = random_link(source);
        for (const app::Wording wording : {app::Wording::brief, app::Wording::whole}) {
            const std::string text = to_link(link, wording);
            CAPTURE(text);
            REQUIRE(is_same(parsed(text), link));
            REQUIRE(to_link(parsed(text), wording) == text);
        }
    }
}

TEST_CASE("what is for one run alone wins over what is for both") {
    const RunLink link = parsed("asynclab://gather-vs-group?b.tasks=3&tasks=8&a.mode=task-group");
    CHECK(link.spec.values.get("tasks") == 8);
    CHECK(link.spec.values.choice("mode") == "task-group");
    REQUIRE(link.other);
    CHECK(link.other->values.get("tasks") == 3);
    CHECK(link.other->values.choice("mode") == "gather");
}

TEST_CASE("a wrong link is told what is wrong and what is allowed") {
    CHECK(error_of("http://example.org") ==
          "'http://example.org' is no link: it begins with asynclab:, as in "
          "asynclab:gather-vs-group?tasks=8&cursor=41");
    CHECK(error_of("asynclab:gather-vs-grup?tasks=8") ==
          "unknown scenario 'gather-vs-grup', did you mean 'gather-vs-group'?");
    CHECK(error_of("asynclab:").starts_with("unknown scenario ''; there are gather-vs-group, "));
    const std::string begin = "asynclab:gather-vs-group?";
    CHECK(error_of(begin + "taks=8") == "the link has an unknown 'taks', did you mean 'tasks'?");
    CHECK(error_of(begin + "curser=8") == "the link has an unknown 'curser', did you mean "
                                          "'cursor'?");
    CHECK(error_of(begin + "tasks=800") == "tasks is a whole number from 1 to 64, not '800'");
    CHECK(error_of(begin + "tasks") ==
          "the link is made of NAME=VALUE, separated by &; 'tasks' is not");
    CHECK(error_of(begin + "tasks=8&tasks=8") == "tasks is given twice");
    CHECK(error_of(begin + "what-if=stop:task-1@1s").starts_with("'stop:task-1@1s' is no what-if"));
    CHECK(error_of(begin + "cursor=-1") == "cursor is a whole number from 0, not '-1'");
    CHECK(error_of(begin + "clock=wall") == "clock is one of virtual, real, live, not 'wall'");
    CHECK(error_of(begin + "clock=live") ==
          "gather-vs-group has no outside world, so it cannot be live");
    CHECK(error_of(begin + "python=2.7") == "python is one of 3.11, 3.12, 3.13, not '2.7'");
    for (const std::string clocks :
         {"b.clock=live", "a.clock=real&b.request_ms=5", "clock=live&b.strategy=article"}) {
        CAPTURE(clocks);
        CHECK(error_of("asynclab:shutdown-drain?" + clocks) ==
              "two runs of a link are simulated ones: clock is virtual for both");
    }
    CHECK(error_of(begin + "axis=x") == "axis is one of time, order, not 'x'");
    CHECK(error_of(begin + "b.cursor=1") == "cursor is for both runs alike");
    for (const std::string select : {"%", "%4", "%4x", "%00", "%0A", "%C3", "%ED%A0%80", "\x1b"}) {
        CAPTURE(select);
        std::string link{begin};
        link += "select=";
        link += select;
        CHECK(error_of(link).ends_with("has a wrong percent sign or is no text"));
    }
    CHECK(error_of(begin + std::string(70'000, 'x')) == "the link is longer than 65536 characters");
}

TEST_CASE("no scenario has a parameter that is called like another part of a link") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        for (const scenarios::Param& param : scenario->params) {
            CAPTURE(param.id);
            for (const char* name :
                 {"what-if", "seed", "clock", "python", "cursor", "select", "axis"}) {
                CHECK(param.id != name);
            }
            CHECK(param.id.find('.') == std::string_view::npos);
        }
    }
}

} // TEST_SUITE
