#pragma once
#include "app/model/command.hpp"
#include "app/model/playback.hpp"
#include "app/model/run_service.hpp"
#include "app/model/selection.hpp"
#include "app/model/settings.hpp"
#include "app/timeline/layout.hpp"
#include "app/timeline/viewport.hpp"

#include <memory>

namespace app {

/// Overlays that are open. Not part of the settings: none is open at the next start.
struct Overlays {
    bool help = false;
    bool palette = false;
};

/// The state of the window: which run, where the cursor is, what is selected, what is in view.
///
/// Views read it and append commands; `apply` and `tick` alone change it. Holds no engine
/// state: a parameter that moves means another run. Never empty: there is always a run.
class Session {
public:
    /// Runs the scenario that the settings name (or the first) at its defaults.
    /// `scenarios` must not be empty.
    Session(std::span<const scenarios::Scenario* const> scenarios, Runner runner,
            Settings settings = {});

    /// The only way to change something.
    void apply(const Command& command);
    void apply(const Commands& commands);

    /// Lets `elapsed` real time pass for playback and animations. True if the picture changed.
    bool tick(core::Duration elapsed);
    /// True while time must go on passing: without it the window draws no frames.
    bool needs_frames() const;

    std::span<const scenarios::Scenario* const> scenarios() const { return m_scenarios; }
    const scenarios::Scenario& scenario() const { return *spec().scenario; }
    const scenarios::RunSpec& spec() const { return m_run->spec(); }
    const Run& run() const { return *m_run; }
    const core::Trace& trace() const { return m_run->trace(); }
    /// Counts runs; models made from a trace are made anew when it changes.
    std::size_t run_number() const { return m_run_number; }

    const Playback& playback() const { return m_playback; }
    std::size_t cursor() const { return m_playback.cursor(); }
    /// What is true at the cursor. The reference holds until the next call.
    const core::TraceState& at_cursor() const { return m_run->at(cursor()); }

    const Selection& selection() const { return m_selection; }
    const Viewport& viewport() const { return m_viewport; }
    Axis axis() const { return m_settings.axis; }
    AxisMap axis_map() const { return AxisMap{trace(), axis()}; }
    const Settings& settings() const { return m_settings; }
    const Overlays& overlays() const { return m_overlays; }

    /// Fills in what the session knows of a TimelineView: window, axis, cursor, selection,
    /// scroll. The view adds area and style.
    TimelineView timeline_view() const;

private:
    struct Applier; // one overload per command, in session_apply.cpp

    void start(const scenarios::RunSpec& spec);
    void rerun(const scenarios::RunSpec& spec);
    void set_axis(Axis axis);
    void play();
    void zoom(const ZoomAt& command);
    void zoom_to_selection();
    void show_event(core::EventId event);
    void follow_cursor();
    double cursor_position() const; // on the present axis
    double lane_count() const;
    Motion motion(Motion wanted) const;

    std::span<const scenarios::Scenario* const> m_scenarios;
    RunService m_service;
    Settings m_settings;
    std::unique_ptr<const Run> m_run;
    std::size_t m_run_number = 1;
    Playback m_playback;
    Selection m_selection;
    Viewport m_viewport;
    Overlays m_overlays;
};

} // namespace app
