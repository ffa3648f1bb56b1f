#include "app/model/session.hpp"

#include <algorithm>
#include <cmath>

namespace app {

/// What each command does. Anything longer than a line is a function of Session.
struct Session::Applier {
    Session& s;

    void operator()(const SelectScenario& c) const {
        for (const scenarios::Scenario* scenario : s.m_scenarios) {
            if (scenario->id == c.id && scenario != &s.scenario()) {
                s.start(scenarios::RunSpec{*scenario});
                return;
            }
        }
    }
    void operator()(const StepScenario& c) const {
        const auto all = s.m_scenarios;
        const auto now = std::find(all.begin(), all.end(), &s.scenario()) - all.begin();
        const auto wanted = now + c.by;
        if (wanted >= 0 && wanted < static_cast<std::ptrdiff_t>(all.size())) {
            s.start(scenarios::RunSpec{*all[static_cast<std::size_t>(wanted)]});
        }
    }
    void operator()(const SetParam& c) const {
        s.edit([&](scenarios::RunSpec& spec) { spec.values.set(c.index, c.value); });
    }
    void operator()(const SetPython& c) const { s.set_python(c.version); }
    void operator()(const ResetParams&) const { s.reset_params(); }
    void operator()(const Relaunch&) const {
        s.rerun(s.spec());
        if (!s.is_live()) {
            s.m_playback.seek(0);
            s.m_playback.play();
            s.follow_cursor();
        }
    }
    void operator()(const NewSeed&) const {
        s.edit([](scenarios::RunSpec& spec) { ++spec.seed; });
    }

    void operator()(const ToggleSweep&) const { s.toggle_sweep(); }
    void operator()(const ChooseSweepParam& c) const { s.m_sweep.choose_param(c.index); }
    void operator()(const ChooseSweepMetric& c) const { s.m_sweep.choose_metric(c.name); }
    void operator()(const CancelSweep&) const { s.m_sweep.cancel(); }
    void operator()(const CopySweep&) const {
        if (const auto csv = s.m_sweep.csv()) {
            s.m_take_along.copy(*csv, "The curve is in the clipboard");
        }
    }

    void operator()(const ToggleCompare&) const { s.toggle_compare(); }
    void operator()(const CompareWith& c) const {
        s.compare_with(c.b.value_or(default_partner(s.spec())));
    }
    void operator()(const CompareWithoutWhatIf&) const {
        scenarios::RunSpec b = s.spec();
        b.interventions.clear();
        s.compare_with(b);
    }
    void operator()(const FocusRun& c) const { s.set_focus(c.side); }
    void operator()(const SwitchRun&) const { s.set_focus(other(s.focus())); }
    void operator()(const SetEdits& c) const {
        if (s.m_comparison) {
            s.m_comparison->set_edits(c.edits);
        }
    }

    void operator()(const AddIntervention& c) const { s.add_intervention(c.what); }
    void operator()(const MoveIntervention& c) const {
        s.change_what_if(c.side, [&](WhatIf& list) { list.move(c.index, c.at); });
    }
    void operator()(const EnableIntervention& c) const {
        s.change_what_if(c.side, [&](WhatIf& list) { list.enable(c.index, c.enabled); });
    }
    void operator()(const RemoveIntervention& c) const {
        s.change_what_if(c.side, [&](WhatIf& list) { list.remove(c.index); });
    }
    void operator()(const ClearInterventions&) const {
        s.change_what_if(Side::b, [](WhatIf& list) { list.clear(); });
        s.change_what_if(Side::a, [](WhatIf& list) { list.clear(); });
    }
    void operator()(const ToggleGhost&) const { s.m_shows_ghost = !s.m_shows_ghost; }
    void operator()(const CancelHere&) const { s.add_here(scenarios::Intervention::Kind::cancel); }
    void operator()(const FailHere&) const { s.add_here(scenarios::Intervention::Kind::fail); }
    void operator()(const SigtermHere&) const { s.add_here(scenarios::Intervention::Kind::signal); }
    void operator()(const OpenWhatIf& c) const {
        if (s.can_intervene()) {
            s.m_what_if_place = c;
            s.m_overlays = {.what_if = true};
        }
    }
    void operator()(const OpenWhatIfHere&) const {
        (*this)(OpenWhatIf{s.m_selection.task(), s.m_playback.now()});
    }
    void operator()(const CloseWhatIf&) const { s.m_overlays.what_if = false; }

