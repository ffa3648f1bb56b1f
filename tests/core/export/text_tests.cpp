#include "core/export/text.hpp"
#include "core/export/text_signs.hpp"
#include "core/export/utf8.hpp"
#include "tests/support/sample_traces.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <sstream>
#include <string>
#include <vector>

using core::EventId;
using core::EventKind;
using core::TaskId;
using core::TextStyle;
using core::to_text;
using core::WaitKind;
using support::TraceBuilder;
using namespace std::chrono_literals;

namespace {

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) {
        lines.push_back(line);
    }
    return lines;
}

/// The lane of one task: its line without the name.
std::string lane_of(const std::string& text, std::string_view task) {
    for (const std::string& line : lines_of(text)) {
        if (const std::size_t at = line.find(task); at < 16) { // npos is not
            return line.substr(line.find_first_not_of(' ', at + task.size()));
        }
    }
    return "no lane of " + std::string{task};
}

constexpr TextStyle narrow_ascii{.columns = 60, .unicode = false};

} // namespace

TEST_SUITE("core/export/text") {

TEST_CASE("gather: four bars cross the line at which the error was visible") {
    CHECK(to_text(*support::gather_sample(), {.columns = 72}) ==
          R"(       ms  0             500           1000          1500
           ┬─────────────┬─────────────┬─────────────┬──────────────────
                      ┊ 400 ms: error visible, 4 tasks left behind
main       ●┄┄┄┄┄┄┄┄┄┄●━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━✓
├ task-1   ●━━━━━━━✓  ┊
├ task-2   ●━━━━━━━━━━┿━━✓
├ task-3   ●━━━━━━━━━━✗ ValueError: no route to host
├ task-4   ●━━━━━━━━━━┿━━━━━━━━━━━━━✓
├ task-5   ●━━━━━━━━━━┿━━━━━━━━━━━━━━━━━━━✓
└ task-6   ●━━━━━━━━━━┿━━━━━━━━━━━━━━━━━━━━━━━━✓

● runs   ━ sleeps or works   ┄ waits for others   ✓ done   ✗ failed
)");
}

TEST_CASE("task group: four siblings are asked, learn of it, clean up and end as cancelled") {
    CHECK(to_text(*support::group_sample(), {.columns = 72, .unicode = false}) ==
          R"(       ms  0            500           1000          1500
           +------------+-------------+-------------+-------------------
                       | 450 ms: error visible
main       *----------v^=========================================+
|-task-1   *=======+   |
|-task-2   *==========v^#x
|-task-3   *==========! ValueError: no route to host
|-task-4   *==========v^#x
|-task-5   *==========v^#x
`-task-6   *==========v^#x

* runs   = sleeps or works   - waits for others   v asked to stop
^ learns of it   # cleans up   + done   ! failed   x cancelled
)");
}

TEST_CASE("every line fits the columns, whatever their number") {
    for (const int columns : {60, 61, 72, 100, 237}) {
        for (const bool unicode : {true, false}) {
            for (const auto& trace : {support::gather_sample(), support::group_sample(),
                                      support::random_trace(4, 40, 3000)}) {
                CAPTURE(columns);
                CAPTURE(unicode);
                const TextStyle style{.columns = columns, .unicode = unicode};
                for (const std::string& line : lines_of(to_text(*trace, style))) {
                    CAPTURE(line);
                    CHECK(core::width_of(line) <= static_cast<std::size_t>(columns));
                }
            }
        }
    }
}

TEST_CASE("fewer than sixty columns are treated as sixty") {
    const auto trace = support::group_sample();
    CHECK(to_text(*trace, {.columns = -5}) == to_text(*trace, {.columns = 60}));
}

TEST_CASE("plain ASCII is plain ASCII") {
    const std::string text = to_text(*support::group_sample(), narrow_ascii);
    CHECK(std::all_of(text.begin(), text.end(),
                      [](char c) { return c == '\n' || (c >= ' ' && c <= '~'); }));
}

TEST_CASE("colours change nothing but colours, and every coloured line ends without one") {
    const auto trace = support::group_sample();
    const std::string plain = to_text(*trace, {.color = false});
    const std::string colored = to_text(*trace, {.color = true});
    CHECK(colored.find("\x1b[") != std::string::npos);
    std::string stripped;
    for (std::size_t i = 0; i < colored.size(); ++i) {
        if (colored[i] == '\x1b') {
            i = colored.find('m', i);
        } else {
            stripped += colored[i];
        }
    }
    // Attributes may stand between a line's last sign and its end, so blanks differ there.
    const auto expected = lines_of(plain);
    const auto actual = lines_of(stripped);
    REQUIRE(actual.size() == expected.size());
    for (std::size_t i = 0; i < actual.size(); ++i) {
        CHECK(actual[i].substr(0, actual[i].find_last_not_of(' ') + 1) == expected[i]);
    }
    for (const std::string& line : lines_of(colored)) {
        const std::size_t last = line.rfind("\x1b[");
        CHECK((last == std::string::npos || line.substr(last).starts_with("\x1b[0m")));
    }
}

TEST_CASE("request, delivery, cleanup and end of one instant stand side by side in order") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    builder.sleep(main);
    builder.at(50ms);
    builder.throw_into(main, "CancelledError", builder.request_cancel(main));
    builder.add(EventKind::cleanup_started, main, "CancelledError");
    builder.add(EventKind::cleanup_ended, main);
    builder.end_cancelled(main);
    builder.at(100ms);
    builder.add(EventKind::run_ended, TaskId::none);
    CHECK(lane_of(to_text(builder.trace(), narrow_ascii), "main") == "*====================v^#x");
}

TEST_CASE("a cleanup that is interrupted in the instant in which it began has its sign") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const TaskId lost = builder.create("lost", main);
    for (const TaskId task : {main, lost}) {
        builder.start(task);
        builder.sleep(task);
    }
    builder.at(50ms);
    for (const TaskId task : {main, lost}) {
        builder.throw_into(task, "CancelledError", builder.request_cancel(task));
        builder.add(EventKind::cleanup_started, task, "CancelledError");
        builder.sleep(task);
    }
    builder.throw_into(main, "CancelledError", builder.request_cancel(main));
    builder.add(EventKind::cleanup_ended, main, "CancelledError");
    builder.end_cancelled(main);
    const std::string text = to_text(builder.trace(), narrow_ascii);
    const auto end_of_lane = [&](std::string_view task) {
        const std::string lane = lane_of(text, task);
        return lane.substr(lane.find_first_not_of("*="));
    };
    CHECK(end_of_lane("main") == "v^#v^x");
    CHECK(end_of_lane("lost") == "v^#>"); // it never ended: the run was over
}

TEST_CASE("many requests at one instant are one sign; an end cap is never lost") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    builder.sleep(main);
    builder.at(100ms);
    for (int i = 1; i <= 9; ++i) {
        builder.throw_into(main, "CancelledError", builder.request_cancel(main));
        builder.sleep(main);
    }
    builder.fail(main, "E1: x");
    const std::string lane = lane_of(to_text(builder.trace(), narrow_ascii), "main");
    CHECK(lane.substr(lane.find_first_not_of("*=")) == "v^v^v^!");
}

TEST_CASE("a task cancelled before it ever ran is an outline; one that never ended says so") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const TaskId late = builder.create("late", main);
    builder.start(main);
    builder.sleep(main);
    builder.at(10ms);
    builder.throw_before_start(late, builder.request_cancel(late));
    builder.end_cancelled(late);
    builder.at(20ms);
    builder.add(EventKind::mark, main, "end");
    const std::string text = to_text(builder.trace(), narrow_ascii);
    CHECK(lane_of(text, "late") == ".....................v^o");
    CHECK(lane_of(text, "main").back() == '>');
    CHECK(text.find("cancelled, never ran") != std::string::npos);
    CHECK(text.find("still running at the end") != std::string::npos);
}

TEST_CASE("a request that travels down a chain shows who does not know of it yet") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    builder.suspend(main, WaitKind::task, "child");
    builder.at(50ms);
    const EventId request = builder.request_cancel(main);
    builder.at(100ms);
    builder.throw_into(main, "CancelledError", request);
    builder.end_cancelled(main);
    CHECK(lane_of(to_text(builder.trace(), narrow_ascii), "main") ==
          "*--------------------v~~~~~~~~~~~~~~~~~~~~^x");
}

TEST_CASE("the legend explains the signs that occur, and only those") {
    const std::string text = to_text(*support::gather_sample());
    CHECK(text.find("✗ failed") != std::string::npos);
    CHECK(text.find("┄ waits for others") != std::string::npos);
    CHECK(text.find("▼") == std::string::npos);
    CHECK(text.find("cancelled") == std::string::npos);
}

TEST_CASE("signs differ in both sets, so that no state is told by colour alone") {
    std::set<std::string_view> unicode;
    std::set<char> ascii;
    for (const core::SignInfo& row : core::sign_infos) {
        CHECK(core::width_of(row.unicode) == 1);
        if (!row.meaning.empty()) {
            CHECK(unicode.insert(row.unicode).second);
            CHECK(ascii.insert(row.ascii).second);
        }
    }
}

TEST_CASE("lanes stand in tree order, indented under their parent") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    const TaskId first = builder.create("first", main);
    builder.create("second", main);
    const TaskId inner = builder.create("inner", first);
    builder.create("deep", inner);
    builder.create("other root");
    const auto lines = lines_of(to_text(builder.trace()));
    const auto starts = [&](std::size_t i, std::string_view text) {
        CAPTURE(lines[i]);
        CHECK(lines[i].starts_with(text));
    };
    starts(2, "main ");
    starts(3, "├ first ");
    starts(4, "│ └ inner ");
    starts(5, "│   └ deep ");
    starts(6, "└ second ");
    starts(7, "other root ");
}

TEST_CASE("five hundred tasks are five hundred lanes, with the ruler at both ends") {
    const auto trace = support::random_trace(2, 500, 40'000);
    REQUIRE(trace->tasks().size() == 500);
    const auto lines = lines_of(to_text(*trace));
    const auto rulers = std::count_if(lines.begin(), lines.end(), [](const std::string& line) {
        return line.find("┬─") != std::string::npos;
    });
    CHECK(rulers == 2);
    CHECK(lines.size() >= 500 + 4);
    CHECK(lines.size() <= 500 + 20);
}

TEST_CASE("a counter that rises and falls is drawn under the lanes with its peak") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    for (int i = 0; i < 4; ++i) {
        builder.at(std::chrono::milliseconds{10 * i});
        builder.count("in_flight", i < 3 ? i + 1 : 0);
        builder.count("requests_accepted", i);
    }
    builder.at(40ms);
    builder.finish(main);
    const std::string text = to_text(builder.trace(), narrow_ascii);
    CHECK(lane_of(text, "in_flight") == "11111111112222222222233333333333            3");
    CHECK(text.find("requests_accepted") == std::string::npos);
}

TEST_CASE("signals and a deadlock stand under the ruler; main's end does if others go on") {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.create("child", main);
    builder.at(1ms);
    builder.add(EventKind::signal, TaskId::none, "SIGTERM");
    builder.at(2ms);
    builder.add(EventKind::deadlock, TaskId::none, {}, {.value = 2});
    builder.at(2500us);
    builder.end_main();
    builder.at(3ms);
    builder.add(EventKind::run_ended, TaskId::none);
    const std::string text = to_text(builder.trace());
    CHECK(text.find("┊ 1 ms: SIGTERM\n") != std::string::npos);
    CHECK(text.find("┊ 2 ms: deadlock\n") != std::string::npos);
    CHECK(text.find("2.5 ms: main is over, 1 task left behind") != std::string::npos);
}

TEST_CASE("an empty trace and one without duration have a ruler that starts at zero") {
    CHECK(lines_of(to_text(core::Trace{}))[0].ends_with("us  0"));
    TraceBuilder builder;
    builder.finish(builder.create("main"));
    CHECK(lane_of(to_text(builder.trace(), narrow_ascii), "main") == "+");
}

TEST_CASE("names that are too long are cut, control characters cannot break the picture") {
    TraceBuilder builder;
    builder.create(std::string(300, 'n'));
    builder.create("evil\x1b[2J\nname");
    const std::string text = to_text(builder.trace(), narrow_ascii);
    CHECK(text.find(std::string(19, 'n') + "~  ") != std::string::npos);
    CHECK(text.find("evil?[2J?name") != std::string::npos);
    CHECK(text.find('\x1b') == std::string::npos);
}

} // TEST_SUITE

TEST_SUITE("core/export/story") {

TEST_CASE("the story has aligned times and one sentence a line") {
    const auto lines = lines_of(core::to_story(*support::group_sample()));
    CHECK(lines[0] == "    0.000 ms  the program creates main");
    CHECK(std::count(lines.begin(), lines.end(),
                     "  400.000 ms  task-3 fails with ValueError: no route to host") == 1);
    CHECK(lines.back() == " 1950.000 ms  the run is over");
    for (const std::string& line : lines) {
        CHECK(line.substr(9, 5) == " ms  ");
    }
}

TEST_CASE("a task that learns of its end is told where it was") {
    const std::string story = core::to_story(*support::group_sample());
    CHECK(story.find("task-6 learns of it: CancelledError is thrown where it slept") !=
          std::string::npos);
}

} // TEST_SUITE
