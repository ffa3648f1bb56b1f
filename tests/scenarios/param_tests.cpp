#include "scenarios/param.hpp"

#include <doctest/doctest.h>

#include <array>
#include <limits>

using namespace std::chrono_literals;
using scenarios::Param;
using scenarios::ParamValues;

namespace {

constexpr std::array<std::string_view, 3> limiters{"none", "semaphore", "token-bucket"};

constexpr std::array params{
    Param{.id = "limiter", .label = "Limiter", .max = 2, .initial = 1, .choices = limiters},
    Param{.id = "limit", .label = "Limit", .min = 1, .max = 64, .initial = 4},
    Param{.id = "latency_ms",
          .label = "Latency",
          .min = 1,
          .max = 5000,
          .initial = 200,
          .unit = "ms"},
    Param{.id = "offset", .label = "Offset", .min = -5, .max = 5},
};

std::string error_of(std::string_view assignment) {
    ParamValues values{params};
    const auto result = values.parse(assignment);
    REQUIRE_FALSE(result);
    CHECK(values == ParamValues{params}); // a refused assignment changes nothing
    return result.error().message;
}

} // namespace

TEST_SUITE("scenarios/param") {

TEST_CASE("values start at their defaults and are read by name") {
    const ParamValues values{params};
    CHECK(values.size() == 4);
    CHECK(values.choice("limiter") == "semaphore");
    CHECK(values.get("limit") == 4);
    CHECK(values.ms("latency_ms") == 200ms);
    CHECK(values.text(0) == "semaphore");
    CHECK(values.text(2) == "200");
}

TEST_CASE("what was typed is stored and tells which parameter it was") {
    ParamValues values{params};
    CHECK(values.parse("limit=64").value() == 1);
    CHECK(values.parse("limiter=token-bucket").value() == 0);
    CHECK(values.parse("offset=-5").value() == 3);
    CHECK(values.get("limit") == 64);
    CHECK(values.choice("limiter") == "token-bucket");
    CHECK(values.get("offset") == -5);
}

TEST_CASE("a slider cannot leave the range") {
    ParamValues values{params};
    values.set(1, 1000);
    CHECK(values.get("limit") == 64);
    values.set(1, std::numeric_limits<std::int64_t>::min());
    CHECK(values.get("limit") == 1);
    values.set(0, 7);
    CHECK(values.choice("limiter") == "token-bucket");
}

TEST_CASE("a mistyped name gets a suggestion") {
    CHECK(error_of("limt=3") == "unknown parameter 'limt', did you mean 'limit'?");
    CHECK(error_of("latency-ms=3") == "unknown parameter 'latency-ms', did you mean 'latency_ms'?");
    CHECK(error_of("ilmit=3") == "unknown parameter 'ilmit', did you mean 'limit'?");
    CHECK(error_of("limt") == "unknown parameter 'limt', did you mean 'limit'?");
}

TEST_CASE("a name like no other gets the list of names") {
    CHECK(error_of("speed=3") ==
          "unknown parameter 'speed'; there are limiter, limit, latency_ms, offset");
    CHECK(error_of("") == "unknown parameter ''; there are limiter, limit, latency_ms, offset");
    CHECK(error_of("=3") == "unknown parameter ''; there are limiter, limit, latency_ms, offset");
}

TEST_CASE("a missing value is asked for by example") {
    CHECK(error_of("limit") == "'limit' lacks a value, write limit=4");
    CHECK(error_of("limiter") == "'limiter' lacks a value, write limiter=semaphore");
}

TEST_CASE("a value that does not fit is told the range") {
    const std::string range = "limit is a whole number from 1 to 64, not '";
    for (const std::string typed : {"0", "65", "", "four", "4x", " 4", "4.0", "+4",
                                    "99999999999999999999", "-99999999999999999999", "1=2"}) {
        CAPTURE(typed);
        CHECK(error_of("limit=" + typed) == range + typed + "'");
    }
    CHECK(error_of("latency_ms=1s") == "latency_ms is a whole number from 1 to 5000 ms, not '1s'");
}

TEST_CASE("an unknown option is told the options and the likely one") {
    CHECK(error_of("limiter=semaphor") ==
          "limiter is one of none, semaphore, token-bucket, not 'semaphor', did you mean "
          "'semaphore'?");
    CHECK(error_of("limiter=") == "limiter is one of none, semaphore, token-bucket, not ''");
    CHECK(error_of("limiter=1") == "limiter is one of none, semaphore, token-bucket, not '1'");
}

TEST_CASE("the closest candidate is found, the first of equals, none when all are far") {
    constexpr std::array<std::string_view, 3> words{"tasks", "fail_task", "step_ms"};
    constexpr auto none = std::numeric_limits<std::size_t>::max();
    CHECK(scenarios::closest("task", words) == 0);
    CHECK(scenarios::closest("tsaks", words) == 0);
    CHECK(scenarios::closest("fail-task", words) == 1);
    CHECK(scenarios::closest("step", words) == none);
    CHECK(scenarios::closest("stepms", words) == 2);
    CHECK(scenarios::closest("xyz", words) == none);
    CHECK(scenarios::closest("", words) == none);
    CHECK(scenarios::closest("tasks", {}) == none);
    constexpr std::array<std::string_view, 2> equals{"cat", "bat"};
    CHECK(scenarios::closest("hat", equals) == 0);
}

} // TEST_SUITE
