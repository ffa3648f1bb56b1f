#include "scenarios/ask.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

namespace scenarios {

namespace {

using core::EventId;
using core::EventKind;

/// The step in which that happened, whatever it is: where the task was given its turn.
EventId step_of(const core::Trace& trace, EventId id) {
    const core::TaskId task = trace[id].task;
    for (std::size_t i = core::index_of(id); i-- > 0;) {
        const core::Event& event = trace.events()[i];
        if (event.task == task &&
            (event.kind == EventKind::resumed || event.kind == EventKind::started)) {
            return EventId{static_cast<std::uint32_t>(i)};
        }
    }
    return id;
}

EventId last_event(const core::Trace& trace) {
    return EventId{static_cast<std::uint32_t>(trace.size() - 1)};
}

/// The first error that somebody sees from that event on; without one, the first of all.
EventId seen_from(const core::Trace& trace, EventId failed) {
    const std::size_t from = failed == EventId::none ? 0 : core::index_of(failed);
    for (std::size_t i = from; i < trace.size(); ++i) {
        if (trace.events()[i].kind == EventKind::error_seen) {
            return EventId{static_cast<std::uint32_t>(i)};
        }
    }
    return EventId::none;
}

/// Who learns of the failure? Not there if nothing fails.
std::optional<Question> who_sees(const core::Trace& trace, const ParamValues& values) {
    const std::string mail = fmt::format("mail-{}", values.get("fail_mail"));
    const EventId failed = first_event(trace, EventKind::failed, mail);
    const EventId seen = seen_from(trace, failed);
    if (failed == EventId::none &&
        (seen == EventId::none || trace.name(trace[seen].task) != mail)) {
        return std::nullopt;
    }
    Question question;
    question.ask_before = step_of(trace, failed == EventId::none ? seen : failed);
    question.reveal = seen == EventId::none ? failed : seen;
    question.text =
        fmt::format("{} is about to fail. Whose code is the first to see the error?", mail);
    question.choices = {"main's, which started it", "a done callback's", "its own",
                        "nobody's as long as the program runs"};
    if (seen == EventId::none) {
        question.answer = 3;
        question.because =
            "Nobody awaits the task and nobody looks at its result: asyncio can only "
            "write a line into the log, once the task is destroyed.";
    } else if (trace[seen].task == core::TaskId::none) {
        question.answer = 1;
        question.because = "The callback runs one pass of the loop after the task has ended, "
                           "whatever main does at that time.";
    } else if (trace[seen].task == core::main_task) {
        question.answer = 0;
        question.because = "The group cancels all others, main's body included, and raises the "
                           "error where main has opened it.";
    } else {
        question.answer = 2;
        question.because = "The task catches its own error, so the group sees a task that ended "
                           "normally.";
    }
    return question;
}

/// How many mails go out? Main must come to an end.
Question how_many(const core::Trace& trace, const ParamValues& values, EventId ask_before) {
    const EventId over = first_event(trace, EventKind::main_ended);
    std::int64_t sent = 0;
    for (const core::Event& event : trace.events().first(core::index_of(over))) {
        if (event.kind == EventKind::counter && trace.text(event.label) == "mails_sent") {
            sent = event.value;
        }
    }
    const std::int64_t orders = values.get("orders");
    Question question;
    question.ask_before = ask_before;
    question.reveal = over;
    question.text = fmt::format("How many of the {} are sent by the time main is over?",
                                count_of(orders, "mail"));
    const std::int64_t failing = values.get("fail_mail") > 0 ? 1 : 0;
    offer_numbers(question, sent, {orders, orders - failing, 0});
    const std::int64_t cancelled = figure(trace, "tasks_cancelled");
    question.because = fmt::format("Main was over at {}; {} {} sent by then, and {} {} cancelled.",
                                   to_words(figure(trace, "total_us")), count_of(sent, "mail"),
                                   was(sent), count_of(cancelled, "mail"), was(cancelled));
    return question;
}

/// What becomes of the mails under way when main is over? Not there if there are none.
std::optional<Question> what_is_left(const core::Trace& trace) {
    const EventId over = first_event(trace, EventKind::main_ended);
    if (over == EventId::none) {
        return std::nullopt;
    }
    std::int64_t cancelled = 0;
    std::int64_t done = 0;
    for (const core::Event& event : trace.events().subspan(core::index_of(over))) {
        cancelled += event.kind == EventKind::cancelled ? 1 : 0;
        done += event.kind == EventKind::done ? 1 : 0;
    }
    if (cancelled + done == 0) {
        return std::nullopt;
    }
    Question question;
    question.ask_before = over;
    question.reveal = last_event(trace);
    question.text = fmt::format("Main ends now, and {} still under way. What becomes of it?",
                                cancelled + done == 1 ? "1 mail is" : "some mails are");
    question.choices = {"It is sent: the loop runs until all tasks are done",
                        "It is cancelled where it stands",
                        "It goes on in the background, after the program"};
    question.answer = cancelled > 0 ? 1 : 0;
    question.because =
        fmt::format("asyncio.run cancels whatever is left when main is over: {} here.",
                    count_of(cancelled, "mail"));
    return question;
}

} // namespace

std::vector<Question> fire_and_forget_questions(const core::Trace& trace,
                                                const ParamValues& values) {
    std::vector<Question> questions;
    EventId ask_before = first_event(trace, EventKind::created, "mail-1");
    if (auto question = who_sees(trace, values)) {
        ask_before = question->ask_before;
        questions.push_back(*std::move(question));
    }
    const bool is_whole = first_event(trace, EventKind::main_ended) != EventId::none;
    if (is_whole && ask_before != EventId::none) {
        questions.push_back(how_many(trace, values, ask_before));
    }
    if (auto question = what_is_left(trace)) {
        questions.push_back(*std::move(question));
    }
    return questions;
}

} // namespace scenarios
