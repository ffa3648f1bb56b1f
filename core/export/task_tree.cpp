#include "core/export/task_tree.hpp"

namespace core {

std::vector<TreePlace> task_tree(const Trace& trace) {
    std::vector<std::vector<TaskId>> children(trace.tasks().size() + 1); // by parent
    for (const TaskInfo& task : trace.tasks()) {
        children[index_of(task.parent)].push_back(task.id);
    }
    std::vector<TreePlace> places;
    std::vector<TreePlace> open; // the next one to place is at the back
    const auto open_children = [&](TaskId parent, std::size_t depth) {
        const std::vector<TaskId>& own = children[index_of(parent)];
        for (std::size_t i = own.size(); i-- > 0;) {
            open.push_back({own[i], depth, i + 1 == own.size()});
        }
    };
    open_children(TaskId::none, 0);
    while (!open.empty()) {
        const TreePlace place = open.back();
        open.pop_back();
        places.push_back(place);
        open_children(place.task, place.depth + 1);
    }
    return places;
}

} // namespace core
