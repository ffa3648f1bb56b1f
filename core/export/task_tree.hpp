#pragma once
#include "core/trace/trace.hpp"

#include <vector>

namespace core {

/// A task's place in the tree of who created whom.
struct TreePlace {
    TaskId task = TaskId::none;
    std::size_t depth = 0; ///< 0: created by the loop
    bool is_last = false;  ///< the youngest child of its parent
};

/// All tasks, each followed by its children, siblings in order of creation.
std::vector<TreePlace> task_tree(const Trace& trace);

} // namespace core
