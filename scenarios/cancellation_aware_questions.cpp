#include "scenarios/ask.hpp"
#include "scenarios/facts.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

namespace scenarios {

namespace {

using core::Event;
using core::EventId;
using core::EventKind;

bool is_worker(const core::Trace& trace, const Event& event) {
    return trace.name(event.task).starts_with("worker-");
}

/// The first time that a worker is asked to stop, or the first time that one is asked again.
EventId request(const core::Trace& trace, int count) {
    return next_event(trace, EventId{0}, [&](const Event& event) {
        return event.kind == EventKind::cancel_requested && is_worker(trace, event) &&
               event.value == count;
    });
}

/// The first worker who learns of a request made at `asked`.
EventId learned(const core::Trace& trace, EventId asked) {
    return next_event(trace, asked, [&](const Event& event) {
        return event.kind == EventKind::thrown && is_worker(trace, event);
    });
}

std::string why_then(std::string_view mode) {
    if (mode == "swallow") {
        return "The workers caught CancelledError and went on with their next part; cancel() is a "
               "request, and main has to wait for whoever does not grant it.";
    }
    if (mode == "shield-and-wait") {
        return "Each worker takes as long as its save does, and a second request changes nothing.";
    }
    return "Each worker takes as long as its save does, unless a second request ends the wait.";
}

Question when_all_have_ended(const core::Trace& trace, const ParamValues& values, EventId asked) {
    const EventId end = last_end(trace, "worker-");
    const std::int64_t asked_us = us_of(trace, asked);
    const std::int64_t longest = values.get("workers") * values.get("save_ms") * 1000;
    Question question{.ask_before = asked, .reveal = end};
    question.text = fmt::format("Main asks its {} to stop at {}. When has the last one ended?",
                                count_of(values.get("workers"), "worker"), to_words(asked_us));
    offer_numbers(question, us_of(trace, end),
                  {asked_us, us_of(trace, request(trace, 2), -1), asked_us + longest}, to_words);
    question.because = why_then(values.choice("mode"));
    return question;
}

Question how_it_ends(const core::Trace& trace, EventId told) {
    const std::string_view name = trace.name(trace[told].task);
    const Event& end = *end_of(trace, name);
    Question question{.ask_before = told, .reveal = id_of(trace, end)};
    question.text = fmt::format("CancelledError is about to reach {}. As what will it end?", name);
    question.choices = {"Done", "Cancelled", "Failed"};
    if (end.kind == EventKind::done) {
        question.because = "It caught CancelledError and did not raise it again: to everybody "
                           "else it looks like a task that was never cancelled.";
    } else if (end.kind == EventKind::cancelled) {
        question.answer = 1;
        question.because = "CancelledError left its coroutine, after the finally: that, and "
                           "nothing else, makes a task cancelled.";
    } else {
        question.answer = 2;
        question.because = "Another error left its coroutine in place of CancelledError.";
    }
    return question;
}

enum class Fate : std::uint8_t { completed, interrupted, left_alone, not_begun };

constexpr std::array fates{
    "It completes while the worker waits for it", "It is interrupted and never completes",
    "It goes on, but its worker ends without it", "There is none yet: the worker works on"};

constexpr std::array reasons{
    "The request ended one wait for the save; the worker began the next one.",
    "A cleanup that awaits can be cancelled like any other code: CancelledError came out of its "
    "await, and the rest of it was skipped.",
    "shield kept the request away from the save, not from the worker: it got CancelledError and "
    "left.",
    "It had swallowed the first request, and swallowed this one too."};

/// What becomes of the save of a worker who is asked again, and the event that shows it.
std::pair<Fate, EventId> fate_of_save(const core::Trace& trace, EventId again) {
    const auto task = trace[again].task;
    bool saves = false;
    for (const Event& event : trace.events().first(core::index_of(again))) {
        saves = saves || (event.task == task && event.kind == EventKind::cleanup_started);
    }
    const EventId over = next_event(trace, again, [&](const Event& event) {
        const auto shows = saves ? EventKind::cleanup_ended : EventKind::suspended;
        return event.task == task && event.kind == shows;
    });
    if (!saves || over == EventId::none) {
        return {Fate::not_begun, over};
    }
    if (trace[over].label == core::LabelId::none) {
        return {Fate::completed, over};
    }
    const std::string number{trace.name(task).substr(std::string_view{"worker-"}.size())};
    const bool alone = trace.find_task("save-" + number) != core::TaskId::none;
    return {alone ? Fate::left_alone : Fate::interrupted, over};
}

std::optional<Question> what_becomes_of_it(const core::Trace& trace, EventId again) {
    const auto [fate, reveal] = fate_of_save(trace, again);
    if (reveal == EventId::none) {
        return std::nullopt;
    }
    const auto answer = static_cast<std::size_t>(fate);
    Question question{.ask_before = again, .reveal = reveal};
    question.text = fmt::format("Main asks {} once more at {}. What becomes of its save?",
                                trace.name(trace[again].task), to_words(us_of(trace, again)));
    question.choices.assign(fates.begin(), fates.end());
    question.answer = answer;
    question.because = reasons[answer];
    return question;
}

Question how_many_saves(const core::Trace& trace, const ParamValues& values, EventId told) {
    const std::int64_t workers = values.get("workers");
    const std::int64_t saved = last_count(trace, "saved");
    Question question{.ask_before = told, .reveal = first_event(trace, EventKind::run_ended)};
    question.text = fmt::format("How many of the {} have completed when the program is over?",
                                count_of(workers, "save"));
    offer_numbers(question, saved, {0, workers / 2, workers});
    question.because = fmt::format("{} did; {} never will, and nobody gets an error for that.",
                                   saved, workers - saved);
    if (saved == workers) {
        question.because = "All of them: no worker ended before its save.";
    }
    return question;
}

} // namespace

std::vector<Question> cancellation_aware_questions(const core::Trace& trace,
                                                   const ParamValues& values) {
    std::vector<Question> questions;
    const EventId asked = request(trace, 1);
    const EventId told = learned(trace, asked);
    if (told == EventId::none || end_of(trace, trace.name(trace[told].task)) == nullptr) {
        return questions;
    }
    questions.push_back(when_all_have_ended(trace, values, asked));
    questions.push_back(how_it_ends(trace, told));
    const EventId again = request(trace, 2);
    if (const EventId told_again = learned(trace, again); told_again != EventId::none) {
        if (auto question = what_becomes_of_it(trace, again)) {
            questions.push_back(std::move(*question));
        }
        questions.push_back(how_many_saves(trace, values, told_again));
    }
    return questions;
}

} // namespace scenarios
