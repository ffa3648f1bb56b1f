#include "scenarios/ask.hpp"

#include "core/base/assert.hpp"

#include <algorithm>

namespace scenarios {

namespace {

constexpr std::size_t most_choices = 4; // as many as there are keys for them

template <class Fits>
core::EventId first_that(const core::Trace& trace, Fits fits) {
    const auto events = trace.events();
    const auto found = std::find_if(events.begin(), events.end(), fits);
    return found == events.end()
               ? core::EventId::none
               : core::EventId{static_cast<std::uint32_t>(found - events.begin())};
}

} // namespace

core::EventId first_event(const core::Trace& trace, core::EventKind kind, std::string_view task) {
    return first_that(trace, [&](const core::Event& event) {
        return event.kind == kind && (task.empty() || trace.name(event.task) == task);
    });
}

core::EventId first_mark(const core::Trace& trace, std::string_view begin) {
    return first_that(trace, [&](const core::Event& event) {
        return event.kind == core::EventKind::mark && trace.text(event.label).starts_with(begin);
    });
}

core::EventId first_count(const core::Trace& trace, std::string_view counter, std::int64_t value) {
    return first_that(trace, [&](const core::Event& event) {
        return event.kind == core::EventKind::counter && event.value >= value &&
               trace.text(event.label) == counter;
    });
}

bool begins_to_wait(const core::Trace& trace, const core::Event& event, core::WaitKind kind,
                    std::string_view task_prefix) {
    return event.kind == core::EventKind::suspended && event.wait_kind() == kind &&
           trace.name(event.task).starts_with(task_prefix);
}

std::vector<Question> in_order(std::vector<Question> questions) {
    std::erase_if(questions, [](const Question& question) {
        return question.ask_before == core::EventId::none || question.reveal == core::EventId::none;
    });
    std::stable_sort(questions.begin(), questions.end(), [](const Question& a, const Question& b) {
        return a.ask_before < b.ask_before;
    });
    return questions;
}

void offer_numbers(Question& question, std::int64_t right,
                   std::initializer_list<std::int64_t> others, std::string (*words)(std::int64_t)) {
    std::vector<std::int64_t> numbers{right};
    for (const std::int64_t other : others) {
        const bool is_new = std::find(numbers.begin(), numbers.end(), other) == numbers.end();
        if (other >= 0 && is_new && numbers.size() < most_choices) {
            numbers.push_back(other);
        }
    }
    CORE_ASSERT(numbers.size() > 1);
    std::sort(numbers.begin(), numbers.end());
    question.choices.clear();
    for (const std::int64_t number : numbers) {
        question.choices.push_back(words(number));
    }
    const auto place = std::find(numbers.begin(), numbers.end(), right);
    question.answer = static_cast<std::size_t>(place - numbers.begin());
}

} // namespace scenarios
