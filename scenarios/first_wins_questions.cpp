#include "scenarios/ask.hpp"
#include "scenarios/first_wins_facts.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace scenarios {

namespace {

using core::EventId;
using core::EventKind;

/// The first replica that fails before anybody has answered.
EventId early_failure(const core::Trace& trace, EventId won) {
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        const EventId id{static_cast<std::uint32_t>(i)};
        if (event.kind == EventKind::failed && id < won &&
            trace.name(event.task).starts_with("replica-")) {
            return id;
        }
    }
    return EventId::none;
}

/// Where main, after that event, waits for the next replica to end; none: it does not.
EventId waits_on(const core::Trace& trace, EventId after) {
    for (std::size_t i = core::index_of(after); i < trace.size(); ++i) {
        if (begins_to_wait(trace, trace.events()[i], core::WaitKind::wait, "main")) {
            return EventId{static_cast<std::uint32_t>(i)};
        }
    }
    return EventId::none;
}

void ask_how_many(std::vector<Question>& questions, const core::Trace& trace,
                  const ParamValues& values, EventId decided) {
    Question& question = questions.emplace_back();
    question.ask_before = first_count(trace, "requests_accepted", 1);
    question.reveal = decided;
    question.text = fmt::format("There {} {}. How many will have been asked when it is decided?",
                                values.get("replicas") == 1 ? "is" : "are",
                                count_of(values.get("replicas"), "replica"));
    offer_numbers(question, figure(trace, "requests_accepted"), {values.get("replicas"), 1, 2});
    question.because =
        values.choice("strategy") == "hedged"
            ? fmt::format("Another one is asked after each {} without an answer, and "
                          "at once when one has failed.",
                          to_words(values.get("hedge_after_ms") * 1000))
            : "All are asked at the start, whoever will be the quickest.";
}

void ask_about_failure(std::vector<Question>& questions, const core::Trace& trace, EventId won) {
    const EventId failed = early_failure(trace, won);
    if (failed == EventId::none) {
        return;
    }
    const EventId next = waits_on(trace, failed);
    const bool gives_up = next == EventId::none;
    questions.push_back(
        {.ask_before = failed,
         .reveal = gives_up ? first_event(trace, EventKind::error_seen) : next,
         .text = fmt::format("{} is about to fail; nobody has answered yet. What will main do?",
                             trace.name(trace[failed].task)),
         .choices = {"It waits for the next one to end", "It takes the error for the outcome"},
         .answer = gives_up ? 1U : 0U,
         .because = gives_up ? "FIRST_COMPLETED tells that a task is done, not that it has an "
                               "answer; here main takes whatever came first."
                             : "A task that failed is done as well; main looks for an answer and "
                               "goes on waiting if there is none."});
}

void ask_about_losers(std::vector<Question>& questions, const core::Trace& trace,
                      const Winner& winner) {
    if (winner.goes_on == EventId::none || running_at(trace, winner.done) == 0) {
        return;
    }
    const std::int64_t left = running_at(trace, winner.goes_on);
    questions.push_back(
        {.ask_before = winner.done,
         .reveal = winner.goes_on,
         .text = fmt::format("{} answers. What becomes of the others?", winner.name),
         .choices = {"They are asked to stop, and main waits until they have",
                     "They run on, and nobody waits for them"},
         .answer = left == 0 ? 0U : 1U,
         .because = left == 0 ? "Main cancels each of them and awaits its cleanup."
                              : "wait() tells who is done. It does nothing to the others, and here "
                                "nobody else does."});
}

void ask_when(std::vector<Question>& questions, const core::Trace& trace, const ParamValues& values,
              const Winner& winner) {
    if (winner.goes_on == EventId::none || trace[winner.goes_on].at == core::Instant{}) {
        return;
    }
    const std::int64_t won = core::to_us(trace[winner.done].at);
    const std::int64_t goes_on = core::to_us(trace[winner.goes_on].at);
    Question& question = questions.emplace_back();
    question.ask_before = winner.done;
    question.reveal = winner.goes_on;
    question.text = fmt::format("{} answers at {}. When does main go on with the answer?",
                                winner.name, to_words(won));
    offer_numbers(
        question, goes_on,
        {won, won + values.get("hang_up_ms") * 1000, values.get("first_ms") * 1000, 2 * goes_on},
        to_words);
    question.because = goes_on == won
                           ? "Nothing keeps main: nobody's cleanup is awaited."
                           : fmt::format("The others need {} to hang up, and main waits for it.",
                                         to_words(goes_on - won));
}

} // namespace

std::vector<Question> first_wins_questions(const core::Trace& trace, const ParamValues& values) {
    const auto winner = winner_of(trace);
    const EventId won = winner ? winner->done : EventId::none;
    std::vector<Question> questions;
    ask_how_many(questions, trace, values,
                 winner ? won : first_event(trace, EventKind::error_seen));
    ask_about_failure(questions, trace, won);
    if (winner) {
        ask_about_losers(questions, trace, *winner);
        ask_when(questions, trace, values, *winner);
    }
    return in_order(std::move(questions));
}

} // namespace scenarios
