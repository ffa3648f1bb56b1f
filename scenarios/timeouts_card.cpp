#include "scenarios/facts.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace scenarios {

namespace {

using core::EventKind;

constexpr std::array<std::string_view, 3> modes{"timeout", "wait-for", "nested"};

constexpr std::array params{
    Param{.id = "mode",
          .label = "Mode",
          .max = 2,
          .help = "What limits the time of a call.",
          .choices = modes},
    Param{.id = "calls",
          .label = "Calls",
          .min = 1,
          .max = 16,
          .initial = 5,
          .help = "All of them begin at the same moment."},
    Param{.id = "first_ms",
          .label = "First call takes",
          .max = 5000,
          .initial = 100,
          .unit = "ms",
          .help = "Call i takes this long and (i - 1) steps more."},
    Param{.id = "step_ms",
          .label = "Each next one longer by",
          .max = 1000,
          .initial = 100,
          .unit = "ms",
          .help = "Call i takes (i - 1) times this long more than the first."},
    Param{.id = "limit_ms",
          .label = "Limit",
          .max = 5000,
          .initial = 250,
          .unit = "ms",
          .help = "After this a call is asked to stop."},
    Param{.id = "cleanup_ms",
          .label = "Cleanup",
          .max = 2000,
          .initial = 100,
          .unit = "ms",
          .help = "What a call that is cut short needs to close its connection.",
          .adjustable = true},
    Param{.id = "broken_call",
          .label = "Broken call",
          .max = 16,
          .initial = 4,
          .help = "Number of the call whose connection cannot be closed: its cleanup fails; 0: "
                  "none."},
    Param{.id = "total_ms",
          .label = "Outer limit",
          .max = 5000,
          .initial = 300,
          .unit = "ms",
          .help = "The limit around the limit, in mode nested."},
    Param{.id = "linger_ms",
          .label = "Main goes on for",
          .max = 5000,
          .initial = 100,
          .unit = "ms",
          .help = "Main's other work, after it has seen all answers and errors.",
          .adjustable = true},
};

std::string verdict(const core::Trace& trace, const ParamValues& values) {
    const core::Instant limit = std::chrono::milliseconds{values.get("limit_ms")};
    const auto struck = next_event(trace, core::EventId{0}, [&](const core::Event& event) {
        return event.kind == EventKind::timeout_fired ||
               // wait_for of 3.11 has no event of its own; a request from outside is no time limit
               (event.kind == EventKind::cancel_requested && event.at >= limit &&
                trace.name(event.task).starts_with("fetch-"));
    });
    const std::int64_t answered = count_ends(trace, EventKind::done, "call-");
    const std::string calls = count_of(values.get("calls"), "call");
    const std::string end = to_words(us_of(trace, last_end(trace, "call-")));
    const std::int64_t cancelled = count_ends(trace, EventKind::cancelled, "call-");
    const std::string outside =
        cancelled == 0 ? "" : fmt::format(", {} {} cancelled", cancelled, was(cancelled));
    if (struck == core::EventId::none) {
        return fmt::format("{} of {} got an answer in time{}, and all had ended at {}.", answered,
                           calls, outside, end);
    }
    const std::int64_t open = last_count(trace, "open");
    const std::string left =
        open == 0 ? "no connection stayed open"
                  : fmt::format("{} {} never closed", count_of(open, "connection"), was(open));
    return fmt::format(
        "{} of {} got an answer{}; time was up at {}, but the last call ended at {}, and {}.",
        answered, calls, outside, to_words(us_of(trace, struck)), end, left);
}

} // namespace

extern const Scenario timeouts{
    .id = "timeouts",
    .title = "When the time is up",
    .group = "Cancellation and errors",
    .lesson =
        "A limit says when a call is asked to stop, not when it has stopped: TimeoutError comes "
        "after the cleanup, however long that takes. An error in the cleanup takes the place of "
        "the TimeoutError. A limit inside of another one is two clocks for one task: if the outer "
        "one strikes during the cleanup that the inner one has caused, the time is kept and the "
        "cleanup is lost. Up to Python 3.11 wait_for makes a task of the call; timeout never "
        "does.",
    .source = "scenarios/timeouts.cpp",
    .twin = "assets/python/timeouts.py",
    .params = params,
    .main = timeouts_main,
    .prepare = nullptr,
    .verdict = verdict,
    .difference = {"mode", "timeout", "nested"},
    .curve = {"limit_ms", "tasks_failed"},
    .questions = timeouts_questions,
};

} // namespace scenarios
