#pragma once
#include "app/timeline/hit_test.hpp"

#include <string>
#include <vector>

namespace app {

/// What a tooltip says: a title with the mark of a role, and lines of name and value.
struct Tooltip {
    struct Row {
        std::string name; ///< "from", "to", "lasts", "because"; empty: the value is a sentence
        std::string value;
    };
    std::string title; ///< "task-3 waits for group batch"
    Role role{};
    std::vector<Row> rows;

    bool empty() const { return title.empty(); }
};

/// What to say about a hit; empty for nothing and for empty places of a lane.
Tooltip tooltip_for(const Hit& hit, const TimelineLayout& layout, const TimelineIndex& index);

} // namespace app
