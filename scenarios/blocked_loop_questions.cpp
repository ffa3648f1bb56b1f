#include "core/trace/explain.hpp"
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

/// The step that the first report takes when its time has come: all that matters begins there.
EventId first_report(const core::Trace& trace) {
    return first_event(trace, EventKind::resumed, "report-1");
}

/// The next event of that kind of that task, from some event on.
EventId next_event(const core::Trace& trace, EventId from, EventKind kind, std::string_view task) {
    for (std::size_t i = core::index_of(from); i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind == kind && trace.name(event.task) == task) {
            return to_event_id(i);
        }
    }
    return EventId::none;
}

std::int64_t time_of(const core::Trace& trace, EventId event) {
    return core::to_us(trace[event].at);
}

/// At least one of the others differs, whatever the parameters.
void offer_times(Question& question, std::int64_t right,
                 std::initializer_list<std::int64_t> others) {
    const bool any_differs = std::any_of(others.begin(), others.end(),
                                         [right](std::int64_t other) { return other != right; });
    if (any_differs) {
        offer_numbers(question, right, others, to_words);
    } else {
        offer_numbers(question, right, {right + 50'000}, to_words);
    }
}

/// When does the next heartbeat come? Not there if it has none left.
std::optional<Question> next_heartbeat(const core::Trace& trace, const ParamValues& values,
                                       EventId begin) {
    const EventId beat = next_event(trace, begin, EventKind::resumed, "heartbeat");
    const auto asleep = core::last_suspension(trace, trace.find_task("heartbeat"), begin);
    if (beat == EventId::none || asleep == nullptr) {
        return std::nullopt;
    }
    const std::int64_t interval = values.get("beat_ms") * 1000;
    const std::int64_t due = core::to_us(asleep->at) + interval;
    const std::int64_t work = values.get("work_ms") * 1000;
    const std::int64_t from = time_of(trace, begin);
    Question question;
    question.ask_before = begin;
    question.reveal = beat;
    question.text = fmt::format("The first report begins its call of {} now, and the next "
                                "heartbeat is due at {}. When does it come?",
                                to_words(work), to_words(due));
    offer_times(question, time_of(trace, beat),
                {due, due + interval, from + work * values.get("reports")});
    question.because =
        time_of(trace, beat) > due
            ? "A timer that is due does not help: the loop looks at it when the task that runs "
              "awaits something."
            : "The loop is free and runs the heartbeat as soon as its timer is due.";
    return question;
}

/// When is the last report over?
std::optional<Question> last_report(const core::Trace& trace, const ParamValues& values,
                                    EventId begin) {
    EventId last = EventId::none;
    for (std::size_t i = core::index_of(begin); i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (core::ends_task(event.kind) && trace.name(event.task).starts_with("report-")) {
            last = to_event_id(i);
        }
    }
    if (last == EventId::none) {
        return std::nullopt;
    }
    const std::int64_t work = values.get("work_ms") * 1000;
    const std::int64_t from = time_of(trace, begin);
    const std::int64_t all = work * values.get("reports");
    Question question;
    question.ask_before = begin;
    question.reveal = last;
    question.text = fmt::format("{} asked for. When is the last one over, in whatever way?",
                                values.get("reports") == 1
                                    ? "1 report is"
                                    : fmt::format("{} reports are", values.get("reports")));
    offer_times(question, time_of(trace, last),
                {from + work, from + all, from + values.get("patience_ms") * 1000});
    question.because =
        "Threads work side by side; on the loop the calls, or their slices, come one "
        "after the other.";
    return question;
}

/// When is the thread free whose report has been given up? Not there if none has.
std::optional<Question> free_thread(const core::Trace& trace, const ParamValues& values) {
    const EventId fired = first_event(trace, EventKind::timeout_fired);
    if (fired == EventId::none) {
        return std::nullopt;
    }
    for (std::size_t i = core::index_of(fired); i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind != EventKind::counter || trace.text(event.label) != "in_threads") {
            continue;
        }
        const std::int64_t at = time_of(trace, fired);
        const std::int64_t work = values.get("work_ms") * 1000;
        Question question;
        question.ask_before = fired;
        question.reveal = to_event_id(i);
        question.text = fmt::format("At {} {} is cancelled: nobody waits for its thread any more. "
                                    "When is a thread free again?",
                                    to_words(at), trace.name(trace[fired].task));
        offer_times(question, core::to_us(event.at), {at, at + work});
        question.because = "A thread cannot be cancelled from outside: only the future that stands "
                           "for it was. The call goes on to its end.";
        return question;
    }
    return std::nullopt;
}

} // namespace

std::vector<Question> blocked_loop_questions(const core::Trace& trace, const ParamValues& values) {
    std::vector<Question> questions;
    const EventId begin = first_report(trace);
    if (begin == EventId::none) {
        return questions;
    }
    const auto ask = [&questions](std::optional<Question> question) {
        if (question) {
            questions.push_back(*std::move(question));
        }
    };
    ask(next_heartbeat(trace, values, begin));
    ask(last_report(trace, values, begin));
    ask(free_thread(trace, values));
    return questions;
}

} // namespace scenarios
