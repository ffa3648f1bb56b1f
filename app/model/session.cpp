#include "app/model/session.hpp"

#include "core/trace/explain.hpp"

#include <algorithm>
#include <utility>

namespace app {
namespace {

scenarios::RunSpec first_spec(std::span<const scenarios::Scenario* const> scenarios,
                              const Settings& settings) {
    CORE_ASSERT(!scenarios.empty());
    const auto wanted = std::find_if(scenarios.begin(), scenarios.end(),
                                     [&](const auto* s) { return s->id == settings.scenario; });
    return scenarios::RunSpec{wanted == scenarios.end() ? *scenarios.front() : **wanted};
}

bool is_in(const Window& window, double position) {
    return position >= window.begin && position <= window.end;
}

} // namespace

double Session::shortest_window(Axis axis) {
    return axis == Axis::time ? 1000.0 : 4.0;
}

Session::Session(std::span<const scenarios::Scenario* const> scenarios, Runner runner,
                 Settings settings, LiveHooks hooks)
    : m_scenarios(scenarios), m_service(std::move(runner)), m_settings(std::move(settings)),
      m_hooks(std::move(hooks)), m_spec(first_spec(scenarios, m_settings)),
      m_run(m_service.run(m_spec)), m_playback(m_run->trace()), m_guide(scenario(), m_glossary),
      m_viewport(axis_map().whole(), shortest_window(axis())) {
    m_settings.scenario = scenario().id;
    m_lane_view.restart(m_run->index());
    fit_lanes(Side::a);
}

bool Session::tick(core::Duration elapsed) {
    m_clock += elapsed;
    const bool grew = take_live();
    bool moved = m_viewport.is_moving();
    m_viewport.tick(elapsed);
    if (m_comparison) {
        moved = moved || m_comparison->lanes().is_moving();
        m_comparison->lanes().tick(elapsed);
    }
    const bool in_view = is_in(m_viewport.target(), cursor_position());
    const bool played = m_playback.tick(elapsed);
    if (played && m_playback.stopped_at() != core::EventId::none) {
        focus_last_event();
    }
    keep_predicting();
    // Turns the page, unless the user looks elsewhere while it plays.
    const double now = cursor_position();
    if (played && in_view && now > m_viewport.target().end) {
        constexpr double entry = 0.1; // of the width: where the hairline enters the next page
        const double length = m_viewport.target().length();
        m_viewport.show({now - entry * length, now + (1 - entry) * length},
                        motion(Motion::animated), 0);
    }
    if (played && in_view && now < m_viewport.target().begin) {
        m_viewport.reveal(now, motion(Motion::animated)); // back at the start of its section
    }
    const bool swept = m_overlays.sweep && m_sweep.follow(edited_spec());
    return grew || moved || played || swept;
}

bool Session::needs_frames() const {
    return m_feed || m_playback.is_playing() || m_viewport.is_moving() ||
           (m_overlays.sweep && m_sweep.is_running()) ||
           (m_comparison && m_comparison->lanes().is_moving());
}

TimelineView Session::timeline_view(Side side) const {
    TimelineView view;
    view.window = m_viewport.window();
    view.axis = axis();
    view.cursor = cursor(side);
    view.playing_at = m_playback.now();
    view.hides_future = m_predict.hides();
    view.squeeze = &m_compression.squeeze();
    view.origin = m_origin.at();
    view.measure = measure();
    view.selected = m_selection.task();
    view.hovered = m_selection.hovered();
    view.hovered_event = m_selection.hovered_event();
    view.scroll = lanes(side).scroll();
    view.rows = &lane_view(side).rows();
    const LaneSearch& search = lane_view(side).search();
    view.matches = search.count() > 0 ? &search.matches() : nullptr;
    if (m_comparison) {
        view.merged = &m_comparison->order();
        view.counters = &m_comparison->counters(side);
        view.side = side;
        view.merged_cursor = m_playback.cursor();
        if (side != focus()) {
            view.selected = m_selection.find_in(run(side).trace());
            view.hovered = m_comparison->in_other(focus(), m_selection.hovered());
            view.hovered_event = core::EventId::none;
        }
    } else if (m_shows_ghost && m_what_if.ghost() != nullptr && !view.hides_future) {
        view.ghost = {&m_what_if.ghost()->index(), m_what_if.in_ghost()};
    }
    return view;
}

void Session::start(const scenarios::RunSpec& spec) {
    begin_with(spec, m_service.run(spec));
}

/// Shows a run that has nothing to do with the present one.
void Session::begin_with(const scenarios::RunSpec& spec, std::unique_ptr<const Run> run) {
    m_feed.reset();
    m_follow = Follow::off;
    m_last_live.reset();
    m_comparison.reset();
    m_spec = spec;
    m_what_if.clear();
    m_what_if.adopt(spec.interventions);
    Playback playback{run->trace()};
    playback.take_habits(m_playback);
    m_playback = playback;
    m_run = std::move(run);
    refer();
    haunt();
    ++m_run_number;
    m_settings.scenario = scenario().id;
    m_guide = LessonGuide{scenario(), m_glossary};
    m_selection = {};
    m_compression.restart(on_axis());
    m_measure.reset();
    m_origin.reset();
    m_navigation.clear();
    m_lane_view.restart(m_run->index());
    m_viewport = Viewport{axis_map().whole(), shortest_window(axis())};
    fit_lanes(Side::a);
}

void Session::rerun(const scenarios::RunSpec& spec) {
    m_spec = spec;
    if (is_live()) {
        start_live();
    } else {
        show(m_service.run(spec));
    }
}

void Session::show(std::unique_ptr<const Run> run) {
    adopt(std::move(run));
    m_selection.follow(trace());
    refer();
    haunt();
}

/// Puts a run into the place of the present one, which it gives; the cursor keeps its time.
std::unique_ptr<const Run> Session::adopt(std::unique_ptr<const Run> run) {
    std::swap(m_run, run);
    if (m_comparison) {
        m_comparison->replace_a(*m_run);
    }
    show_both();
    return run;
}

/// Other values or other rules. A live run takes what it can.
void Session::adjust(const scenarios::RunSpec& spec) {
    if (spec.values == m_spec.values && spec.python == m_spec.python) {
        return;
    }
    if (!is_live()) {
        rerun(spec);
        return;
    }
    for (std::size_t i = 0; i < spec.values.size(); ++i) {
        if (m_feed && acts_now(i) && spec.values.at(i) != m_spec.values.at(i)) {
            m_feed->set(i, spec.values.at(i));
        }
    }
    m_spec = spec; // the rest is for the next live run
}

void Session::toggle_sweep() {
    if (!tells_all()) {
        m_take_along.say("The curve would tell the answers: predict first", true);
        return;
    }
    m_overlays = {.sweep = !m_overlays.sweep};
    if (m_overlays.sweep) {
        m_sweep.open(edited_spec());
    }
}

void Session::play() {
    m_playback.play();
    follow_cursor();
}

void Session::show_event(core::EventId event) {
    if (core::index_of(event) >= trace().size()) {
        return; // a link into a run that has been replaced
    }
    seek(core::index_of(event) + 1);
    const core::TaskId task = trace()[event].task;
    m_selection.select(trace(), task);
    m_selection.explain(event, cursor());
    if (task != core::TaskId::none) {
        reveal_task(task);
    }
    follow_cursor();
}

void Session::show_cause(core::EventId event) {
    core::EventId effect = m_selection.event(cursor());
    if (effect == core::EventId::none) {
        effect = core::why(trace(), m_selection.task(), cursor());
    }
    show_event(event);
    if (effect != core::EventId::none) {
        m_selection.explain(effect, cursor());
    }
}

void Session::follow_cursor() {
    m_follow = Follow::off;
    m_viewport.reveal(cursor_position(), motion(Motion::animated));
}

/// After a step: also the lane in which something has happened. Scrubbing leaves the lanes alone.
void Session::follow_step() {
    follow_cursor();
    reveal_last_task();
}

/// The lane in which the last event before the cursor has happened.
void Session::reveal_last_task() {
    const core::TaskId task = cursor() == 0 ? core::main_task : trace().events()[cursor() - 1].task;
    if (task != core::TaskId::none && core::index_of(task) <= trace().tasks().size()) {
        reveal_task(task);
    }
}

double Session::cursor_position() const {
    // The order axis counts what playback counts, also where it counts two runs.
    return axis() == Axis::time ? axis_map().of(m_playback.now())
                                : static_cast<double>(m_playback.cursor());
}

Motion Session::motion(Motion wanted) const {
    return m_settings.reduced_motion ? Motion::immediate : wanted;
}

} // namespace app
