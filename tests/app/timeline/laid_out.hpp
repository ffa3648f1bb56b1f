#pragma once
#include "app/timeline/layout.hpp"

#include <memory>
#include <utility>

namespace support {

/// A trace with everything that a layout of it needs, and the layout.
struct LaidOut {
    LaidOut(std::shared_ptr<const core::Trace> of, const app::TimelineView& of_view)
        : trace(std::move(of)), spans(*trace), index(*trace, spans) {
        lay_out(of_view);
    }

    void lay_out(const app::TimelineView& of_view) {
        core::TraceState state;
        for (const core::Event& event : trace->events().first(of_view.cursor)) {
            state.apply(event);
        }
        app::layout_timeline(index, state, of_view, layout);
    }

    std::shared_ptr<const core::Trace> trace;
    core::Spans spans;
    app::TimelineIndex index;
    app::TimelineLayout layout;
};

} // namespace support
