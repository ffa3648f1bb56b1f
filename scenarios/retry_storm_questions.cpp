#include "scenarios/ask.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/retry_storm_waves.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace scenarios {

namespace {

using core::EventId;
using core::EventKind;

/// When each client called for the second time.
struct SecondCalls {
    EventId last = EventId::none;
    std::set<core::Instant> moments;
    std::size_t count = 0;
};

SecondCalls find_second_calls(const core::Trace& trace) {
    SecondCalls found;
    std::vector<int> calls(trace.tasks().size() + 1);
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (begins_to_wait(trace, event, core::WaitKind::condition, "request-") &&
            ++calls[core::index_of(event.task)] == 2) {
            found.last = EventId{static_cast<std::uint32_t>(i)};
            found.moments.insert(event.at);
            ++found.count;
        }
    }
    return found;
}

void ask_about_second_calls(std::vector<Question>& questions, const core::Trace& trace) {
    const EventId refused = first_count(trace, "requests_rejected", 1);
    const SecondCalls second = find_second_calls(trace);
    if (second.count < 2) {
        return;
    }
    const auto moments = second.moments.size();
    const std::string when = to_words(core::to_us(*second.moments.rbegin()));
    questions.push_back(
        {.ask_before = refused,
         .reveal = second.last,
         .text = "The first calls are refused. When do the same clients call again?",
         .choices = {"All at the same moment", "Spread out, at many moments"},
         .answer = moments == 1 ? 0U : 1U,
         .because = moments == 1
                        ? fmt::format("All {} waited equally long and came back at {}.",
                                      second.count, when)
                        : fmt::format("The {} second calls came at {} moments, the last at {}.",
                                      second.count, moments, when)});
}

void ask_about_wave(std::vector<Question>& questions, const core::Trace& trace,
                    const ParamValues& values) {
    const EventId up = first_mark(trace, "the service is up again");
    const Wave wave = highest_wave_after_outage(trace);
    if (wave.calls == 0) {
        return;
    }
    const std::int64_t capacity = values.get("capacity");
    const std::int64_t clients = values.get("clients");
    Question& question = questions.emplace_back();
    question.ask_before = up;
    question.reveal = std::max(up, wave.at);
    question.text = fmt::format("The service is up again and takes {} at a time. How many calls "
                                "will be under way at the same time, at most?",
                                count_of(capacity, "call"));
    offer_numbers(question, wave.calls, {clients, capacity, 2 * clients});
    question.because = wave.calls == clients
                           ? "The outage has brought the clients into step, and equal waits keep "
                             "them there."
                           : "The clients do not come back in step.";
}

void ask_about_end(std::vector<Question>& questions, const core::Trace& trace) {
    const EventId answered = first_count(trace, "requests_completed", 1);
    const std::int64_t total = figure(trace, "total_us");
    if (answered == EventId::none || total == 0) {
        return;
    }
    Question& question = questions.emplace_back();
    question.ask_before = answered;
    question.reveal = first_event(trace, EventKind::main_ended);
    question.text = "The first request is answered. When is the last one?";
    offer_numbers(question, total, {core::to_us(trace[answered].at), 2 * total, total * 5 / 2},
                  to_words);
    question.because = fmt::format("Until then {} were refused.",
                                   count_of(figure(trace, "requests_rejected"), "call"));
}

} // namespace

std::vector<Question> retry_storm_questions(const core::Trace& trace, const ParamValues& values) {
    std::vector<Question> questions;
    ask_about_second_calls(questions, trace);
    ask_about_wave(questions, trace, values);
    ask_about_end(questions, trace);
    return in_order(std::move(questions));
}

} // namespace scenarios
