#include "scenarios/programs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scenarios {

namespace {

constexpr std::array<std::string_view, 3> modes{"gather", "gather-return-exceptions", "task-group"};

constexpr std::array params{
    Param{.id = "mode",
          .label = "Mode",
          .max = 2,
          .help = "How main waits for its tasks.",
          .choices = modes},
    Param{.id = "tasks",
          .label = "Tasks",
          .min = 1,
          .max = 64,
          .initial = 6,
          .help = "How many tasks main starts."},
    Param{.id = "fail_task",
          .label = "Failing task",
          .max = 64,
          .initial = 3,
          .help = "Number of the task that fails; 0: nobody fails."},
    Param{.id = "fail_at_ms",
          .label = "Failure after",
          .max = 5000,
          .initial = 400,
          .unit = "ms",
          .help = "How long the failing task works before it fails."},
    Param{.id = "first_ms",
          .label = "First task works",
          .max = 5000,
          .initial = 300,
          .unit = "ms",
          .help = "Task i works this long and (i - 1) steps more."},
    Param{.id = "step_ms",
          .label = "Each next one longer by",
          .max = 1000,
          .initial = 200,
          .unit = "ms",
          .help = "Task i works (i - 1) times this long more than the first."},
    Param{.id = "cleanup_ms",
          .label = "Cleanup",
          .max = 2000,
          .initial = 50,
          .unit = "ms",
          .help = "What a cancelled task needs to put things in order.",
          .adjustable = true},
    Param{.id = "linger_ms",
          .label = "Main goes on for",
          .max = 10000,
          .initial = 1500,
          .unit = "ms",
          .help = "Main's other work, after it has its results or the error.",
          .adjustable = true},
};

/// When the first task failed, or nullopt.
std::optional<std::int64_t> first_failure_us(const core::Trace& trace) {
    const auto events = trace.events();
    const auto failed = std::find_if(events.begin(), events.end(), [](const core::Event& event) {
        return event.kind == core::EventKind::failed;
    });
    return failed == events.end() ? std::nullopt : std::optional{core::to_us(failed->at)};
}

std::string verdict(const core::Trace& trace, const ParamValues& values) {
    const auto failed_us = first_failure_us(trace);
    const std::int64_t seen_us = figure(trace, "error_visible_us");
    if (!failed_us) {
        return fmt::format("Nobody failed: {} ended normally.",
                           count_of(figure(trace, "tasks_completed"), "task"));
    }
    const std::int64_t leaked = figure(trace, "tasks_leaked");
    if (values.choice("mode") == "task-group") {
        const std::int64_t cancelled = figure(trace, "tasks_cancelled");
        return fmt::format("The group cancelled {} and waited for the cleanup; main saw the error "
                           "at {}, and {} {} left running.",
                           count_of(cancelled, "task"), to_words(seen_us), count_of(leaked, "task"),
                           was(leaked));
    }
    if (values.choice("mode") == "gather" && leaked > 0) {
        return fmt::format("Main saw the error at {}, but {} {} left running: {} of work that "
                           "nobody waits for.",
                           to_words(seen_us), count_of(leaked, "task"), was(leaked),
                           to_words(figure(trace, "wasted_us")));
    }
    if (values.choice("mode") == "gather") {
        return fmt::format("Main saw the error at {}; every other task had ended by then.",
                           to_words(seen_us));
    }
    return fmt::format("Main waited for {} and saw the error at {}, {} after it had happened.",
                       count_of(values.get("tasks"), "task"), to_words(seen_us),
                       to_words(seen_us - *failed_us));
}

} // namespace

extern const Scenario gather_vs_group{
    .id = "gather-vs-group",
    .title = "gather or TaskGroup?",
    .group = "Lessons",
    .lesson = "One of several tasks fails. gather raises the error at once and leaves the other "
              "tasks running with nobody to look after them; gather with return_exceptions waits "
              "for all of them and hides the error among the results; a TaskGroup cancels the "
              "others, waits until they have cleaned up, and only then raises an ExceptionGroup.",
    .source = "scenarios/gather_vs_group.cpp",
    .twin = "assets/python/gather-vs-group.py",
    .params = params,
    .main = gather_vs_group_main,
    .prepare = nullptr,
    .verdict = verdict,
    .difference = {"mode", "gather", "task-group"},
    .curve = {"fail_at_ms", "tasks_leaked"},
    .questions = gather_vs_group_questions,
};

} // namespace scenarios
