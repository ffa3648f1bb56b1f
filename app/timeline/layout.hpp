#pragma once
#include "app/theme/role.hpp"
#include "app/timeline/counter_rows.hpp"
#include "app/timeline/lane_rows.hpp"
#include "app/timeline/ticks.hpp"
#include "core/trace/trace_state.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// A task's lane. The name column shows these, the lane grounds are drawn from them.
struct Lane {
    core::TaskId task = core::TaskId::none;
    std::string_view name; ///< lives as long as the trace
    int depth = 0;
    float y0 = 0, y1 = 0;   ///< the whole pitch of the lane
    Role state{};           ///< where the task stands at the cursor
    bool exists = false;    ///< it has been created at the cursor
    bool alternate = false; ///< every other lane, stable while scrolling
    bool selected = false, hovered = false;
    bool has_children = false;
    std::size_t collapsed = 0; ///< how many descendants it hides
    bool pinned = false;
    bool matches = false; ///< the search
};

/// What a task did in another run: an outline behind its bars.
struct Ghost {
    core::TaskId task = core::TaskId::none; ///< of the run that is shown
    float x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    Role role{};
};

/// One state of one task over a stretch.
struct Box {
    core::TaskId task = core::TaskId::none;
    float x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    float dim_from = 0; ///< right of this x the cursor has not been yet; = x1: all lit
    Role role{};
    core::EventId first = core::EventId::none; ///< the event that began it
    bool selected = false, hovered = false;
};

/// Several states too short to be seen apart: one box with the share of each.
struct Fold {
    core::TaskId task = core::TaskId::none;
    float x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    float dim_from = 0;
    std::array<float, span_role_count> mix{}; ///< shares by Role, sum 1: stacked bottom up
    std::uint32_t count = 0;                  ///< how many states
    core::EventId first = core::EventId::none;
    bool selected = false, hovered = false;
};

/// A few pixels of what the hidden descendants of a lane do all together.
struct SummaryColumn {
    float x0 = 0, x1 = 0;
    float y1 = 0; ///< the foot; states are stacked from there up
    std::array<float, span_role_count> heights{};
    bool dimmed = false;
};

/// The stretch between "asked to stop" and "learned of it", never narrower than
/// `LayoutStyle::min_gap_px`, also where it takes no time at all.
struct Gap {
    core::TaskId task = core::TaskId::none;
    float x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    core::EventId request = core::EventId::none;
    bool dimmed = false;
};

/// A moment of one task. Drawn centred at (x, y).
struct Marker {
    core::TaskId task = core::TaskId::none;
    float x = 0, y = 0;
    Role role{}; ///< stopping: request or delivery; error_seen; the end of a hidden descendant
    Cap cap{};   ///< triangle, diamond, eye; cross, stop
    core::EventId event = core::EventId::none; ///< the first one of them
    std::uint32_t count = 1;                   ///< how many lie on this pixel
    float count_dx = 0;                        ///< where the badge with that number begins, from x
    float count_width = 0;
    float count_y = 0; ///< the middle of the badge
    bool dimmed = false;

    /// How far right of x sign and badge reach; `half` is half a sign.
    float reach(float half) const {
        return count > 1 ? std::max(count_dx + count_width, half) : half;
    }
};

/// The end of a task, or of the run for one that never ended. Drawn with its left edge at x.
struct EndCap {
    core::TaskId task = core::TaskId::none;
    float x = 0, y0 = 0, y1 = 0;
    Role role{}; ///< done, failed, cancelled, never_ran, still_running
    Cap cap{};
    core::EventId event = core::EventId::none;
    bool dimmed = false;
};

/// Text on a bar; clip it to [x0, x1].
struct BarLabel {
    core::TaskId task = core::TaskId::none;
    float x0 = 0, x1 = 0, y = 0; ///< y = middle of the bar
    Role on = Role::running;     ///< colour: on_fill of this role
    std::string text;
    bool dimmed = false;
};

/// A relation of the selected task, or a link of its chain of causes, from lane to lane.
struct Arrow {
    enum class Kind : std::uint8_t { spawned, awaits, cancelled_by, failed_into, cause };
    Kind kind{};
    float x0 = 0, y0 = 0; ///< tail
    float x1 = 0, y1 = 0; ///< head
    core::EventId event = core::EventId::none;
    bool dimmed = false;
};

/// An event of the whole run, a line through all lanes.
struct SignalLine {
    float x = 0;
    std::string text;         ///< "SIGTERM", "error seen by task-1"
    Role role = Role::signal; ///< signal or error_seen
    core::EventId event = core::EventId::none;
    bool dimmed = false;
};

/// A long idle gap of the time axis that is squeezed to a band, through lanes and counters.
struct Break {
    float x0 = 0, x1 = 0;
    std::size_t gap = 0; ///< which of the run's long gaps
    IdleGap stretch;
    bool hovered = false;
    bool goes_on = false; ///< when it ends is not told: `stretch` is what has passed of it
};

/// The stretch that a person measures.
struct MeasureBand {
    float x0 = 0, x1 = 0;
    std::string text; ///< "150 ms, 24 events", "150 ms, 24 events so far"
};

