#pragma once
#include "app/code/code_model.hpp"
#include "app/model/inspector.hpp"
#include "app/timeline/layout.hpp"
#include "app/timeline/minimap.hpp"
#include "app/timeline/side.hpp"

#include <imgui.h>

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// A rectangle on the screen.
struct Area {
    ImVec2 min{};
    ImVec2 max{};

    float width() const { return max.x - min.x; }
    float height() const { return max.y - min.y; }
    ImVec2 center() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
    bool is_empty() const { return width() < 1 || height() < 1; }
    bool contains(ImVec2 p) const {
        return p.x >= min.x && p.x < max.x && p.y >= min.y && p.y < max.y;
    }
};

/// A widget as it was drawn.
struct NamedArea {
    std::string id;
    Area area;
};

/// A tooltip waits until the pointer has rested on one thing for a moment.
struct TipState {
    ImGuiID item = 0;
    double since = 0;
    bool seen = false;     ///< something was under the pointer in this frame
    bool is_shown = false; ///< it has been drawn
};

/// What a drag that began in the timeline does.
enum class TimelineDrag : std::uint8_t { none, cursor, origin, measure, pan };

/// A drag of the frame in the minimap.
struct MinimapDrag {
    bool active = false;
    MinimapGrip grip = MinimapGrip::frame;
    double grabbed = 0; ///< where on the axis
    Window from;        ///< what was in view when it began
};

/// One run in the timeline.
struct PaneUi {
    TimelineLayout layout; ///< filled anew in every frame; kept for its memory
    bool scrollbar_lit = false;
};

struct TimelineUi {
    std::array<PaneUi, side_count> panes; ///< by Side; the second only while two are compared
    TimelineDrag drag = TimelineDrag::none;
    Side dragged = Side::a; ///< the pane in which the drag began
    float moved = 0;        ///< how far, in pixels; a click may tremble
    double drag_from = 0;   ///< where on the axis a measuring drag began
    float bottom = 0;       ///< where lanes and counters of the last run end
    MinimapLayout minimap;  ///< filled anew in every frame; kept for its memory
    MinimapDrag minimap_drag;
    bool origin_lit = false;                ///< the mark of t = 0 is under the pointer
    std::optional<std::size_t> hovered_gap; ///< of the squeezed ones: what the last frame found

    bool is_drag() const { return moved > 4; }
    PaneUi& pane(Side side) { return panes[index_of(side)]; }
};

struct SearchUi {
    std::size_t openings = 0; ///< of LaneSearch, when the field was filled last
    bool focus = false;       ///< the field is to get the keyboard
    bool is_typing = false;   ///< it has it
    std::array<char, 64> text{};
};

struct StoryUi {
    std::size_t run = 0;              ///< the run that `shown` belongs to
    std::optional<std::size_t> shown; ///< the row that was scrolled to last
    float page = 0;                   ///< how many rows had room then
    bool again = false;               ///< looks once more whether it is in view
};

struct CodeUi {
    std::string scenario; ///< the id of the scenario whose files these are
    CodeModel model;
    int shown_line = 0; ///< the line that was scrolled to last
    CodeTab shown_tab = CodeTab::cpp;
};

/// Which line of which run a list of tasks is about.
struct LineTasksKey {
    std::size_t run = 0;
    Language language = Language::cpp;
    int line = 0; ///< of the file that is shown; 0: none
    friend bool operator==(const LineTasksKey&, const LineTasksKey&) = default;
};

struct LineTasksUi {
    bool is_open = false; ///< it was drawn in the last frame
    bool is_new = false;  ///< of another line than before: it may need room
    LineTasksKey key;
    std::vector<core::EventId> events; ///< on the line, of the whole run
    LineSearch search;                 ///< what `tasks` were made for
    std::vector<LineTask> tasks;
    std::size_t chosen = 0; ///< by the keyboard
    bool moved = false;     ///< just now: the list scrolls to it
    bool shows_all = false; ///< else the first few
};

struct LessonUi {
    std::string scenario;            ///< the id of the scenario whose lesson was drawn last
    std::optional<std::size_t> step; ///< the step that was drawn last
};

/// What an inspection was made from.
struct InspectorKey {
    std::size_t run = 0;
    std::size_t cursor = 0;
    core::TaskId task = core::TaskId::none;
    core::EventId event = core::EventId::none;
    friend bool operator==(const InspectorKey&, const InspectorKey&) = default;
};

struct InspectorUi {
    InspectorKey key;
    Inspection inspection;
    bool show_findings = false; ///< scrolls to them once
};

