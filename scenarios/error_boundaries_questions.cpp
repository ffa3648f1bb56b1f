#include "scenarios/ask.hpp"
#include "scenarios/facts.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scenarios {

namespace {

using core::Event;
using core::EventId;
using core::EventKind;

bool is_worker(const core::Trace& trace, const Event& event) {
    return trace.name(event.task).starts_with("worker-");
}

EventId first_failure(const core::Trace& trace) {
    return next_event(trace, EventId{0}, [&](const Event& event) {
        return event.kind == EventKind::failed && is_worker(trace, event);
    });
}

std::int64_t all_workers(const ParamValues& values) {
    return values.get("services") * values.get("workers");
}

Question how_many_are_stopped(const core::Trace& trace, const ParamValues& values,
                              EventId failure) {
    Question question{.ask_before = failure,
                      .reveal = next_event(trace, failure, [](const Event& event) {
                          return event.kind == EventKind::group_ended;
                      })};
    std::int64_t stopped = 0;
    for (const Event& event : trace.events().subspan(core::index_of(failure))) {
        if (event.kind == EventKind::created && is_worker(trace, event)) {
            break; // the next life of the service is another story
        }
        if (event.kind == EventKind::cancel_requested && is_worker(trace, event)) {
            question.reveal = std::max(question.reveal, id_of(trace, event));
            ++stopped;
        }
    }
    question.text = fmt::format("{} is about to fail. How many other workers are stopped because "
                                "of that?",
                                trace.name(trace[failure].task));
    offer_numbers(question, stopped, {0, values.get("workers") - 1, all_workers(values) - 1, 1});
    question.because =
        values.get("mode") < 2
            ? "Nobody catches the error on its way, so that it takes down the group of all."
            : "The group of its service stops the workers of that service; the service catches "
              "the error, and nobody else hears of it.";
    return question;
}

Question what_main_sees(const core::Trace& trace, EventId abort) {
    const EventId seen = next_event(trace, abort, [](const Event& event) {
        return event.kind == EventKind::error_seen && event.task == core::main_task;
    });
    Question question{.ask_before = abort,
                      .reveal =
                          seen != EventId::none ? seen : first_event(trace, EventKind::main_ended)};
    question.text = "What will main see of the ValueError?";
    question.choices = {"Nothing", "The ValueError", "An ExceptionGroup with the ValueError in it",
                        "An ExceptionGroup with an ExceptionGroup in it"};
    if (seen == EventId::none) {
        question.because = "The service caught the error. Its task ended normally, and the group "
                           "of all has nothing to tell.";
    } else if (trace.text(trace[seen].label).starts_with("ExceptionGroup[ExceptionGroup")) {
        question.answer = 3;
        question.because = "Each group that an error leaves wraps it once more; except* looks "
                           "through all of them.";
    } else {
        question.answer = 2;
        question.because = "A group wraps what its children throw, even if it is a single error.";
    }
    return question;
}

Question how_many_finish(const core::Trace& trace, const ParamValues& values, EventId stopped) {
    const std::int64_t all = all_workers(values);
    const std::int64_t finished = last_count(trace, "finished");
    Question question{.ask_before = stopped, .reveal = first_event(trace, EventKind::run_ended)};
    question.text =
        fmt::format("How many of the {} will have finished in the end?", count_of(all, "worker"));
    offer_numbers(question, finished, {0, all - values.get("workers"), all, all - 1});
    if (values.choice("mode") == "contain") {
        question.because = "The other services never heard of the error; the failed one is gone.";
    } else if (values.choice("mode") != "restart") {
        question.because = "The group of all stops every worker that is still busy.";
    } else if (finished == all) {
        question.because = "The supervisor started the service again until its work was done.";
    } else {
        question.because = "The supervisor gave up and passed the error on, to the group of all.";
    }
    return question;
}

} // namespace

std::vector<Question> error_boundaries_questions(const core::Trace& trace,
                                                 const ParamValues& values) {
    std::vector<Question> questions;
    const EventId failure = first_failure(trace);
    const EventId abort = next_event(
        trace, failure, [](const Event& event) { return event.kind == EventKind::group_aborted; });
    const EventId ended = next_event(
        trace, abort, [](const Event& event) { return event.kind == EventKind::group_ended; });
    if (ended == EventId::none) {
        return questions;
    }
    questions.push_back(how_many_are_stopped(trace, values, failure));
    questions.push_back(what_main_sees(trace, abort));
    questions.push_back(how_many_finish(trace, values, ended));
    return questions;
}

} // namespace scenarios
