#include "core/trace/trace_check.hpp"

#include "core/trace/event_fields.hpp"

#include <fmt/format.h>

#include <limits>

namespace core {

namespace {

bool is_permit(EventKind kind) {
    return kind >= EventKind::queued && kind <= EventKind::released;
}

/// What a count of permits or children can be; far from the ends of its type, so that it can be
/// added to.
constexpr std::int32_t most_counted = 1 << 30U;

} // namespace

std::optional<Error> TraceCheck::add(const Event& event) {
    std::optional<Error> error = check_ids(event);
    if (!error) { // the rest relies on the ids
        error = check_kind(event);
    }
    if (!error) {
        error = check_time(event);
    }
    if (error) {
        return Error{fmt::format("event {} {}", m_count, error->message)};
    }
    ++m_count;
    m_now = event.at;
    return std::nullopt;
}

std::optional<Error> TraceCheck::check_ids(const Event& event) const {
    const bool is_new = event.kind == EventKind::created;
    if (is_new ? index_of(event.task) != m_has_ended.size() + 1
               : !is_task(static_cast<std::uint32_t>(event.task))) {
        return Error{"is about a task that does not exist"};
    }
    if (needs_task(event.kind) && event.task == TaskId::none) {
        return Error{"is about no task"};
    }
    if (event.cause != EventId::none && index_of(event.cause) >= m_count) {
        return Error{"comes before its cause"};
    }
    if (index_of(event.label) >= m_labels || event.file >= m_files) {
        return Error{"names a text that does not exist"};
    }
    switch (other_of(event.kind)) {
    case Other::task:
        return is_task(event.other) ? std::nullopt
                                    : std::optional{Error{"names a task that does not exist"}};
    case Other::label:
        return event.other < m_labels ? std::nullopt
                                      : std::optional{Error{"names a text that does not exist"}};
    case Other::nothing:
        break;
    }
    return event.other == 0 ? std::nullopt
                            : std::optional{Error{"carries more than its kind has room for"}};
}

std::optional<Error> TraceCheck::check_kind(const Event& event) {
    if (event.kind == EventKind::created) {
        m_has_ended.push_back(false);
    } else if (is_step(event.kind)) {
        if (m_has_ended[index_of(event.task) - 1]) {
            return Error{"is a step of a task that has ended"};
        }
        m_has_ended[index_of(event.task) - 1] = ends_task(event.kind);
    }
    if (event.kind == EventKind::suspended &&
        (event.value < 0 || event.value > static_cast<std::int32_t>(WaitKind::io))) {
        return Error{"waits for something unknown"};
    }
    if (is_permit(event.kind) && (event.value < 0 || event.value > most_counted)) {
        return Error{"counts an impossible number of permits"};
    }
    if (is_permit(event.kind) || event.kind == EventKind::counter) {
        m_names.insert(event.label);
        if (m_names.size() > most_names) {
            return Error{fmt::format("is of more than {} counters and resources", most_names)};
        }
    }
    return std::nullopt;
}

std::optional<Error> TraceCheck::check_time(const Event& event) const {
    if (event.at < m_now) {
        return Error{"happens before the one before it"};
    }
    // Lengths of all tasks are summed.
    const auto tasks = static_cast<std::int64_t>(m_has_ended.size()) + 1;
    if (event.at.count() > std::numeric_limits<std::int64_t>::max() / 4 / tasks) {
        return Error{"happens too late for any run"};
    }
    return std::nullopt;
}

} // namespace core
