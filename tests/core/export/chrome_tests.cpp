#include "core/export/chrome.hpp"
#include "tests/support/random_specs.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <map>
#include <vector>

using Json = nlohmann::json;

namespace {

std::vector<Json> events_of(const core::Trace& trace) {
    const Json json = Json::parse(core::to_chrome(trace, "test"));
    CHECK(json.at("displayTimeUnit") == "ms");
    return json.at("traceEvents").get<std::vector<Json>>();
}

std::vector<Json> of_phase(const std::vector<Json>& events, std::string_view phase) {
    std::vector<Json> found;
    for (const Json& event : events) {
        if (event.at("ph") == phase) {
            found.push_back(event);
        }
    }
    return found;
}

/// Nanoseconds of a number of microseconds.
std::int64_t ns(const Json& us) {
    return std::llround(us.get<double>() * 1000);
}

/// Of the slices of a track each two lie one in the other, or apart.
void check_nesting(const std::vector<Json>& slices) {
    std::map<int, std::vector<std::int64_t>> open; // by track: where the slices around end
    for (const Json& slice : slices) {
        const std::int64_t begin = ns(slice.at("ts"));
        const std::int64_t end = begin + ns(slice.at("dur"));
        auto& around = open[slice.at("tid").get<int>()];
        while (!around.empty() && around.back() <= begin && around.size() > 1) {
            around.pop_back();
        }
        CHECK(end >= begin);
        if (!around.empty()) {
            CHECK(end <= around.back());
        }
        around.push_back(end);
    }
}

} // namespace

TEST_SUITE("core/export/chrome") {

TEST_CASE("each task has a track of its own, named and in the order of the tree") {
    const auto trace = support::group_sample();
    const auto meta = of_phase(events_of(*trace), "M");
    std::vector<std::string> names;
    for (const Json& event : meta) {
        if (event.at("name") == "thread_name") {
            names.push_back(event.at("args").at("name"));
        }
    }
    CHECK(names == std::vector<std::string>{"main", "task-1", "task-2", "task-3", "task-4",
                                            "task-5", "task-6", "loop"});
    CHECK(meta.front().at("args").at("name") == "test");
}

TEST_CASE("the states of a task lie one behind the other within its life") {
    support::SpecSource source{3};
    for (int i = 0; i < 40; ++i) {
        const auto trace = scenarios::run(source.spec());
        const auto slices = of_phase(events_of(*trace), "X");
        check_nesting(slices);
        std::map<int, std::int64_t> life;
        std::map<int, std::int64_t> states;
        for (const Json& slice : slices) {
            auto& sums = slice.at("cat") == "task" ? life : states;
            sums[slice.at("tid").get<int>()] += ns(slice.at("dur"));
        }
        CHECK(life.size() == trace->tasks().size());
        for (const auto& [track, length] : states) {
            CHECK(length == life[track]);
        }
    }
}

TEST_CASE("who creates or stops a task has an arrow to it") {
    const auto events = events_of(*support::group_sample());
    std::map<std::string, int> begun;
    std::map<std::string, int> ended;
    int from_main = 0;
    for (const Json& event : of_phase(events, "s")) {
        ++begun[event.at("name")];
        from_main += event.at("tid") == 1 ? 1 : 0;
    }
    for (const Json& event : of_phase(events, "f")) {
        ++ended[event.at("name")];
        CHECK(event.at("bp") == "e");
    }
    // Four siblings are stopped by main's group, and main is by the child that failed.
    CHECK(begun["spawn"] == 6);
    CHECK(begun["cancel"] == 5);
    CHECK(from_main == 10);
    CHECK(begun == ended);
}

TEST_CASE("counters, permits and moments keep their exact times") {
    support::TraceBuilder builder;
    builder.at(core::Duration{1'000'001});
    builder.create("main \"x\"");
    builder.count("in_flight", 3);
    builder.permit(core::EventKind::acquired, core::main_task, "door", 2);
    builder.add(core::EventKind::signal, core::TaskId::none, "SIGTERM");
    const std::string text = core::to_chrome(builder.trace(), "test");
    CHECK(text.find(R"("ts":1000.001,"name":"in_flight","args":{"value":3})") != std::string::npos);
    const auto events = events_of(builder.trace());
    const auto counters = of_phase(events, "C");
    REQUIRE(counters.size() == 2);
    CHECK(counters[1].at("name") == "door free");
    CHECK(counters[1].at("args").at("value") == 2);
    const auto moments = of_phase(events, "i");
    REQUIRE(moments.size() == 1);
    CHECK(moments[0].at("name") == "SIGTERM");
    CHECK(moments[0].at("s") == "p");
}

} // TEST_SUITE