    void operator()(const ShowRun& c) const { s.open(*c.run); }

    void operator()(const CopyLink&) const {
        s.m_take_along.copy(to_link(s.link()), "The link is in the clipboard");
    }
    void operator()(const CopyCommandLine&) const {
        s.m_take_along.copy(command_line_of(s.link()), "The command line is in the clipboard");
    }
    void operator()(const AskForPath& c) const {
        s.m_overlays = {};
        s.m_take_along.ask(c.task, s.scenario().id);
    }
    void operator()(const UsePath& c) const { s.use_path(c); }
    void operator()(const DropQuestion&) const { s.m_take_along.drop_question(); }
    void operator()(const OpenFile& c) const { s.open_file(c.path); }
    void operator()(const DismissNotice&) const { s.m_take_along.dismiss(); }

    void operator()(const SetLive& c) const { s.set_live(c.live); }
    void operator()(const ToggleLive&) const { s.toggle_live(); }
    void operator()(const StopLive&) const { s.stop_live(); }
    void operator()(const SendSigterm&) const { s.send_sigterm(); }
    void operator()(const FollowLive&) const {
        s.m_playback.seek(s.trace().size());
        s.follow(Follow::edge);
    }
    void operator()(const ToggleSignalsByHand&) const {
        s.m_signals_by_hand = !s.m_signals_by_hand;
    }

    void operator()(const TogglePredict&) const { s.set_predicting(!s.m_predict.is_on()); }
    void operator()(const AnswerQuestion& c) const { s.m_predict.answer(s.cursor(), c.choice); }
    void operator()(const ReadOn&) const {
        if (s.has_read_on()) {
            s.play();
        }
    }
    void operator()(const PredictAgain&) const {
        if (s.m_predict.is_on()) {
            s.begin_quiz();
        }
    }
    void operator()(const LookAgain& c) const { s.look_again(c.question); }

    void operator()(const Play&) const { s.play(); }
    void operator()(const Pause&) const { s.m_playback.pause(); }
    void operator()(const TogglePlay&) const {
        s.m_playback.is_playing() ? s.m_playback.pause() : s.play();
    }
    void operator()(const SetSpeed& c) const { s.m_playback.set_speed(c.factor); }
    void operator()(const ChangeSpeed& c) const { s.m_playback.change_speed(c.steps); }
    void operator()(const StepEvent& c) const {
        s.m_playback.step_event(c.by);
        s.focus_last_event();
        s.follow_step();
    }
    void operator()(const StepMoment& c) const {
        s.m_playback.step_moment(c.by);
        s.focus_moment();
        s.follow_step();
    }
    void operator()(const StepTurningPoint& c) const {
        s.m_playback.step_turning_point(c.by);
        s.focus_last_event();
        s.follow_step();
    }
    void operator()(const ToggleStop& c) const { s.m_playback.toggle_stop(c.what); }
    void operator()(const BeginSection&) const { s.m_playback.begin_section(); }
    void operator()(const EndSection&) const { s.m_playback.end_section(); }
    void operator()(const ClearSection&) const { s.m_playback.clear_section(); }
    void operator()(const SeekStart&) const { (*this)(SeekEvent{0}); }
    void operator()(const SeekEnd&) const {
        s.m_playback.seek(s.m_playback.size());
        s.follow_step();
        s.follow(Follow::edge);
    }
    void operator()(const SeekEvent& c) const {
        s.seek(c.count);
        s.follow_step();
    }
    void operator()(const SeekTime& c) const {
        s.m_playback.seek_time(c.at);
        s.follow_cursor();
    }
    void operator()(const SeekPlace& c) const {
        if (s.axis() == Axis::time) {
            (*this)(SeekTime{s.axis_map().time_at(c.place)});
            return;
        }
        const double last = static_cast<double>(s.m_playback.size());
        s.m_playback.seek(static_cast<std::size_t>(std::clamp(std::round(c.place), 0.0, last)));
        s.follow_cursor();
    }
    void operator()(const ShowEvent& c) const { s.show_event(c.event); }
    void operator()(const ShowCause& c) const { s.show_cause(c.event); }

