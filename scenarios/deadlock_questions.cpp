#include "scenarios/ask.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace scenarios {

namespace {

using core::EventId;
using core::EventKind;
using core::to_event_id;

constexpr std::int64_t least_apart = 10'000; // us: two choices are never the same

/// The one who steps into the last line before all stand still; without a deadlock the first who
/// stands in line at all.
EventId telling_queue(const core::Trace& trace) {
    EventId last = EventId::none;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const EventKind kind = trace.events()[i].kind;
        if (kind == EventKind::deadlock) {
            return last;
        }
        last = kind == EventKind::queued ? to_event_id(i) : last;
    }
    return first_event(trace, EventKind::queued);
}

/// What ends that wait: the lock, the patience, or nothing but the lab. None: something else.
EventId end_of_wait(const core::Trace& trace, EventId queued) {
    bool is_time_up = false;
    for (std::size_t i = core::index_of(queued); i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind == EventKind::deadlock) {
            return to_event_id(i);
        }
        if (event.task != trace[queued].task) {
            continue;
        }
        is_time_up = is_time_up || event.kind == EventKind::timeout_fired;
        if (event.kind == EventKind::acquired || event.kind == EventKind::abandoned) {
            return event.kind == EventKind::acquired || is_time_up ? to_event_id(i) : EventId::none;
        }
    }
    return EventId::none;
}

/// Not there if nobody stands in line, or somebody from outside ends the wait.
std::optional<Question> how_it_goes_on(const core::Trace& trace) {
    const EventId queued = telling_queue(trace);
    const EventId end = queued == EventId::none ? EventId::none : end_of_wait(trace, queued);
    if (end == EventId::none) {
        return std::nullopt;
    }
    const std::string wanted{trace.text(trace[queued].label)};
    Question question;
    question.ask_before = queued;
    question.reveal = end;
    question.text =
        fmt::format("{} wants {} now. How does it go on?", trace.name(trace[queued].task), wanted);
    question.choices = {"It gets it at once", "It waits until it is given back, then gets it",
                        "It waits, and gives up after a while", "It waits for ever"};
    const std::string waited = to_words(core::to_us(trace[end].at - trace[queued].at));
    switch (trace[end].kind) {
    case EventKind::deadlock:
        question.answer = 3;
        question.because = fmt::format("Whoever could give {} back waits itself, for something "
                                       "that nobody will give back either.",
                                       wanted);
        break;
    case EventKind::acquired:
        question.answer = 1;
        question.because =
            fmt::format("It is given back {} later, and the first in line gets it.", waited);
        break;
    default:
        question.answer = 2;
        question.because = fmt::format("After {} it leaves the line; what it holds becomes free "
                                       "for the others.",
                                       waited);
    }
    return question;
}

/// How many get through, if not all do, else how long it takes.
Question how_it_ends(const core::Trace& trace, const ParamValues& values, EventId ask_before) {
    Question question;
    question.ask_before = ask_before;
    question.reveal = first_event(trace, EventKind::main_ended);
    const std::int64_t transfers = values.get("transfers");
    const std::int64_t done = figure(trace, "tasks_completed");
    if (done < transfers) {
        question.text =
            fmt::format("How many of the {} get done?", count_of(transfers, "transfer"));
        offer_numbers(question, done, {0, 1, transfers});
        question.because = "Who waits in a ring never gets on, and whoever comes later waits "
                           "behind it.";
        return question;
    }
    const std::int64_t one = (values.get("read_ms") + values.get("write_ms")) * 1000;
    const std::int64_t total = figure(trace, "total_us");
    question.text = "When are all transfers done?";
    offer_numbers(question, total, {one, one * transfers, total + std::max(one, least_apart)},
                  to_words);
    question.because = fmt::format("A transfer takes {}; the rest is waiting for each other, and "
                                   "for the last one to begin.",
                                   to_words(one));
    return question;
}

/// How many permits are out at the same time, at the most?
std::optional<Question> how_many_out(const core::Trace& trace, const ParamValues& values,
                                     EventId ask_before) {
    const std::int64_t permits = values.get("permits");
    std::int64_t least_free = permits;
    EventId when = ask_before;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind == EventKind::acquired && event.value < least_free) {
            least_free = event.value;
            when = to_event_id(i);
        }
    }
    if (least_free == permits) {
        return std::nullopt;
    }
    Question question;
    question.ask_before = ask_before;
    question.reveal = std::max(when, ask_before);
    question.text = "How many connections are in use at the same time, at the most?";
    const std::int64_t transfers = values.get("transfers");
    offer_numbers(question, permits - least_free, {1, transfers, 2 * transfers});
    question.because = fmt::format("There are {}; each transfer takes {} at the same time.",
                                   count_of(permits, "permit"),
                                   values.choice("mode") == "taken-twice" ? "two" : "one");
    return question;
}

} // namespace

std::vector<Question> deadlock_questions(const core::Trace& trace, const ParamValues& values) {
    std::vector<Question> questions;
    const EventId begin = first_event(trace, EventKind::acquired);
    if (begin == EventId::none || first_event(trace, EventKind::main_ended) == EventId::none) {
        return questions;
    }
    const std::string_view mode = values.choice("mode");
    if (mode == "taken-twice" || mode == "passed-on") {
        if (auto question = how_many_out(trace, values, begin)) {
            questions.push_back(*std::move(question));
        }
    }
    EventId ask_before = begin;
    if (auto question = how_it_goes_on(trace)) {
        ask_before = question->ask_before;
        questions.push_back(*std::move(question));
    }
    questions.push_back(how_it_ends(trace, values, ask_before));
    return questions;
}

} // namespace scenarios
