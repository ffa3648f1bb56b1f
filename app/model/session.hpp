#pragma once
#include "app/model/command.hpp"
#include "app/model/comparison.hpp"
#include "app/model/compression.hpp"
#include "app/model/lane_view.hpp"
#include "app/model/lesson_guide.hpp"
#include "app/model/live_feed.hpp"
#include "app/model/navigation.hpp"
#include "app/model/origin.hpp"
#include "app/model/playback.hpp"
#include "app/model/predict.hpp"
#include "app/model/presentation.hpp"
#include "app/model/run_service.hpp"
#include "app/model/saved_run.hpp"
#include "app/model/selection.hpp"
#include "app/model/settings.hpp"
#include "app/model/sweep_panel.hpp"
#include "app/model/take_along.hpp"
#include "app/model/tour.hpp"
#include "app/model/what_if.hpp"
#include "app/timeline/layout.hpp"
#include "app/timeline/viewport.hpp"

#include <functional>
#include <memory>
#include <string>

namespace app {

/// Overlays that are open. Not part of the settings: none is open at the next start.
struct Overlays {
    bool help = false;
    bool palette = false;
    bool sweep = false;
    bool what_if = false; ///< the menu of Session::what_if_place
    bool glossary = false;
    std::string term = {}; ///< that the glossary shows; empty: the first one

    bool any() const { return help || palette || sweep || what_if || glossary; }
};

/// What live runs need from outside.
struct LiveHooks {
    scenarios::LiveStarter start;       ///< empty: there are no live runs here
    std::function<void()> send_sigterm; ///< to this process
};

/// The state of the window: which run, where the cursor is, what is selected, what is in view.
///
/// Views read it and append commands; `apply` and `tick` alone change it. Holds no engine
/// state: a parameter that moves means another run. Never empty: there is always a run. A live run
/// is a sequence of runs, each of which has more of it than the one before.
class Session {
public:
    /// Runs the scenario that the settings name (or the first) at its defaults.
    /// `scenarios` must not be empty.
    Session(std::span<const scenarios::Scenario* const> scenarios, Runner runner,
            Settings settings = {}, LiveHooks hooks = {});

    /// The only way to change something.
    void apply(const Command& command);
    void apply(const Commands& commands);

    /// Lets `elapsed` real time pass for playback and animations. True if the picture changed.
    bool tick(core::Duration elapsed);
    /// True while time must go on passing: without it the window draws no frames.
    bool needs_frames() const;

    std::span<const scenarios::Scenario* const> scenarios() const { return m_scenarios; }
    const scenarios::Scenario& scenario() const { return *spec().scenario; }
    /// What the user asks for. The run is of this spec, unless it is a live one that was begun
    /// with other values (is_outdated).
    const scenarios::RunSpec& spec() const { return m_spec; }
    /// While two runs are compared: the one that has the focus.
    const Run& run() const { return run(focus()); }
    const core::Trace& trace() const { return run().trace(); }
    /// Counts runs; models made from a trace are made anew when it changes.
    std::size_t run_number() const { return m_run_number; }

    /// A second run, and what goes with it; null while there is only one.
    const Comparison* comparison() const { return m_comparison.get(); }
    bool is_comparing() const { return m_comparison != nullptr; }
    /// Rows in the strip of counters; two runs have the same ones.
    std::size_t counter_count() const {
        return m_comparison ? m_comparison->counters(Side::a).size()
                            : m_run->index().counters().size();
    }
    Side focus() const { return m_comparison ? m_comparison->focus() : Side::a; }
    /// B only while two are compared, in what follows too.
    const Run& run(Side side) const { return side == Side::a ? *m_run : m_comparison->run(); }
    const scenarios::RunSpec& spec(Side side) const {
        return side == Side::a ? m_spec : m_comparison->spec();
    }
    /// What a parameter that is moved changes first: A, or B while B alone is edited.
    const scenarios::RunSpec& edited_spec() const;
    std::size_t cursor(Side side) const;
    const core::TraceState& at_cursor(Side side) const { return run(side).at(cursor(side)); }
    AxisMap axis_map(Side side) const;
    /// Fills in what the session knows of a TimelineView: window, axis, cursor, selection,
    /// scroll. The view adds area and style.
    TimelineView timeline_view(Side side = Side::a) const;
    /// How far the lanes of that run are scrolled.
    const Viewport& lanes(Side side) const {
        return side == Side::a ? m_viewport : m_comparison->lanes();
    }
    /// Which lanes there are: collapsed, pinned, searched.
    const LaneView& lane_view(Side side) const {
        return side == Side::a ? m_lane_view : m_comparison->lane_view();
    }
    const LaneView& lane_view() const { return lane_view(focus()); }

