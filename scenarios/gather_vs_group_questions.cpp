#include "core/trace/left_behind.hpp"
#include "scenarios/ask.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scenarios {

namespace {

using core::EventId;
using core::EventKind;
using core::TaskId;

constexpr std::int64_t other_us = 250'000; // a wrong answer where the others coincide

/// The failure of one task, and main's view of it.
struct Failure {
    EventId failed = EventId::none;
    EventId seen = EventId::none;
    std::vector<TaskId> others; ///< besides main, unfinished when it happened
};

EventId end_of(const core::Trace& trace, TaskId task) {
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.task == task && core::ends_task(event.kind)) {
            return static_cast<EventId>(i);
        }
    }
    return EventId::none; // comes after all that exist
}

std::int64_t time_us(const core::Trace& trace, EventId event) {
    return core::to_us(trace[event].at);
}

std::vector<TaskId> unfinished_at(const core::Trace& trace, EventId moment) {
    std::vector<TaskId> found;
    for (const core::TaskInfo& task : trace.tasks()) {
        if (task.id != core::main_task && task.created < moment &&
            end_of(trace, task.id) > moment) {
            found.push_back(task.id);
        }
    }
    return found;
}

/// When the last task besides main ended, or that of the last event.
std::int64_t last_end_us(const core::Trace& trace) {
    std::int64_t last = 0;
    for (const core::TaskInfo& task : trace.tasks()) {
        const EventId end = end_of(trace, task.id);
        if (task.id != core::main_task && end != EventId::none) {
            last = std::max(last, time_us(trace, end));
        }
    }
    return last;
}

/// The first request that a group makes after the failure, or none.
EventId first_request(const core::Trace& trace, const Failure& failure) {
    for (std::size_t i = core::index_of(failure.failed); i < core::index_of(failure.seen); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind == EventKind::cancel_requested && event.cause != EventId::none &&
            trace[event.cause].kind == EventKind::group_aborted && event.task != core::main_task) {
            return static_cast<EventId>(i);
        }
    }
    return EventId::none;
}

void ask_what_becomes(std::vector<Question>& questions, const core::Trace& trace,
                      const Failure& failure) {
    if (failure.others.empty()) {
        return;
    }
    Question question{.ask_before = failure.failed, .reveal = failure.seen};
    question.text = fmt::format("{} is about to fail, while {} at work. What becomes of the "
                                "others?",
                                trace.name(trace[failure.failed].task),
                                failure.others.size() == 1
                                    ? "1 other task is"
                                    : fmt::format("{} other tasks are", failure.others.size()));
    question.choices = {"They run on, and main waits for all of them",
                        "They run on, and nobody waits for them",
                        "They are asked to stop, and main waits until they have"};
    if (const EventId request = first_request(trace, failure); request != EventId::none) {
        question.answer = 2;
        question.reveal = request;
        question.because = "A TaskGroup cancels its other children, waits until they have "
                           "cleaned up, and only then raises the error.";
    } else if (!unfinished_at(trace, failure.seen).empty()) {
        question.answer = 1;
        question.because = "gather gives the error to main at once and forgets the others, which "
                           "go on with nobody to look after them.";
    } else if (trace[failure.seen].at > trace[failure.failed].at) {
        question.answer = 0;
        question.because = "With return_exceptions an error counts as a result, so main hears of "
                           "it when the last task has ended.";
    } else {
        return; // they ended at that very moment
    }
    questions.push_back(question);
}

void ask_when_seen(std::vector<Question>& questions, const core::Trace& trace,
                   const ParamValues& values, const Failure& failure) {
    const std::int64_t failed_us = time_us(trace, failure.failed);
    const std::int64_t seen_us = time_us(trace, failure.seen);
    Question question{.ask_before = failure.failed, .reveal = failure.seen};
    question.text = "When will main's own code see the error?";
    const std::int64_t cleanup_us = core::to_us(values.ms("cleanup_ms"));
    offer_numbers(question, seen_us,
                  {failed_us, last_end_us(trace), failed_us + cleanup_us, failed_us + other_us},
                  to_words);
    question.because =
        seen_us == failed_us
            ? fmt::format("Nothing stood between them: main saw it when it happened, at {}.",
                          to_words(seen_us))
            : fmt::format("Main had to wait for the others first, {} longer.",
                          to_words(seen_us - failed_us));
    questions.push_back(question);
}