    void operator()(const ShowLessonStep& c) const { s.show_lesson_step(c.index); }
    void operator()(const StepLesson& c) const {
        if (const auto step = s.m_guide.step_from_here(c.by)) {
            s.show_lesson_step(*step);
        }
    }
    void operator()(const LeaveLessonSteps&) const { s.m_guide.leave(); }

    void operator()(const SelectTask& c) const { s.m_selection.select(s.trace(), c.task); }
    void operator()(const HoverTask& c) const { s.m_selection.hover(c.task); }
    void operator()(const HoverEvent& c) const { s.m_selection.hover_event(c.event); }
    void operator()(const SelectLine& c) const { s.m_selection.select_line(c.line); }
    void operator()(const ClearSelection&) const {
        // Escape closes what lies on top first.
        if (s.m_overlays.any()) {
            s.m_overlays = {};
        } else if (s.m_lane_view.search().is_open()) {
            (*this)(CloseSearch{});
        } else if (s.m_measure) {
            s.m_measure.reset();
        } else {
            s.m_selection.clear();
        }
    }

    void operator()(const SetAxis& c) const { s.set_axis(c.axis); }
    void operator()(const ToggleAxis&) const {
        s.set_axis(s.axis() == Axis::time ? Axis::order : Axis::time);
    }
    void operator()(const PanBy& c) const {
        s.m_follow = Follow::off;
        s.m_viewport.pan_by(c.fraction, s.motion(c.motion));
    }
    void operator()(const ZoomAt& c) const { s.zoom(c); }
    void operator()(const ZoomToSelection&) const { s.zoom_to_selection(); }
    void operator()(const ZoomToSpan& c) const {
        s.m_follow = Follow::off;
        s.m_viewport.show(c.part, s.motion(Motion::animated));
    }
    void operator()(const ShowPart& c) const {
        s.m_follow = Follow::off;
        s.m_viewport.show(c.part, s.motion(c.motion), 0);
    }
    void operator()(const SetMeasure& c) const {
        const auto [begin, end] = std::minmax(c.span.begin, c.span.end);
        s.m_measure = s.axis_map().unsqueezed(Window{begin, end});
    }
    void operator()(const ZoomToMeasure&) const { s.zoom_to_measure(); }
    void operator()(const ClearMeasure&) const { s.m_measure.reset(); }
    void operator()(const SetOrigin& c) const {
        if (!s.has(c.side)) {
            return;
        }
        if (core::index_of(c.event) < s.run(c.side).trace().size()) {
            s.m_origin.set(c.side, s.run(c.side).trace(), c.event);
        } else {
            s.m_origin.set(c.at);
        }
    }
    void operator()(const SetOriginAtCursor&) const { s.set_origin_at_cursor(); }
    void operator()(const ResetOrigin&) const { s.m_origin.reset(); }
    void operator()(const NavigateBack&) const { s.show_place(s.m_navigation.back(s.place())); }
    void operator()(const NavigateForward&) const {
        s.show_place(s.m_navigation.forward(s.place()));
    }
    void operator()(const ToggleGaps&) const {
        s.change_compression([&] { s.m_compression.toggle_all(s.on_axis()); });
    }
    void operator()(const OpenGap& c) const {
        s.change_compression([&] { s.m_compression.open(c.gap, s.events().end()); });
    }
    void operator()(const FitAll&) const {
        s.m_viewport.fit(s.motion(Motion::animated));
        s.follow(Follow::whole);
    }
    void operator()(const ScrollLanes& c) const {
        s.m_follow = Follow::off;
        if (s.has(c.side)) {
            s.lanes_of(c.side).scroll_by(c.lanes, s.motion(c.motion));
        }
    }
    void operator()(const SetLanePage& c) const {
        if (s.has(c.side)) {
            s.lane_view_of(c.side).set_page(c.lanes);
            s.fit_lanes(c.side);
        }
    }

