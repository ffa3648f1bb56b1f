#include "scenarios/programs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <vector>

namespace scenarios {

namespace {

constexpr std::array<std::string_view, 5> modes{"opposite-order", "global-order", "timeout",
                                                "taken-twice", "passed-on"};

constexpr std::array params{
    Param{.id = "mode",
          .label = "Mode",
          .max = 4,
          .help = "How a transfer takes what it needs.",
          .choices = modes},
    Param{.id = "transfers",
          .label = "Transfers",
          .min = 2,
          .max = 16,
          .initial = 2,
          .help = "How many there are; each is from one account to the next, in a ring."},
    Param{.id = "apart_ms",
          .label = "Apart",
          .max = 1000,
          .initial = 50,
          .unit = "ms",
          .help = "How much later each transfer begins than the one before."},
    Param{.id = "read_ms",
          .label = "Reading takes",
          .max = 1000,
          .initial = 100,
          .unit = "ms",
          .help = "What a transfer does with its first lock or permit."},
    Param{.id = "write_ms",
          .label = "Writing takes",
          .max = 1000,
          .initial = 100,
          .unit = "ms",
          .help = "What it does once it has all it needs.",
          .adjustable = true},
    Param{.id = "permits",
          .label = "Permits",
          .min = 1,
          .max = 32,
          .initial = 2,
          .help = "How many connections there are, for taken-twice and passed-on."},
    Param{.id = "patience_ms",
          .label = "Patience",
          .max = 1000,
          .initial = 80,
          .unit = "ms",
          .help = "How long a transfer waits for its second lock, in timeout.",
          .adjustable = true},
    Param{.id = "retry_ms",
          .label = "Back-off",
          .max = 1000,
          .initial = 40,
          .unit = "ms",
          .help = "Transfer i waits i times this long before it tries again.",
          .adjustable = true},
    Param{.id = "tries",
          .label = "Tries",
          .min = 1,
          .max = 20,
          .initial = 5,
          .help = "How often a transfer tries before it fails, in timeout.",
          .adjustable = true},
};

/// Who waits in which line when nothing can go on, and what each of them has.
struct Standstill {
    struct Waiting {
        core::TaskId task = core::TaskId::none;
        core::LabelId has = core::LabelId::none;
        core::LabelId wants = core::LabelId::none;
    };
    core::Instant at{};
    std::vector<Waiting> waiting; // in order of creation
};

std::optional<Standstill> standstill(const core::Trace& trace) {
    std::map<core::TaskId, Standstill::Waiting> tasks;
    for (const core::Event& event : trace.events()) {
        Standstill::Waiting& task = tasks[event.task];
        task.task = event.task;
        switch (event.kind) {
        case core::EventKind::queued:
            task.wants = event.label;
            break;
        case core::EventKind::acquired:
            task.has = event.label;
            task.wants = core::LabelId::none;
            break;
        case core::EventKind::abandoned:
            task.wants = core::LabelId::none;
            break;
        case core::EventKind::deadlock: {
            Standstill result{event.at, {}};
            for (const auto& [id, state] : tasks) {
                if (state.wants != core::LabelId::none) {
                    result.waiting.push_back(state);
                }
            }
            return result;
        }
        default:
            break;
        }
    }
    return std::nullopt;
}

std::string ring_words(const core::Trace& trace, const Standstill& stuck) {
    constexpr std::size_t most = 2;
    std::string words;
    for (std::size_t i = 0; i < std::min(most, stuck.waiting.size()); ++i) {
        const Standstill::Waiting& each = stuck.waiting[i];
        words += fmt::format("{}{} has {} and waits for {}", i == 0 ? "" : ", ",
                             trace.name(each.task), trace.text(each.has), trace.text(each.wants));
    }
    if (stuck.waiting.size() > most) {
        words += fmt::format(", and so on for {}",
                             count_of(static_cast<std::int64_t>(stuck.waiting.size()), "task"));
    }
    return words;
}

std::string stuck_words(const core::Trace& trace, const ParamValues& values,
                        const Standstill& stuck) {
    const std::string at = to_words(core::to_us(stuck.at));
    if (values.choice("mode") != "taken-twice") {
        return fmt::format("Deadlock at {}: {}; asyncio would wait for ever, the lab cancels main.",
                           at, ring_words(trace, stuck));
    }
    const auto waiting = static_cast<std::int64_t>(stuck.waiting.size());
    return fmt::format(
        "Deadlock at {}: {} out, and {} for another one; asyncio would wait for "
        "ever, the lab cancels main.",
        at,
        values.get("permits") == 1 ? "the one permit is"
                                   : fmt::format("all {} permits are", values.get("permits")),
        waiting == 1 ? "1 transfer waits" : fmt::format("{} transfers wait", waiting));
}

std::int64_t count_kind(const core::Trace& trace, core::EventKind kind) {
    const auto events = trace.events();
    return std::count_if(events.begin(), events.end(),
                         [kind](const core::Event& event) { return event.kind == kind; });
}

std::string verdict(const core::Trace& trace, const ParamValues& values) {
    if (const auto stuck = standstill(trace)) {
        return stuck_words(trace, values, *stuck);
    }
    const std::int64_t done = figure(trace, "tasks_completed");
    std::string text = fmt::format(
        "{} of {} {} done after {}", done, count_of(values.get("transfers"), "transfer"),
        was(values.get("transfers")), to_words(figure(trace, "total_us")));
    if (values.choice("mode") == "timeout") {
        const std::int64_t fired = count_kind(trace, core::EventKind::timeout_fired);
        text += fmt::format("; {} {} let go on the way, because the second was not to be had",
                            count_of(fired, "lock"), was(fired));
    } else {
        const std::int64_t queued = count_kind(trace, core::EventKind::queued);
        text += fmt::format("; {} in line on the way, nobody in a ring",
                            queued == 0 ? "nobody stood"
                                        : fmt::format("{} stood", count_of(queued, "transfer")));
    }
    return text + ".";
}

} // namespace

extern const Scenario deadlock{
    .id = "deadlock",
    .title = "Deadlock",
    .group = "Classic traps",
    .lesson = "Two transfers, two accounts, a lock each. Each transfer locks its own account first "
              "and then wants the other one: both wait for ever, and nothing fails, so nobody "
              "notices. The same happens with a single semaphore, when those who hold its permits "
              "want another one. What helps: everybody locks in the same order; a permit that is "
              "held is handed on instead of taken again; or, as the last resort, a time limit "
              "around the second lock, letting go of the first, and another try.",
    .source = "scenarios/deadlock.cpp",
    .twin = "assets/python/deadlock.py",
    .params = params,
    .main = deadlock_main,
    .prepare = nullptr,
    .verdict = verdict,
    .difference = {"mode", "opposite-order", "global-order"},
    .curve = {"apart_ms", "tasks_cancelled"},
    .questions = deadlock_questions,
    .may_deadlock = true,
};

} // namespace scenarios