void ask_what_runs(std::vector<Question>& questions, const core::Trace& trace,
                   const Failure& failure, EventId mark) {
    const auto running = static_cast<std::int64_t>(unfinished_at(trace, failure.seen).size());
    const auto others = static_cast<std::int64_t>(failure.others.size());
    Question question{.ask_before = mark, .reveal = mark};
    question.text = "Main has the error and goes on. How many of its tasks still run?";
    offer_numbers(question, running, {0, others, others + 1, others / 2});
    question.because = running == 0 ? "None: whoever raised the error had waited for all of them."
                                    : fmt::format("{} {} left behind: nobody stopped them.",
                                                  count_of(running, "task"), was(running));
    questions.push_back(question);
}

void ask_what_is_wasted(std::vector<Question>& questions, const core::Trace& trace,
                        const Failure& failure, EventId mark) {
    const core::LeftBehind left = core::left_behind(trace);
    const std::int64_t wasted_us = core::to_us(left.wasted);
    const auto after = static_cast<EventId>(core::index_of(mark) + 1);
    EventId last = after;
    for (const TaskId task : left.tasks) {
        const EventId end = end_of(trace, task);
        const auto known = static_cast<EventId>(trace.size() - 1);
        last = std::max(last, std::min(end, known));
    }
    if (wasted_us == 0 || last <= after) {
        return;
    }
    Question question{.ask_before = after, .reveal = last};
    question.text = "How long will they work on, all together, though nobody waits for it?";
    offer_numbers(
        question, wasted_us,
        {0, last_end_us(trace) - time_us(trace, failure.seen), 2 * wasted_us, wasted_us + other_us},
        to_words);
    question.because = fmt::format("{} of work were done for a caller that had long gone on.",
                                   to_words(wasted_us));
    questions.push_back(question);
}

void ask_when_done(std::vector<Question>& questions, const core::Trace& trace,
                   const ParamValues& values) {
    const EventId mark = first_event(trace, EventKind::mark, "main");
    const EventId start = first_event(trace, EventKind::started, "task-1");
    if (mark == EventId::none || start == EventId::none || mark <= start) {
        return;
    }
    Question question{.ask_before = start, .reveal = mark};
    question.text = "Nobody will fail. When will main have all results?";
    const std::int64_t right = time_us(trace, mark);
    const std::int64_t first_us = core::to_us(values.ms("first_ms"));
    std::int64_t sum_us = 0;
    for (std::int64_t i = 0; i < values.get("tasks"); ++i) {
        sum_us += first_us + i * core::to_us(values.ms("step_ms"));
    }
    offer_numbers(question, right, {first_us, sum_us, right + other_us}, to_words);
    question.because = "The tasks run side by side, so that the longest of them decides.";
    questions.push_back(question);
}

} // namespace

std::vector<Question> gather_vs_group_questions(const core::Trace& trace,
                                                const ParamValues& values) {
    std::vector<Question> questions;
    Failure failure{.failed = first_event(trace, EventKind::failed),
                    .seen = first_event(trace, EventKind::error_seen, "main")};
    if (failure.seen == EventId::none || failure.failed > failure.seen) {
        ask_when_done(questions, trace, values);
        return questions;
    }
    failure.others = unfinished_at(trace, failure.failed);
    ask_what_becomes(questions, trace, failure);
    ask_when_seen(questions, trace, values, failure);
    const EventId mark = first_event(trace, EventKind::mark, "main");
    if (mark != EventId::none && mark > failure.seen && core::index_of(mark) + 1 < trace.size()) {
        ask_what_runs(questions, trace, failure, mark);
        ask_what_is_wasted(questions, trace, failure, mark);
    }
    return questions;
}

} // namespace scenarios
