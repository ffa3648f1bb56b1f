#include "app/timeline/counterparts.hpp"

#include <string_view>
#include <unordered_map>

namespace app {

std::vector<core::TaskId> counterparts(const core::Trace& of, const core::Trace& in) {
    std::unordered_map<std::string_view, core::TaskId> by_name;
    for (const core::TaskInfo& task : in.tasks()) {
        by_name.try_emplace(in.name(task.id), task.id); // the first wins, as in find_task
    }
    std::vector<core::TaskId> found;
    found.reserve(of.tasks().size());
    for (const core::TaskInfo& task : of.tasks()) {
        const auto there = by_name.find(of.name(task.id));
        found.push_back(there == by_name.end() ? core::TaskId::none : there->second);
    }
    return found;
}

core::TaskId counterpart(const std::vector<core::TaskId>& counterparts, core::TaskId task) {
    if (task == core::TaskId::none || core::index_of(task) > counterparts.size()) {
        return core::TaskId::none;
    }
    return counterparts[core::index_of(task) - 1];
}

} // namespace app