/// One number over time below the lanes.
struct CounterCurve {
    struct Point {
        float x = 0, y = 0;
    };
    std::string_view name;
    CounterTrack::Kind kind{};
    float y0 = 0, y1 = 0;      ///< the strip; y1 is the value 0
    std::vector<Point> points; ///< corners of the step curve, left to right
    std::int32_t top = 0;      ///< value at y0
    std::int32_t most = 0;     ///< greatest value that may be told of
    std::int32_t now = 0;      ///< value at the cursor
    float limit_y = 0;         ///< height of `limit`; only with one
    std::optional<std::int32_t> limit;
    float dim_from = 0;
};

/// Everything the timeline shows, in draw order. No ImGui type appears here, so tests, the SVG
/// writer and the command line use it too. Coordinates are pixels of the given area.
struct TimelineLayout {
    std::vector<Tick> ticks;
    std::vector<Lane> lanes; ///< visible ones only
    std::vector<Ghost> ghosts;
    std::vector<Box> boxes;
    std::vector<Fold> folds;
    std::vector<SummaryColumn> summaries;
    std::vector<Gap> gaps;
    std::vector<BarLabel> labels;
    std::vector<Arrow> arrows;
    std::vector<EndCap> caps;
    std::vector<Marker> markers;
    std::vector<SignalLine> signals;
    std::vector<Break> breaks;
    std::optional<MeasureBand> measure;
    std::vector<CounterCurve> counters;
    std::optional<float> origin_x;      ///< where time is 0, if that is in view; not in order
    std::optional<float> hover_x;       ///< where the hovered event lies, if it is in view
    std::size_t hidden_from = SIZE_MAX; ///< events from here on are not told, also by tooltips
    float cursor_x = 0;                 ///< may lie outside the area: then draw no hairline
    core::Instant origin{};             ///< what the ruler calls 0
    bool is_searching = false;          ///< lanes that do not match step back
    float pinned_bottom = 0;            ///< the end of the pinned lanes; = top: there are none
    float lanes_height = 0;             ///< of all lanes, also the invisible ones
    float counters_top = 0;             ///< where the counters begin
    float left = 0, right = 0, top = 0, bottom = 0; ///< the area of the lanes

    void clear();
};

/// Sizes in pixels: Spacing of the theme times the text size.
struct LayoutStyle {
    float lane_height = 28;
    float bar_height = 20;
    float counter_height = 36;
    float counter_gap = 8;
    float min_box_px = 3; ///< narrower states are folded
    float min_gap_px = 5; ///< least width of the stretch from request to delivery
    float label_pad = 6;  ///< room left and right of a label
    float marker_px = 6;  ///< markers of one kind closer than this become one with a count
    /// Width of a text in the font of the labels. Empty: 7 px a character, for tests and text.
    std::function<float(std::string_view)> text_width;
};

/// Another run to show behind the one that is laid out.
struct GhostRun {
    const TimelineIndex* index = nullptr;
    std::span<const core::TaskId> counterparts; ///< by task id - 1: the same task there, or none
};

/// What to lay out and where.
struct TimelineView {
    Window window;
    Axis axis = Axis::time;
    const MergedOrder* merged = nullptr; ///< while two runs are compared, of which this is `side`
    Side side = Side::a;
    std::size_t merged_cursor = 0;    ///< how many events of both are visible; only with `merged`
    GhostRun ghost = {};              ///< on the time axis; without an index: none
    const Squeeze* squeeze = nullptr; ///< of the time axis; null: nothing is squeezed
    core::Instant origin{};           ///< what the ruler calls 0
    std::optional<Window> measure = {};
    std::size_t cursor = 0;                       ///< how many events are visible
    std::optional<core::Instant> playing_at = {}; ///< hairline between two events while playing
    bool hides_future = false;      ///< nothing after the cursor is laid out, not even dimmed
    const LaneRows* rows = nullptr; ///< which lanes; null: all of them
    const std::vector<CounterRow>* counters = nullptr; ///< which of them; null: those of the run
    const std::vector<bool>* matches = nullptr;        ///< by lane; null: nothing is searched
    core::TaskId selected = core::TaskId::none;
    core::TaskId hovered = core::TaskId::none;
    core::EventId hovered_event = core::EventId::none; ///< by another panel
    std::optional<std::size_t> hovered_gap = {};       ///< of the squeezed ones
    std::vector<core::EventId> causes = {}; ///< of what is selected: the effect, its causes
    float left = 0, right = 1000;           ///< of the bars, without the name column
    float top = 0, bottom = 400;            ///< of lanes
    std::optional<float> counters_top = {}; ///< where the counters begin; without: at `bottom`
    double scroll = 0;                      ///< first visible lane, with a fraction
    LayoutStyle style = {};
};

/// Fills `out` anew (its memory is used again). Cost follows pixels, not events: nothing that
/// lies outside the window is looked at.
void layout_timeline(const TimelineIndex& index, const core::TraceState& at_cursor,
                     const TimelineView& view, TimelineLayout& out);

/// Height of the strip of so many counters below the lanes; 0 if the run counts nothing.
float counters_height(std::size_t counters, const LayoutStyle& style);

} // namespace app