    const WhatIf& what_if(Side side) const {
        return side == Side::a ? m_what_if : m_comparison->what_if();
    }
    bool shows_ghost() const { return m_shows_ghost; }
    /// What the menu of what-ifs is about.
    const OpenWhatIf& what_if_place() const { return m_what_if_place; }
    /// Something can be done to the run: it is simulated.
    bool can_intervene() const { return !is_live(); }

    /// Live runs are shown, under way or over.
    bool is_live() const { return m_spec.clock == scenarios::ClockKind::live; }
    /// A live run is under way.
    bool is_under_way() const { return m_feed != nullptr; }
    bool can_be_live() const { return m_hooks.start && scenario().can_be_live; }
    /// The run was begun with other values of what cannot change while it runs.
    bool is_outdated() const;
    /// A simulated run of the spec of the finished live one that is shown. Null if there is none,
    /// or if somebody has sent signals or turned knobs that the simulation knows nothing of.
    const Run* reference() const { return m_reference.get(); }
    bool follows_live() const { return m_follow != Follow::off; }
    bool signals_by_hand() const { return m_signals_by_hand; }
    /// True if the parameter, moved now, acts on the run that is shown.
    bool acts_now(std::size_t param) const;

    const Playback& playback() const { return m_playback; }
    /// How many events of `trace()` are visible. While two runs are compared playback counts the
    /// events of both.
    std::size_t cursor() const { return cursor(focus()); }
    /// Where the hairline stands on the present axis.
    double cursor_position() const;
    /// What is true at the cursor. The reference holds until the next call.
    const core::TraceState& at_cursor() const { return at_cursor(focus()); }

    const Predict& predict() const { return m_predict; }
    /// False while predict mode hides what comes after the cursor, and what is known only then:
    /// verdict, metrics, findings.
    bool tells_all() const { return !m_predict.hides() || cursor() == trace().size(); }
    /// The lesson of the scenario, and the step of it that is shown.
    const LessonGuide& guide() const { return m_guide; }
    const Glossary& glossary() const { return m_glossary; }

    const Selection& selection() const { return m_selection; }
    const Viewport& viewport() const { return m_viewport; }
    Axis axis() const { return m_settings.axis; }
    AxisMap axis_map() const { return axis_map(focus()); }
    /// Which long idle gaps of the time axis are squeezed.
    const Compression& compression() const { return m_compression; }
    const Settings& settings() const { return m_settings; }
    /// The settings as the window shows them; presenting has its own looks.
    Settings shown_settings() const { return m_presentation.over(m_settings, is_comparing()); }
    bool is_presenting() const { return m_presentation.is_on(); }
    bool shows_notes() const { return m_presentation.shows_notes(); }
    const Tour& tour() const { return m_tour; }
    const Overlays& overlays() const { return m_overlays; }
    const SweepPanel& sweep() const { return m_sweep; }

    /// The stretch that a person measures, on the present axis.
    std::optional<Window> measure() const;
    /// What the time axis calls 0.
    core::Instant origin() const { return m_origin.at(); }
    /// The smallest window that zooming in reaches, on the present axis.
    double shortest_window() const { return shortest_window(axis()); }

    /// Files, the clipboard, and the sentence that says what became of the last wish.
    const TakeAlong& take_along() const { return m_take_along; }
    /// What is to go to the clipboard, once.
    std::optional<std::string> take_clipboard() { return m_take_along.take_clipboard(); }
    /// The runs that are shown and how they are looked at.
    RunLink link() const;

private:
    struct Applier; // one overload per command, in session_apply.cpp
    enum class Follow : std::uint8_t { off, edge, whole };

    /// The smallest window that zooming in reaches: a microsecond, or a few events.
    static double shortest_window(Axis axis);

    void start(const scenarios::RunSpec& spec);
    void begin_with(const scenarios::RunSpec& spec, std::unique_ptr<const Run> run);

    // In session_open.cpp.
    void open(const SavedRun& saved);
    void open_file(const std::string& path);
    void use_path(const UsePath& command);
    std::optional<std::string> no_file_because(FileTask task) const;
    core::Result<std::string> bytes_for(const std::string& path) const;

