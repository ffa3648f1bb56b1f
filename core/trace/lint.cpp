#include "core/trace/lint.hpp"

#include "core/trace/lint_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace core {

std::vector<Finding> findings(const Trace& trace) {
    std::vector<Finding> found;
    if (!trace.is_complete()) {
        return found;
    }
    constexpr std::array rules{find_ignored_errors,    find_outliving_tasks,
                               find_swallowed_cancels, find_interrupted_cleanups,
                               find_held_permits,      find_deadlocks,
                               find_blocked_loops};
    for (const auto rule : rules) {
        rule(trace, found);
    }
    std::stable_sort(found.begin(), found.end(),
                     [](const Finding& a, const Finding& b) { return a.event < b.event; });
    return found;
}

void Affected::add(EventId event, TaskId task) {
    first = first == EventId::none ? event : first;
    if (std::find(tasks.begin(), tasks.end(), task) == tasks.end()) {
        tasks.push_back(task);
    }
}

std::string names_of(const Trace& trace, std::span<const TaskId> tasks) {
    constexpr std::size_t most = 3; // by name
    std::string names;
    const std::size_t named = tasks.size() > most ? most - 1 : tasks.size();
    for (std::size_t i = 0; i < named; ++i) {
        const bool is_last = i + 1 == tasks.size();
        names += i == 0 ? "" : is_last ? " and " : ", ";
        names += trace.name(tasks[i]);
    }
    if (named < tasks.size()) {
        names += fmt::format(" and {} others", tasks.size() - named);
    }
    return names;
}

} // namespace core
