#pragma once
#include "core/base/result.hpp"
#include "core/trace/event.hpp"

#include <optional>
#include <unordered_set>
#include <vector>

namespace core {

/// Holds the events of a foreign trace, one after the other, against all that the rest of the
/// program takes for granted of a trace that a loop has recorded: ids that exist, causes before
/// effects, time that does not run backwards, no step after a task's end, and sums that do not
/// overflow.
class TraceCheck {
public:
    /// `labels` and `files` are how many ids there are, the empty one counted.
    TraceCheck(std::size_t labels, std::size_t files) : m_labels(labels), m_files(files) {}

    /// What is wrong with the next event, as a part of a sentence, or nothing.
    std::optional<Error> add(const Event& event);

    /// The counters and resources that one run may name.
    static constexpr std::size_t most_names = 1000;

private:
    std::optional<Error> check_ids(const Event& event) const;
    std::optional<Error> check_kind(const Event& event);
    std::optional<Error> check_time(const Event& event) const;
    bool is_task(std::uint32_t id) const { return id <= m_has_ended.size(); }

    std::size_t m_labels;
    std::size_t m_files;
    std::size_t m_count = 0;
    Instant m_now{};
    std::vector<bool> m_has_ended; // by task id - 1
    std::unordered_set<LabelId> m_names;
};

} // namespace core
