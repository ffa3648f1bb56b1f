#pragma once
#include "core/trace/trace.hpp"
#include "scenarios/question.hpp"

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

namespace scenarios {

// Parts of questions.

/// The first event of that kind, of that task if one is named; none: there is no such.
core::EventId first_event(const core::Trace& trace, core::EventKind kind,
                          std::string_view task = {});

/// The first mark that begins so; none: there is no such.
core::EventId first_mark(const core::Trace& trace, std::string_view begin);

/// The first time that the counter is at least that high; none: it never is.
core::EventId first_count(const core::Trace& trace, std::string_view counter, std::int64_t value);

/// True if a task whose name begins so begins to wait for something of that kind.
bool begins_to_wait(const core::Trace& trace, const core::Event& event, core::WaitKind kind,
                    std::string_view task_prefix);

/// The questions in the order in which they are asked, without those that ask about nothing: before
/// or until EventId::none.
std::vector<Question> in_order(std::vector<Question> questions);

/// Offers the right number among others, in ascending order, so that its place gives nothing away.
/// Those that equal a former one are left out, as are negative ones and what comes after the first
/// three others; the right one and at least one other must remain. `words` writes a number:
/// words.hpp has some.
void offer_numbers(
    Question& question, std::int64_t right, std::initializer_list<std::int64_t> others,
    std::string (*words)(std::int64_t) = [](std::int64_t n) { return std::to_string(n); });

} // namespace scenarios
