#include "core/trace/metrics.hpp"
#include "scenarios/ask.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scenarios {

namespace {

using core::EventId;
using core::EventKind;
using core::to_event_id;

EventId last_of(const core::Trace& trace) {
    return to_event_id(trace.size() - 1);
}

/// One request that was there when something happened.
struct Request {
    core::TaskId task = core::TaskId::none;
    EventId end = EventId::none; ///< none: it never ended
};

EventId end_of(const core::Trace& trace, core::TaskId task) {
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.task == task && core::ends_task(event.kind)) {
            return to_event_id(i);
        }
    }
    return EventId::none;
}

std::vector<Request> in_flight_at(const core::Trace& trace, EventId moment) {
    std::vector<Request> found;
    for (const core::TaskInfo& task : trace.tasks()) {
        if (task.created < moment && trace.text(task.name).starts_with("request-")) {
            const EventId end = end_of(trace, task.id);
            if (end > moment) {
                found.push_back({task.id, end});
            }
        }
    }
    return found;
}

bool was_answered(const core::Trace& trace, const Request& request) {
    return request.end != EventId::none && trace[request.end].kind == EventKind::done;
}

std::string why_answered(std::int64_t answered, std::int64_t count, const ParamValues& values) {
    if (values.choice("strategy") == "abrupt") {
        return "Without a handler the process is gone at once, and whoever waits gets no answer.";
    }
    if (values.choice("strategy") == "article") {
        return "The shutdown task waits for those that were in flight when the signal came, "
               "without a deadline.";
    }
    const std::string deadline = to_words(core::to_us(values.ms("drain_deadline_ms")));
    return answered == count ? fmt::format("They had {} to finish, and that was enough.", deadline)
                             : fmt::format("They had {} to finish, and {} of them did not make it.",
                                           deadline, count - answered);
}

void ask_answered(std::vector<Question>& questions, const core::Trace& trace,
                  const ParamValues& values, EventId signal) {
    const std::vector<Request> requests = in_flight_at(trace, signal);
    if (requests.empty()) {
        return;
    }
    const auto count = static_cast<std::int64_t>(requests.size());
    const auto answered =
        std::count_if(requests.begin(), requests.end(),
                      [&](const Request& request) { return was_answered(trace, request); });
    Question question{.ask_before = signal, .reveal = signal};
    for (const Request& request : requests) {
        question.reveal = std::max(question.reveal, std::min(request.end, last_of(trace)));
    }
    question.text = fmt::format("SIGTERM comes while {} {} in flight. How many will be answered?",
                                count_of(count, "request"), count == 1 ? "is" : "are");
    offer_numbers(question, answered, {0, count, count / 2, count - 1});
    question.because = why_answered(answered, count, values);
    questions.push_back(question);
}

void ask_exit_code(std::vector<Question>& questions, const core::Trace& trace,
                   const ParamValues& values, EventId signal) {
    EventId told = EventId::none;
    for (std::size_t i = core::index_of(signal) + 1; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind == EventKind::counter && trace.text(event.label) == "exit_code") {
            told = to_event_id(i);
        }
    }
    if (told == EventId::none) {
        return;
    }
    const std::int64_t code = trace[told].value;
    Question question{.ask_before = signal, .reveal = told};
    question.text = "With which exit code will the process end?";
    offer_numbers(question, code, {0, 1, 143});
    if (values.choice("strategy") == "abrupt") {
        question.because = "128 + 15: that is how a shell writes that SIGTERM ended the process.";
    } else if (values.choice("strategy") == "article") {
        question.because = "SystemExit(0) says that all is well, whatever was lost on the way.";
    } else {
        question.because = code == 0 ? "Nothing was cut, so main returns 0."
                                     : "Something was cut, and main says so by its exit code.";
    }
    questions.push_back(question);
}

/// The first arrival of a request at a later moment than the signal, or none. Whoever comes at that
/// very moment comes before the program has learned of it.
EventId next_arrival(const core::Trace& trace, EventId signal) {
    for (std::size_t i = trace.count_until(trace[signal].at); i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        const std::string_view name = trace.text(event.label);
        if (event.kind == EventKind::counter && event.value > 0 &&
            (name == "requests_accepted" || name == "requests_refused")) {
            return to_event_id(i);
        }
    }
    return EventId::none;
}

/// The task that the next event of that kind creates, or an empty request.
Request created_after(const core::Trace& trace, EventId arrival) {
    for (const core::TaskInfo& task : trace.tasks()) {
        if (task.created > arrival && trace.text(task.name).starts_with("request-")) {
            return {task.id, end_of(trace, task.id)};
        }
    }
    return {};
}

void ask_latecomer(std::vector<Question>& questions, const core::Trace& trace, EventId signal) {
    const EventId arrival = next_arrival(trace, signal);
    if (arrival == EventId::none) {
        return;
    }
    Question question{.ask_before = to_event_id(core::index_of(arrival) - 1), .reveal = arrival};
    question.text = "A client knocks after SIGTERM. What happens to its request?";
    question.choices = {"It is accepted and answered", "It is accepted, but never answered",
                        "It is refused"};
    if (trace.text(trace[arrival].label) == "requests_refused") {
        question.answer = 2;
        question.because = "The service has stopped accepting, so the client knows at once that "
                           "it must go elsewhere.";
    } else {
        const Request request = created_after(trace, arrival);
        question.reveal = std::min(request.end, last_of(trace));
        question.answer = was_answered(trace, request) ? 0 : 1;
        question.because = question.answer == 0
                               ? "Nobody told the service to stop accepting, and there was still "
                                 "time for it."
                               : "Nobody told the service to stop accepting, and nobody waits "
                                 "for those that come late.";
    }
    questions.push_back(question);
}

void ask_flush(std::vector<Question>& questions, const core::Trace& trace, EventId signal) {
    const EventId flush = first_event(trace, EventKind::cleanup_started, "access-log");
    const bool begins = flush != EventId::none && flush > signal;
    Question question{.ask_before = begins ? flush : signal, .reveal = last_of(trace)};
    for (std::size_t i = core::index_of(question.ask_before) + 1; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind == EventKind::cleanup_ended && trace.name(event.task) == "access-log") {
            question.reveal = to_event_id(i);
        }
    }
    const bool flushed = figure(trace, "flushed") == 1;
    question.text = begins ? "The access log begins to write its last lines. Will it get done?"
                           : "Will the last lines of the access log be written?";
    question.choices = {"Yes", "No"};
    question.answer = flushed ? 0 : 1;
    if (flushed) {
        question.because = "Main waits for the log before it ends.";
    } else {
        question.because = begins ? "Nobody waits for it: the loop is torn down meanwhile."
                                  : "It was never asked to: the process is gone at once.";
    }
    questions.push_back(question);
}

} // namespace

std::vector<Question> shutdown_drain_questions(const core::Trace& trace,
                                               const ParamValues& values) {
    std::vector<Question> questions;
    const EventId signal = first_event(trace, EventKind::signal);
    if (signal == EventId::none || signal == last_of(trace)) {
        return questions;
    }
    ask_answered(questions, trace, values, signal);
    ask_exit_code(questions, trace, values, signal);
    ask_latecomer(questions, trace, signal);
    ask_flush(questions, trace, signal);
    std::stable_sort(questions.begin(), questions.end(), [](const Question& a, const Question& b) {
        return a.ask_before < b.ask_before;
    });
    return questions;
}

} // namespace scenarios