/// Heights of the last frame, in pixels: what is in the left panel shares its room by need.
struct GalleryUi {
    float list_height = 0;
    float head_height = 0;
    float params_height = 0;
    std::string shown;    ///< the id of the scenario that was scrolled to last
    float shown_room = 0; ///< the height of the list when it was
};

struct ParamsUi {
    int edited = -1; ///< the parameter whose value is being typed; -1: none
    bool focus = false;
    std::array<char, 32> text{};
};

/// Which card of predict mode, and how much room there is for it.
struct PredictPlace {
    std::size_t cursor = 0;
    std::size_t answered = 0;
    float lanes_width = 0;
    float beside_width = 0;
    float beside_height = 0;
    float scale = 0;
    friend bool operator==(const PredictPlace&, const PredictPlace&) = default;
};

/// How high the content of the card is at each of the widths that it may have.
struct PredictUi {
    PredictPlace about;
    std::array<float, 4> heights{}; ///< on the lanes, beside, across, ahead; 0: not tried yet
};

/// A list when its chosen row was drawn last.
struct ListSight {
    std::string chosen; ///< its id
    std::size_t rows = 0;
    float height = 0; ///< of the part that is in sight
    friend bool operator==(const ListSight&, const ListSight&) = default;
};

struct SweepUi {
    ListSight params;
    ListSight metrics;
};

struct WhatIfUi {
    bool is_open = false;
    std::optional<ImVec2> at;          ///< where the menu was asked for; empty: at the cursor
    std::optional<std::size_t> param;  ///< whose value is being chosen
    std::optional<std::size_t> edited; ///< the intervention whose time is being typed
    Side edited_side = Side::a;
    bool focus = false;
    std::optional<std::size_t> chosen; ///< the row of the menu that the arrow keys have reached
    std::size_t rows = 0;              ///< of the menu that were drawn in this frame
    bool entered = false;              ///< the chosen row is to be taken
    std::array<char, 32> text{};
    std::string complaint;
    float grabbed = 0;      ///< how far right of its moment a flag was grabbed
    std::size_t listed = 0; ///< how many interventions the list had
};

struct PaletteUi {
    bool was_open = false;
    std::array<char, 64> query{};
    int selected = 0;
};

struct GlossaryUi {
    bool was_open = false;
    std::array<char, 64> query{};
    std::string asked; ///< the term that the session asked for last
    std::string term;  ///< that is shown
};

/// The widget that the tour points at.
struct TourUi {
    std::string_view wanted; ///< its id; empty: no tour
    Area found;              ///< where it was drawn in this frame; empty: nowhere
};

struct PathUi {
    std::size_t question = 0; ///< the question that `text` answers, see TakeAlong
    std::array<char, 1024> text{};
    std::string listed_for;           ///< the text that `entries` belong to
    std::vector<std::string> entries; ///< what the text could become
    int selected = -1;                ///< of the entries; -1: the text as it is
    bool moves_caret = false;         ///< the text was changed from outside
};

struct NoticeUi {
    std::size_t number = 0; ///< the notice that is shown
    double since = 0;
};

/// What the views remember from frame to frame and nobody else needs to know: memory that is
/// used again, drags under way, texts half typed. Facts about the run live in the Session.
struct UiState {
    TipState tip;
    TimelineUi timeline;
    SearchUi search;
    StoryUi story;
    CodeUi code;
    LineTasksUi line_tasks;
    LessonUi lesson;
    InspectorUi inspector;
    GalleryUi gallery;
    ParamsUi params;
    SweepUi sweep;
    WhatIfUi what_if;
    PaletteUi palette;
    GlossaryUi glossary;
    TourUi tour;
    PathUi path;
    NoticeUi notice;
    core::TaskId hovered = core::TaskId::none;         ///< what this frame found under the pointer
    core::EventId hovered_event = core::EventId::none; ///< the same
    PredictUi predict;
    float drag_origin = 0;                   ///< size of a panel when its edge was grabbed
    std::optional<double> wake_after;        ///< a frame is due even without an event
    std::vector<NamedArea>* probe = nullptr; ///< where tests learn what lies where

    /// Tells tests and the tour what lies where.
    void note(std::string_view id, const Area& area) {
        if (probe != nullptr) {
            probe->push_back({std::string{id}, area});
        }
        if (tour.found.is_empty() && id == tour.wanted) {
            tour.found = area;
        }
    }

    void wake_in(double seconds) {
        wake_after = wake_after && *wake_after < seconds ? *wake_after : seconds;
    }
};

} // namespace app
