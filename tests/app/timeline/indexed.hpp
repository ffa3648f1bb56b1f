#pragma once
#include "app/timeline/lanes.hpp"

#include <memory>
#include <utility>

namespace support {

/// A trace with what the timeline makes of it once per run.
struct Indexed {
    explicit Indexed(std::shared_ptr<const core::Trace> of)
        : trace(std::move(of)), spans(*trace), index(*trace, spans) {}

    std::shared_ptr<const core::Trace> trace;
    core::Spans spans;
    app::TimelineIndex index;
};

} // namespace support
