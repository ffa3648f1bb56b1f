#include "app/model/playback.hpp"

#include "core/trace/explain.hpp"

#include <algorithm>

namespace app {
namespace {

/// Time of the last visible event.
core::Instant time_of(const EventSequence& events, std::size_t cursor) {
    return cursor == 0 ? core::Instant{} : events[cursor - 1].at;
}

/// Number of events strictly before `at`.
std::size_t count_before(const EventSequence& events, core::Instant at) {
    return events.count_until(at - core::Duration{1});
}

bool turns_at(const EventSequence& events, std::size_t cursor) {
    return core::is_turning_point(events[cursor - 1].kind);
}

} // namespace

Playback::Playback(const EventSequence& events) : m_events(events), m_cursor(0) {
    place(events.size());
}

void Playback::set_trace(const EventSequence& events) {
    m_events = events;
    if (m_keep_end) {
        m_cursor = events.size();
        m_now = events.end();
        return;
    }
    const std::size_t before = count_before(events, m_kept);
    const std::size_t at_it = events.count_until(m_kept) - before;
    m_cursor = before + std::min(m_kept_nth, at_it);
    m_now = std::min(m_kept, events.end());
}

void Playback::play() {
    if (m_events.size() == 0) {
        return;
    }
    if (is_at_end()) {
        place(0);
    }
    m_playing = true;
}

void Playback::pause() {
    m_playing = false;
}

void Playback::hold(std::size_t cursor) {
    m_playing = false;
    m_cursor = std::min(cursor, m_trace->size());
    const bool is_last = m_cursor == m_trace->size();
    m_now = std::clamp(m_now, time_of(*m_trace, m_cursor),
                       is_last ? m_trace->end() : m_trace->events()[m_cursor].at);
    remember();
}

void Playback::set_speed(double factor) {
    m_speed = std::clamp(factor, speeds.front(), speeds.back());
}

void Playback::change_speed(int steps) {
    const auto at = std::lower_bound(speeds.begin(), speeds.end(), m_speed);
    const auto wanted = (at - speeds.begin()) + steps;
    const auto last = static_cast<std::ptrdiff_t>(speeds.size()) - 1;
    m_speed = speeds[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(wanted, 0, last))];
}

void Playback::seek(std::size_t cursor) {
    m_playing = false;
    place(std::min(cursor, m_events.size()));
}

void Playback::seek_time(core::Instant at) {
    m_now = std::clamp(at, core::Instant{}, m_events.end());
    m_cursor = at < core::Instant{} ? 0 : m_events.count_until(at);
    remember();
}

void Playback::step_event(int by) {
    const bool can = by < 0 ? m_cursor > 0 : m_cursor < m_events.size();
    seek(can ? m_cursor + static_cast<std::size_t>(by) : m_cursor);
}

void Playback::step_moment(int by) {
    seek(moment_from(m_events, m_cursor, by));
}

void Playback::step_turning_point(int by) {
    seek(turning_point_from(m_events, m_cursor, by));
}

bool Playback::tick(core::Duration elapsed) {
    if (!m_playing) {
        return false;
    }
    const double moved = static_cast<double>(elapsed.count()) * m_speed;
    m_now += core::Duration{static_cast<std::int64_t>(moved)};
    if (m_now >= m_events.end()) {
        seek(m_events.size());
        return true;
    }
    m_cursor = std::max(m_cursor, m_events.count_until(m_now));
    remember();
    return true;
}

void Playback::place(std::size_t cursor) {
    m_cursor = cursor;
    m_now = time_of(m_events, cursor);
    remember();
}

void Playback::remember() {
    m_keep_end = is_at_end();
    m_kept = m_now;
    const std::size_t before = count_before(m_events, m_now);
    const bool all = m_cursor == m_events.count_until(m_now);
    // "All of them" stays all of them when another run has more at that instant.
    m_kept_nth = m_cursor > before && all ? SIZE_MAX : m_cursor - std::min(before, m_cursor);
}

std::size_t moment_from(const EventSequence& events, std::size_t from, int by) {
    if (by > 0) {
        return from < events.size() ? events.count_until(events[from].at) : from;
    }
    return from == 0 ? 0 : count_before(events, time_of(events, from));
}

std::size_t turning_point_from(const EventSequence& events, std::size_t from, int by) {
    if (by > 0) {
        std::size_t at = std::min(from + 1, events.size());
        while (at < events.size() && !turns_at(events, at)) {
            ++at;
        }
        return at;
    }
    std::size_t at = from == 0 ? 0 : from - 1;
    while (at > 0 && !turns_at(events, at)) {
        --at;
    }
    return at;
}

} // namespace app
