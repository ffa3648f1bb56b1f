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

/// The first and the last time that a counter changes to something above 0.
struct Changes {
    EventId first = EventId::none;
    EventId last = EventId::none;
    EventId peak = EventId::none; ///< where its greatest value is reached
};

Changes changes_of(const core::Trace& trace, std::string_view counter) {
    Changes changes;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind != EventKind::counter || event.value <= 0 ||
            trace.text(event.label) != counter) {
            continue;
        }
        changes.last = to_event_id(i);
        if (changes.first == EventId::none) {
            changes.first = to_event_id(i);
        }
        if (changes.peak == EventId::none || event.value > trace[changes.peak].value) {
            changes.peak = to_event_id(i);
        }
    }
    return changes;
}

/// When the first task besides main takes its first step, or none.
EventId first_step(const core::Trace& trace) {
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind == EventKind::started && event.task != core::main_task) {
            return to_event_id(i);
        }
    }
    return EventId::none;
}

void ask_tasks(std::vector<Question>& questions, const core::Trace& trace,
               const ParamValues& values) {
    const auto tasks = static_cast<std::int64_t>(trace.tasks().size()) - 1;
    if (tasks < 2) {
        return;
    }
    Question question{.ask_before = trace.tasks()[1].created,
                      .reveal = trace.tasks().back().created};
    question.text = fmt::format("{} wanted at once. How many tasks are created for them?",
                                values.get("requests") == 1
                                    ? "1 request is"
                                    : fmt::format("{} requests are", values.get("requests")));
    offer_numbers(question, tasks, {values.get("limit"), values.get("requests"), 1, 2 * tasks});
    question.because = values.choice("limiter") == "worker-queue"
                           ? "A few workers take the requests one after the other from a queue."
                           : "Each request is a task of its own, whether it may call or waits.";
    questions.push_back(question);
}

std::string why_peak(const ParamValues& values, std::int64_t peak) {
    const std::string_view limiter = values.choice("limiter");
    if (limiter == "none") {
        return "Nobody holds them back but the service itself, which refuses what is too much.";
    }
    if (limiter == "token-bucket") {
        return "The bucket bounds how many calls begin in a second, not how many are in flight.";
    }
    return peak == values.get("limit")
               ? fmt::format("Nobody begins a call without one of the {} places.", peak)
               : "There was never reason for more.";
}

void ask_peak(std::vector<Question>& questions, const core::Trace& trace,
              const ParamValues& values) {
    const EventId step = first_step(trace);
    const EventId peak = changes_of(trace, "in_flight").peak;
    if (step == EventId::none || peak == EventId::none || peak <= step) {
        return;
    }
    const std::int64_t most = trace[peak].value;
    Question question{.ask_before = step, .reveal = peak};
    question.text = "How many calls will be in flight at one moment, at most?";
    offer_numbers(question, most,
                  {values.get("limit"), values.get("capacity"), values.get("requests"), most + 1});
    question.because = why_peak(values, most);
    questions.push_back(question);
}

void ask_rejected(std::vector<Question>& questions, const core::Trace& trace,
                  const ParamValues& values) {
    const EventId step = first_step(trace);
    const std::int64_t rejected = figure(trace, "requests_rejected");
    const EventId last = changes_of(trace, rejected > 0 ? "requests_rejected" : "in_flight").last;
    if (step == EventId::none || last == EventId::none || last <= step) {
        return;
    }
    Question question{.ask_before = step, .reveal = last};
    question.text = fmt::format("The service takes {} at a time. How many will it refuse?",
                                count_of(values.get("capacity"), "call"));
    offer_numbers(question, rejected,
                  {0, values.get("requests") - values.get("capacity"),
                   values.get("requests") - values.get("limit"), rejected + 1});
    question.because = rejected == 0 ? "Never more were in flight than the service takes."
                                     : "What came while the service was full got 503 at once.";
    questions.push_back(question);
}

std::string why_last(const ParamValues& values) {
    const std::string latency = to_words(core::to_us(values.ms("latency_ms")));
    const std::string_view limiter = values.choice("limiter");
    if (limiter == "none") {
        return fmt::format("All that the service took were in flight together, for {} each.",
                           latency);
    }
    if (limiter == "token-bucket") {
        return fmt::format("After a first burst the bucket lets {} in a second begin.",
                           count_of(values.get("rate_per_s"), "call"));
    }
    return fmt::format("At most {} at a time, and each takes {}.",
                       count_of(values.get("limit"), "call"), latency);
}

void ask_last_answer(std::vector<Question>& questions, const core::Trace& trace,
                     const ParamValues& values) {
    const Changes answers = changes_of(trace, "requests_completed");
    if (answers.first == answers.last) {
        return;
    }
    const std::int64_t requests = values.get("requests");
    const std::int64_t latency_us = core::to_us(values.ms("latency_ms"));
    const auto rounds = [&](std::int64_t width) { return (requests + width - 1) / width; };
    const std::int64_t right = core::to_us(trace[answers.last].at);
    Question question{.ask_before = answers.first, .reveal = answers.last};
    question.text = "The first answer is about to come. When will the last one be there?";
    offer_numbers(question, right,
                  {latency_us, rounds(values.get("limit")) * latency_us, requests * latency_us,
                   rounds(values.get("capacity")) * latency_us, right + latency_us},
                  to_words);
    question.because = why_last(values);
    questions.push_back(question);
}

} // namespace

std::vector<Question> semaphore_throttle_questions(const core::Trace& trace,
                                                   const ParamValues& values) {
    std::vector<Question> questions;
    ask_tasks(questions, trace, values);
    ask_peak(questions, trace, values);
    ask_rejected(questions, trace, values);
    ask_last_answer(questions, trace, values);
    std::stable_sort(questions.begin(), questions.end(), [](const Question& a, const Question& b) {
        return a.ask_before < b.ask_before;
    });
    return questions;
}

} // namespace scenarios
