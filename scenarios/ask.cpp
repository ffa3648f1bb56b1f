#include "scenarios/ask.hpp"

#include "core/base/assert.hpp"

#include <algorithm>

namespace scenarios {

namespace {

constexpr std::size_t most_choices = 4; // as many as there are keys for them

} // namespace

core::EventId first_event(const core::Trace& trace, core::EventKind kind, std::string_view task) {
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.kind == kind && (task.empty() || trace.name(event.task) == task)) {
            return core::EventId{static_cast<std::uint32_t>(i)};
        }
    }
    return core::EventId::none;
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
