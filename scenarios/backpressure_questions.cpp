#include "core/trace/metrics.hpp"
#include "scenarios/ask.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace scenarios {

namespace {

using core::EventId;
using core::EventKind;

/// What becomes of the first request that finds no place, or would not within the bound.
struct Overflow {
    EventId event = EventId::none;
    std::size_t answer = 0;
    std::string_view because;
};

Overflow find_overflow(const core::Trace& trace, const ParamValues& values) {
    const auto events = trace.events();
    const auto waits = std::find_if(events.begin(), events.end(), [&](const core::Event& event) {
        return begins_to_wait(trace, event, core::WaitKind::queue, "producer-");
    });
    if (waits != events.end()) {
        return {EventId{static_cast<std::uint32_t>(waits - events.begin())}, 0,
                "put waits while the queue is full: that is how the pressure gets back to whoever "
                "causes it."};
    }
    if (const EventId dropped = first_mark(trace, "the queue is full"); dropped != EventId::none) {
        return {dropped, 1, "put_nowait never waits: it raises QueueFull, and here that means no."};
    }
    return {first_count(trace, "queue_length", values.get("bound") + 1), 2,
            "A queue without a bound is never full, so nobody is slowed down and nobody told no."};
}

void ask_about_overflow(std::vector<Question>& questions, const core::Trace& trace,
                        const ParamValues& values) {
    const Overflow overflow = find_overflow(trace, values);
    questions.push_back(
        {.ask_before = overflow.event,
         .reveal = overflow.event,
         .text = fmt::format("A request comes in and finds {} in the queue. What happens?",
                             values.get("bound")),
         .choices = {"Its producer waits until there is a place", "It is dropped",
                     "The queue takes it as well"},
         .answer = overflow.answer,
         .because = std::string{overflow.because}});
}

void ask_how_many(std::vector<Question>& questions, const core::Trace& trace,
                  const ParamValues& values) {
    const EventId first_answer = first_count(trace, "requests_completed", 1);
    if (figure(trace, "requests_rejected") == 0) {
        return;
    }
    const std::int64_t brought = values.get("producers") * values.get("requests");
    Question& question = questions.emplace_back();
    question.ask_before = first_answer;
    question.reveal = first_event(trace, EventKind::main_ended);
    question.text =
        fmt::format("How many of the {} will be answered?", count_of(brought, "request"));
    offer_numbers(question, figure(trace, "requests_completed"),
                  {brought, brought / 2 + 1, values.get("bound") + values.get("workers")});
    question.because = fmt::format("{} found the queue full and {} dropped.",
                                   count_of(figure(trace, "requests_rejected"), "request"),
                                   was(figure(trace, "requests_rejected")));
}

void ask_how_quick(std::vector<Question>& questions, const core::Trace& trace,
                   const ParamValues& values) {
    const EventId first_answer = first_count(trace, "requests_completed", 1);
    const std::int64_t half = figure(trace, "p50_us");
    if (half == 0 || figure(trace, "requests_rejected") > 0) {
        return;
    }
    const std::int64_t work = values.get("work_ms") * 1000;
    Question& question = questions.emplace_back();
    question.ask_before = first_answer;
    question.reveal = first_event(trace, EventKind::main_ended);
    question.text = "Half of all answers take at most this long. How long?";
    offer_numbers(question, half, {work, 2 * half, figure(trace, "total_us")}, to_words);
    question.because = fmt::format("A request needs {} of work; what is more than that is waiting.",
                                   to_words(work));
}

void ask_how_it_ends(std::vector<Question>& questions, const core::Trace& trace) {
    const EventId ask = std::min(first_mark(trace, "the producers are done"),
                                 first_mark(trace, "the workers are cancelled"));
    const bool cancelled = first_mark(trace, "the workers are cancelled") != EventId::none;
    const std::int64_t cut = figure(trace, "requests_cut");
    questions.push_back(
        {.ask_before = ask,
         .reveal = first_event(trace, EventKind::main_ended),
         .text = "The producers are done. What becomes of the workers?",
         .choices = {"Each ends by itself when it takes a sentinel",
                     "They are cancelled when every request is answered",
                     "They are cancelled at once, and requests are lost"},
         .answer = !cancelled ? 0U
                   : cut == 0 ? 1U
                              : 2U,
         .because =
             !cancelled ? "A sentinel stands behind all requests, so it comes out last."
             : cut == 0
                 ? "join() returned first: nothing was left that a worker could be torn from."
                 : fmt::format("{} {} accepted and never answered.", count_of(cut, "request"),
                               was(cut))});
}

} // namespace

std::vector<Question> backpressure_questions(const core::Trace& trace, const ParamValues& values) {
    std::vector<Question> questions;
    ask_about_overflow(questions, trace, values);
    ask_how_many(questions, trace, values);
    ask_how_quick(questions, trace, values);
    ask_how_it_ends(questions, trace);
    return in_order(std::move(questions));
}

} // namespace scenarios