    void rerun(const scenarios::RunSpec& spec);
    void show(std::unique_ptr<const Run> run);
    std::unique_ptr<const Run> adopt(std::unique_ptr<const Run> run);
    void adjust(const scenarios::RunSpec& spec);

    // In session_compare.cpp.
    void edit(const std::function<void(scenarios::RunSpec&)>& change);
    void set_python(core::Version version);
    void reset_params();
    void compare_with(const scenarios::RunSpec& b);
    void toggle_compare();
    void stop_comparing();
    void show_b(const scenarios::RunSpec& b);
    void show_both();
    void seek(std::size_t own); // of the run that has the focus
    bool has(Side side) const { return side == Side::a || m_comparison; }
    LaneView& lane_view_of(Side side) {
        return side == Side::a ? m_lane_view : m_comparison->lane_view();
    }
    Viewport& lanes_of(Side side) { return side == Side::a ? m_viewport : m_comparison->lanes(); }
    void set_focus(Side side);
    void focus_last_event();
    void focus_moment();
    EventSequence events() const;
    RunsOnAxis on_axis() const;
    WhatIf& what_if_of(Side side);
    void change_what_if(Side side, const std::function<void(WhatIf&)>& change);
    void add_intervention(const scenarios::Intervention& what);
    void add_here(scenarios::Intervention::Kind kind);
    void haunt();

    // In session_live.cpp.
    void toggle_live();
    void stop_live();
    void send_sigterm();
    void set_live(bool live);
    void start_live();
    bool take_live();
    void follow_live();
    void follow(Follow what);
    std::optional<core::TaskId> busy_task() const;
    void refer();

    // In session_predict.cpp.
    void set_predicting(bool on);
    void begin_quiz();
    void keep_predicting();
    QuizStop hold_back();
    void reveal_quiz(QuizStop stop);
    void reveal_alive();
    bool has_read_on();
    void look_again(std::size_t question);

    // In session_lesson.cpp.
    void show_lesson_step(std::size_t index);
    void reveal_step_lane();
    std::size_t cursor_of(const StepCursor& cursor) const;

    void toggle_sweep();
    void toggle_present();
    void start_tour();
    void step_tour(int by);
    void end_tour();
    void set_axis(Axis axis);
    using LaneChange = std::function<void(LaneView&, const TimelineIndex&, core::TaskId)>;
    void change_lanes(const LaneChange& change, core::TaskId task = core::TaskId::none);
    void fit_lanes(Side side);
    void move_match(int by);
    void reveal_task(core::TaskId task);
    Place place() const;
    void note_navigation(const Place& before, const Command& command);
    void show_place(const std::optional<Place>& place);
    bool zoom_to_measure();
    void set_origin_at_cursor();
    void change_compression(const std::function<void()>& change);
    void play();
    void zoom(const ZoomAt& command);
    void zoom_to_selection();
    void show_event(core::EventId event);
    void show_cause(core::EventId event);
    void follow_cursor();
    void follow_step();
    void reveal_last_task();
    Motion motion(Motion wanted) const;

    std::span<const scenarios::Scenario* const> m_scenarios;
    RunService m_service;
    Settings m_settings;
    Presentation m_presentation;
    LiveHooks m_hooks;
    scenarios::RunSpec m_spec;
    std::unique_ptr<const Run> m_run;
    std::unique_ptr<const Run> m_last_live; // finished; not the one that is shown
    std::unique_ptr<const Run> m_reference;
    std::unique_ptr<LiveFeed> m_feed;
    Follow m_follow = Follow::off;
    bool m_signals_by_hand = false;
    std::size_t m_run_number = 1;
    std::unique_ptr<Comparison> m_comparison;
    WhatIf m_what_if;
    Playback m_playback;
    Predict m_predict;
    Glossary m_glossary = built_in_glossary();
    LessonGuide m_guide;
    Selection m_selection;
    LaneView m_lane_view;
    Compression m_compression;
    std::optional<Window> m_measure; // on the axis without squeezed gaps
    Origin m_origin;
    Navigation m_navigation;
    core::Duration m_clock{}; // of the ticks
    Viewport m_viewport;
    Overlays m_overlays;
    SweepPanel m_sweep;
    bool m_shows_ghost = true;
    OpenWhatIf m_what_if_place;
    Tour m_tour;
    TakeAlong m_take_along;
};

} // namespace app