    template <class Change>
    void search(const Change& change) const {
        s.change_lanes([&](LaneView& lanes, const TimelineIndex& index, core::TaskId) {
            lanes.change_search(index, change);
        });
    }
    void operator()(const OpenSearch&) const {
        search([](LaneSearch& bar) { bar.open(); });
    }
    void operator()(const CloseSearch&) const {
        search([](LaneSearch& bar) { bar.close(); });
    }
    void operator()(const SetSearch& c) const {
        search([&](LaneSearch& bar) { bar.set_query(c.query); });
    }
    void operator()(const ToggleOnlyMatches&) const {
        search([](LaneSearch& bar) { bar.toggle_only_matches(); });
    }
    void operator()(const MoveMatch& c) const { s.move_match(c.by); }
    core::TaskId or_selected(core::TaskId task) const {
        return task == core::TaskId::none ? s.selection().task() : task;
    }
    void operator()(const ToggleCollapsed& c) const {
        s.change_lanes([](LaneView& lanes, const TimelineIndex& index,
                          core::TaskId task) { lanes.toggle_collapsed(index, task); },
                       or_selected(c.task));
    }
    void operator()(const ToggleAllCollapsed&) const {
        s.change_lanes([](LaneView& lanes, const TimelineIndex& index, core::TaskId) {
            lanes.toggle_all_collapsed(index);
        });
    }
    void operator()(const TogglePinned& c) const {
        s.change_lanes([](LaneView& lanes, const TimelineIndex& index,
                          core::TaskId task) { lanes.toggle_pinned(index, task); },
                       or_selected(c.task));
    }

    void operator()(const SetTheme& c) const {
        (s.is_presenting() ? s.m_settings.present_theme : s.m_settings.theme) = c.theme;
    }
    void operator()(const ToggleTheme&) const { (*this)(SetTheme{next(s.shown_settings().theme)}); }
    void operator()(const ScaleUi& c) const {
        s.is_presenting() ? s.m_settings.scale_presentation(c.steps)
                          : s.m_settings.scale_ui(c.steps);
    }
    void operator()(const TogglePresent&) const { s.toggle_present(); }
    void operator()(const ToggleNotes&) const { s.m_presentation.toggle_notes(); }
    void operator()(const TogglePanel& c) const {
        s.m_presentation.toggle_panel(s.m_settings, c.panel, s.is_comparing());
    }
    void operator()(const ToggleReducedMotion&) const {
        s.m_settings.reduced_motion = !s.m_settings.reduced_motion;
    }
    void operator()(const ToggleFullscreen&) const {
        s.m_settings.fullscreen = !s.m_settings.fullscreen;
    }
    void operator()(const ToggleHelp&) const { s.m_overlays = {.help = !s.m_overlays.help}; }
    void operator()(const TogglePalette&) const {
        s.m_overlays = {.palette = !s.m_overlays.palette};
    }
    void operator()(const StartTour&) const { s.start_tour(); }
    void operator()(const StepTour& c) const { s.step_tour(c.by); }
    void operator()(const EndTour&) const { s.end_tour(); }
    void operator()(const ToggleGlossary&) const {
        s.m_overlays = {.glossary = !s.m_overlays.glossary};
    }
    void operator()(const ShowTerm& c) const {
        if (s.m_glossary.find(c.name) != nullptr) {
            s.m_overlays = {.glossary = true, .term = c.name};
        }
    }
    void operator()(const SetCodeTab& c) const { s.m_settings.code_tab = c.tab; }
    void operator()(const ToggleCodeTab&) const {
        CodeTab& tab = s.m_settings.code_tab;
        tab = tab == CodeTab::cpp      ? CodeTab::python
              : tab == CodeTab::python ? CodeTab::lesson
                                       : CodeTab::cpp;
    }
    void operator()(const SetPanelSize& c) const {
        s.m_presentation.set_panel(s.m_settings, c.panel, c.size);
    }
};

void Session::apply(const Command& command) {
    const Place before = place();
    const bool only_looks = std::holds_alternative<HoverTask>(command) ||
                            std::holds_alternative<HoverEvent>(command) ||
                            std::holds_alternative<SetLanePage>(command);
    if (!only_looks && m_take_along.notice().is_problem) {
        m_take_along.dismiss(); // it was about the last wish
    }
    if (!goes_forward(command) || has_read_on()) {
        std::visit(Applier{*this}, command);
    }
    if (!m_overlays.sweep) {
        m_sweep.close(); // nobody looks at it any more
    }
    keep_predicting();
    note_navigation(before, command);
}

void Session::apply(const Commands& commands) {
    for (const Command& command : commands) {
        apply(command);
    }
}

} // namespace app
