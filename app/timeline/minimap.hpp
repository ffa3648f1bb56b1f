#pragma once
#include "app/theme/role.hpp"
#include "app/timeline/lanes.hpp"
#include "app/timeline/time_scale.hpp"

#include <array>
#include <vector>

namespace app {

/// What to show of a run in the strip below the lanes, and where.
struct MinimapView {
    Axis axis = Axis::time;
    const MergedOrder* merged = nullptr; ///< while two runs are compared, of which this is `side`
    Side side = Side::a;
    const Squeeze* squeeze = nullptr;
    Window window; ///< what the lanes show, on that axis
    double cursor = 0;
    std::size_t hidden_from = SIZE_MAX; ///< events from here on are not shown
    float left = 0, right = 1000;
    float top = 0, bottom = 30;
};

/// The whole run in one strip: what all tasks together did, column by column, the turning points,
/// and a frame around what the lanes show.
struct MinimapLayout {
    /// What all tasks did in a few pixels: heights of the states, stacked bottom up.
    struct Column {
        float x0 = 0, x1 = 0;
        std::array<float, span_role_count> heights{};
    };
    /// Turning points: a failure, a request to stop, a signal.
    struct Mark {
        float x = 0;
        Role role{};
        core::EventId event = core::EventId::none;
    };
    float left = 0, right = 0, top = 0, bottom = 0;
    std::vector<Column> columns;
    std::vector<Mark> marks;
    float frame_x0 = 0, frame_x1 = 0; ///< within [left, right]
    float cursor_x = 0;

    void clear();
};

/// The stretch of the axis that the strip shows: the run with the margin of a window on all of it.
Window minimap_window(const AxisMap& map);

/// Fills `out` anew. Cost follows pixels.
void layout_minimap(const TimelineIndex& index, const MinimapView& view, MinimapLayout& out);

/// What a drag that begins at `x` moves.
enum class MinimapGrip : std::uint8_t {
    begin,   ///< the left handle
    end,     ///< the right handle
    frame,   ///< the frame as a whole
    outside, ///< beside it: the frame jumps there
};
/// `reach`: how far from its line a handle can be grabbed.
MinimapGrip grip_at(const MinimapLayout& layout, float x, float reach);

/// The window that a drag of a grip from `grabbed` to `at` (places on the axis) makes of `from`.
/// Handles cannot pass each other: `shortest` is what they leave between them.
Window dragged(const Window& from, MinimapGrip grip, double grabbed, double at, double shortest);

} // namespace app
