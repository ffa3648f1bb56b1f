#include "app/model/session.hpp"

namespace app {

/// Changes which gaps are squeezed, or the run, and keeps what is in view.
void Session::change_compression(const std::function<void()>& change) {
    const Squeeze before = m_compression.squeeze();
    const bool all = m_viewport.shows_all();
    change();
    m_viewport.set_whole(axis_map().whole(), shortest_window(axis()));
    const Squeeze& after = m_compression.squeeze();
    if (axis() == Axis::order || (before.empty() && after.empty())) {
        return;
    }
    // The same nanoseconds lie elsewhere now; there is nothing to animate.
    const Window target = m_viewport.target();
    if (all) {
        m_viewport.fit(Motion::immediate);
    } else {
        m_viewport.show({after.place_of(before.time_at(target.begin)),
                         after.place_of(before.time_at(target.end))},
                        Motion::immediate, 0);
    }
}

void Session::set_axis(Axis axis) {
    if (axis == m_settings.axis) {
        return;
    }
    const AxisMap from = axis_map();
    m_settings.axis = axis;
    const bool all = m_viewport.shows_all();
    const Window part = convert(m_viewport.target(), from, axis_map());
    if (m_measure) {
        m_measure = axis_map().unsqueezed(convert(from.squeezed(*m_measure), from, axis_map()));
    }
    m_viewport.set_whole(axis_map().whole(), shortest_window(axis));
    // Between two axes there is nothing to animate: they measure different things.
    if (all) {
        m_viewport.fit(Motion::immediate);
    } else {
        m_viewport.show(part, Motion::immediate, 0);
    }
}

void Session::zoom(const ZoomAt& command) {
    const Window& window = m_viewport.window();
    // While it follows the present, that stays where it is.
    const bool keeps_pointer = m_follow == Follow::off;
    const double at_cursor = (cursor_position() - window.begin) / window.length();
    const bool visible = at_cursor >= 0 && at_cursor <= 1;
    m_viewport.zoom_at(keeps_pointer ? command.anchor.value_or(visible ? at_cursor : 0.5)
                                     : at_cursor,
                       command.notches, command.step, motion(Motion::animated));
}

void Session::zoom_to_selection() {
    m_follow = Follow::off;
    if (m_measure) {
        if (!zoom_to_measure()) {
            m_viewport.fit(motion(Motion::animated));
        }
        return;
    }
    const core::TaskId task = m_selection.task();
    if (task == core::TaskId::none) {
        m_viewport.fit(motion(Motion::animated));
        return;
    }
    const AxisMap map = axis_map();
    const LaneInfo& lane = run().index().lanes()[run().index().lane_of(task)];
    const bool is_told = tells_all() || core::index_of(lane.ended) < cursor();
    const double end = !is_told                            ? map.of_cursor(cursor())
                       : lane.ended == core::EventId::none ? map.run_end()
                                                           : map.of(lane.ended);
    const Window life{map.of(lane.created), std::max(end, map.of(lane.created))};
    if (m_viewport.shows(life)) {
        m_viewport.fit(motion(Motion::animated));
        return;
    }
    m_viewport.show(life, motion(Motion::animated));
    reveal_task(task);
}

std::optional<Window> Session::measure() const {
    return m_measure ? std::optional{axis_map().squeezed(*m_measure)} : std::nullopt;
}

/// False if there is nothing to zoom to, or nothing else in view already.
bool Session::zoom_to_measure() {
    const std::optional<Window> part = measure();
    if (!part || m_viewport.shows(*part)) {
        return false;
    }
    m_follow = Follow::off;
    m_viewport.show(*part, motion(Motion::animated));
    return true;
}

void Session::set_origin_at_cursor() {
    if (cursor() == 0 || m_playback.now() != trace().events()[cursor() - 1].at) {
        m_origin.set(m_playback.now());
    } else {
        m_origin.set(focus(), trace(), static_cast<core::EventId>(cursor() - 1));
    }
}

Place Session::place() const {
    return {axis(), axis_map().unsqueezed(m_viewport.target())};
}

/// Only movements that a person asks for: pages that turn while it plays are not worth going back
/// to.
void Session::note_navigation(const Place& before, const Command& command) {
    const bool is_navigation =
        std::holds_alternative<PanBy>(command) || std::holds_alternative<ZoomAt>(command) ||
        std::holds_alternative<ZoomToSelection>(command) ||
        std::holds_alternative<ZoomToSpan>(command) || std::holds_alternative<ShowPart>(command) ||
        std::holds_alternative<FitAll>(command) || std::holds_alternative<ZoomToMeasure>(command) ||
        std::holds_alternative<SetAxis>(command) || std::holds_alternative<ToggleAxis>(command) ||
        std::holds_alternative<ShowEvent>(command) || std::holds_alternative<ShowCause>(command);
    if (is_navigation && place() != before) {
        m_navigation.note(before, command.index(), m_clock);
    }
}

void Session::show_place(const std::optional<Place>& place) {
    if (place) {
        set_axis(place->axis);
        m_follow = Follow::off;
        m_viewport.show(axis_map().squeezed(place->window), motion(Motion::animated), 0);
    }
}

} // namespace app
