#include "scenarios/facts.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

namespace scenarios {

namespace {

constexpr std::array<std::string_view, 4> modes{"dropped", "background-set", "task-group",
                                                "guarded-group"};

constexpr std::array params{
    Param{.id = "mode",
          .label = "Mode",
          .max = 3,
          .help = "What main does with the tasks that send the mails.",
          .choices = modes},
    Param{.id = "orders",
          .label = "Orders",
          .min = 1,
          .max = 32,
          .initial = 4,
          .help = "How many orders main takes; each has a mail sent."},
    Param{.id = "order_ms",
          .label = "Order takes",
          .max = 2000,
          .initial = 100,
          .unit = "ms",
          .help = "Main's own work for each order.",
          .adjustable = true},
    Param{.id = "mail_ms",
          .label = "Mail takes",
          .max = 5000,
          .initial = 260,
          .unit = "ms",
          .help = "What it takes to send a mail; main does not wait for it.",
          .adjustable = true},
    Param{.id = "fail_mail",
          .label = "Failing mail",
          .max = 32,
          .initial = 2,
          .help = "Number of the mail that fails; 0: all go out."},
    Param{.id = "fail_after_ms",
          .label = "Failure after",
          .max = 5000,
          .initial = 150,
          .unit = "ms",
          .help = "How long the failing mail tries before it fails."},
    Param{.id = "rest_ms",
          .label = "Rest of main's work",
          .max = 5000,
          .initial = 100,
          .unit = "ms",
          .help = "What main does after the last order, before it ends.",
          .adjustable = true},
};

std::int64_t mails_started(const core::Trace& trace) {
    const auto tasks = trace.tasks();
    return std::count_if(tasks.begin(), tasks.end(), [&trace](const core::TaskInfo& task) {
        return trace.text(task.name).starts_with("mail-");
    });
}

/// When that kind of event first happened, or nullopt.
std::optional<std::int64_t> first_us(const core::Trace& trace, core::EventKind kind) {
    const auto events = trace.events();
    const auto found = std::find_if(events.begin(), events.end(), [kind](const core::Event& event) {
        return event.kind == kind;
    });
    return found == events.end() ? std::nullopt : std::optional{core::to_us(found->at)};
}

std::string error_words(const core::Trace& trace) {
    if (const auto seen_us = first_us(trace, core::EventKind::error_seen)) {
        return fmt::format("the error was seen at {}", to_words(*seen_us));
    }
    const auto failed_us = first_us(trace, core::EventKind::failed);
    const auto told_us = first_us(trace, core::EventKind::loop_error);
    if (failed_us && told_us) {
        return fmt::format("the error of {} was told when all was over, {} later",
                           to_words(*failed_us), to_words(*told_us - *failed_us));
    }
    return "nothing failed";
}

std::string verdict(const core::Trace& trace, const ParamValues& values) {
    const std::int64_t sent = last_count(trace, "mails_sent");
    const std::int64_t cut = figure(trace, "tasks_cancelled");
    return fmt::format("Main took {} of {} and ended at {}: {} {} sent, {} {} cut off, and {}.",
                       mails_started(trace), count_of(values.get("orders"), "order"),
                       to_words(figure(trace, "total_us")), count_of(sent, "mail"), was(sent),
                       count_of(cut, "mail"), was(cut), error_words(trace));
}

} // namespace

extern const Scenario fire_and_forget{
    .id = "fire-and-forget",
    .title = "Fire and forget",
    .group = "Classic traps",
    .lesson = "Main starts tasks and does not wait for them. Whoever drops the task that "
              "create_task returns has nobody to learn of its error, except a line in the log, "
              "late: \"Task exception was never retrieved\"; and when main ends, asyncio.run "
              "cancels what is still at work. A set that keeps the tasks, with a done callback "
              "that looks at their errors, mends the first, waiting for the set mends the second. "
              "A TaskGroup does both, but one error ends everything, main's own work as well, "
              "unless each task looks after its own errors.",
    .source = "scenarios/fire_and_forget.cpp",
    .twin = "assets/python/fire-and-forget.py",
    .params = params,
    .main = fire_and_forget_main,
    .prepare = nullptr,
    .verdict = verdict,
    .difference = {"mode", "dropped", "background-set"},
    .curve = {"mail_ms", "tasks_cancelled"},
    .questions = fire_and_forget_questions,
};

} // namespace scenarios
