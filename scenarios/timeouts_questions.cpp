#include "scenarios/ask.hpp"
#include "scenarios/facts.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <charconv>

namespace scenarios {

namespace {

using core::Event;
using core::EventId;
using core::EventKind;

/// The number of the call that a task works for, call-3 as well as fetch-3; 0 for main.
int call_number(const core::Trace& trace, core::TaskId task) {
    const std::string_view name = trace.name(task);
    const std::size_t dash = name.find('-');
    int number = 0;
    if (dash != std::string_view::npos) {
        std::from_chars(name.data() + dash + 1, name.data() + name.size(), number);
    }
    return number;
}

/// The first event of that kind that belongs to a call; if `number` is not 0, to that one.
EventId first_of_call(const core::Trace& trace, EventKind kind, int number = 0) {
    return next_event(trace, EventId{0}, [&](const Event& event) {
        const int of = event.kind == kind ? call_number(trace, event.task) : 0;
        return of != 0 && (number == 0 || of == number);
    });
}

Question how_many_tasks(const core::Trace& trace, const ParamValues& values) {
    const std::int64_t calls = values.get("calls");
    Question question{.ask_before = first_of_call(trace, EventKind::created),
                      .reveal =
                          first_event(trace, EventKind::suspended, fmt::format("call-{}", calls))};
    question.text = fmt::format("Main makes {} with wait_for. How many tasks will there be "
                                "besides main?",
                                count_of(calls, "call"));
    const auto tasks = static_cast<std::int64_t>(trace.tasks().size()) - 1;
    offer_numbers(question, tasks, {1, calls, 2 * calls});
    question.because = tasks > calls
                           ? "In 3.11 wait_for runs what it is given as a task of its own, with "
                             "one pass of the loop more on each way."
                           : "Since 3.12 wait_for awaits what it is given in the task that calls "
                             "it, in a timeout.";
    return question;
}

/// True if the cleanup of that call was itself cancelled.
bool is_cut_in_cleanup(const core::Trace& trace, int number) {
    const EventId ended = first_of_call(trace, EventKind::cleanup_ended, number);
    return ended != EventId::none && trace.text(trace[ended].label) == "CancelledError";
}

std::optional<Question> when_it_ends(const core::Trace& trace, const ParamValues& values,
                                     EventId up) {
    const int number = call_number(trace, trace[up].task);
    const Event* end = end_of(trace, fmt::format("call-{}", number));
    if (end == nullptr) {
        return std::nullopt;
    }
    Question question{.ask_before = up, .reveal = id_of(trace, *end)};
    const std::int64_t up_us = us_of(trace, up);
    const std::int64_t end_us = core::to_us(end->at);
    const std::int64_t work =
        (values.get("first_ms") + (number - 1) * values.get("step_ms")) * 1000;
    question.text = fmt::format("At {} the time of call-{} is up. When does call-{} end?",
                                to_words(up_us), number, number);
    offer_numbers(
        question, end_us,
        {up_us, up_us + values.get("cleanup_ms") * 1000, work == end_us ? work + 100'000 : work},
        to_words);
    question.because =
        is_cut_in_cleanup(trace, number)
            ? "The outer limit struck in the middle of the cleanup and ended that too."
            : fmt::format("A limit asks the call to stop. Its cleanup takes {}, and TimeoutError "
                          "comes after that.",
                          to_words(values.get("cleanup_ms") * 1000));
    return question;
}

std::optional<Question> which_error(const core::Trace& trace, const ParamValues& values) {
    const auto number = static_cast<int>(values.get("broken_call"));
    const EventId cleanup = first_of_call(trace, EventKind::cleanup_started, number);
    const Event* end = end_of(trace, fmt::format("call-{}", number));
    if (number == 0 || cleanup == EventId::none || end == nullptr) {
        return std::nullopt;
    }
    Question question{.ask_before = cleanup, .reveal = id_of(trace, *end)};
    question.text = fmt::format("call-{} begins to close its connection, which is bound to fail "
                                "after {}, with ConnectionError, if nothing happens before. What "
                                "does main get from call-{}?",
                                number, to_words(values.get("cleanup_ms") * 1000), number);
    question.choices = {"TimeoutError", "ConnectionError", "CancelledError", "An answer"};
    question.because = "An error that leaves the cleanup replaces CancelledError, and a limit only "
                       "makes TimeoutError out of that.";
    if (end->kind == EventKind::failed) {
        const std::string_view error = trace.text(end->label);
        if (error.starts_with("ConnectionError")) {
            question.answer = 1;
        } else if (!error.starts_with("TimeoutError")) {
            return std::nullopt;
        } else {
            question.because = "The outer limit was faster: the cleanup never came so far as to "
                               "fail.";
        }
    } else {
        question.answer = end->kind == EventKind::cancelled ? 2 : 3;
    }
    return question;
}

Question how_many_stay_open(const core::Trace& trace, EventId first_cleanup_over) {
    const std::int64_t open = last_count(trace, "open");
    std::int64_t cut = 0;
    for (const Event& event : trace.events()) {
        cut += event.kind == EventKind::cleanup_started ? 1 : 0;
    }
    Question question{.ask_before = first_cleanup_over,
                      .reveal = first_event(trace, EventKind::run_ended)};
    question.text = fmt::format("{} {} cut short. How many connections are still open when the "
                                "program is over?",
                                count_of(cut, "call"), was(cut));
    offer_numbers(question, open, {0, 1, cut});
    question.because = open == 0
                           ? "Every cleanup had the time that it needed."
                           : fmt::format("{} of {} did not come to {} end.", open,
                                         count_of(cut, "cleanup"), open == 1 ? "its" : "their");
    return question;
}

} // namespace

std::vector<Question> timeouts_questions(const core::Trace& trace, const ParamValues& values) {
    std::vector<Question> questions;
    if (values.choice("mode") == "wait-for") {
        questions.push_back(how_many_tasks(trace, values));
    }
    const EventId fired = first_of_call(trace, EventKind::timeout_fired);
    const EventId up =
        fired != EventId::none ? fired : first_of_call(trace, EventKind::cancel_requested);
    const EventId over = first_of_call(trace, EventKind::cleanup_ended);
    if (up == EventId::none || over == EventId::none) {
        return questions;
    }
    if (auto question = when_it_ends(trace, values, up)) {
        questions.push_back(std::move(*question));
    }
    if (auto question = which_error(trace, values)) {
        questions.push_back(std::move(*question));
    }
    const EventId last_asked = questions.empty() ? over : questions.back().ask_before;
    questions.push_back(how_many_stay_open(trace, std::max(over, last_asked)));
    return questions;
}

} // namespace scenarios
