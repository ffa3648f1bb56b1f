#include "app/model/playback.hpp"

#include "core/trace/explain.hpp"

#include <algorithm>

namespace app {
namespace {

/// Time of the last visible event.
core::Instant time_of(const core::Trace& trace, std::size_t cursor) {
    return cursor == 0 ? core::Instant{} : trace.events()[cursor - 1].at;
}

/// Number of events strictly before `at`.
std::size_t count_before(const core::Trace& trace, core::Instant at) {
    return trace.count_until(at - core::Duration{1});
}

bool turns_at(const core::Trace& trace, std::size_t cursor) {
    return core::is_turning_point(trace.events()[cursor - 1].kind);
}

} // namespace

Playback::Playback(const core::Trace& trace) : m_trace(&trace), m_cursor(0) {
    place(trace.size());
}

void Playback::set_trace(const core::Trace& trace) {
    m_trace = &trace;
    if (m_keep_end) {
        m_cursor = trace.size();
        m_now = trace.end();
        return;
    }
    const std::size_t before = count_before(trace, m_kept);
    const std::size_t at_it = trace.count_until(m_kept) - before;
    m_cursor = before + std::min(m_kept_nth, at_it);
    m_now = std::min(m_kept, trace.end());
}

void Playback::play() {
    if (m_trace->size() == 0) {
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
    place(std::min(cursor, m_trace->size()));
}

void Playback::seek_time(core::Instant at) {
    m_now = std::clamp(at, core::Instant{}, m_trace->end());
    m_cursor = at < core::Instant{} ? 0 : m_trace->count_until(at);
    remember();
}

void Playback::step_event(int by) {
    const bool can = by < 0 ? m_cursor > 0 : m_cursor < m_trace->size();
    seek(can ? m_cursor + static_cast<std::size_t>(by) : m_cursor);
}

void Playback::step_moment(int by) {
    seek(moment_from(*m_trace, m_cursor, by));
}

void Playback::step_turning_point(int by) {
    seek(turning_point_from(*m_trace, m_cursor, by));
}

bool Playback::tick(core::Duration elapsed) {
    if (!m_playing) {
        return false;
    }
    const double moved = static_cast<double>(elapsed.count()) * m_speed;
    m_now += core::Duration{static_cast<std::int64_t>(moved)};
    if (m_now >= m_trace->end()) {
        seek(m_trace->size());
        return true;
    }
    m_cursor = std::max(m_cursor, m_trace->count_until(m_now));
    remember();
    return true;
}

void Playback::place(std::size_t cursor) {
    m_cursor = cursor;
    m_now = time_of(*m_trace, cursor);
    remember();
}

void Playback::remember() {
    m_keep_end = is_at_end();
    m_kept = m_now;
    const std::size_t before = count_before(*m_trace, m_now);
    const bool all = m_cursor == m_trace->count_until(m_now);
    // "All of them" stays all of them when another run has more at that instant.
    m_kept_nth = m_cursor > before && all ? SIZE_MAX : m_cursor - std::min(before, m_cursor);
}

std::size_t moment_from(const core::Trace& trace, std::size_t from, int by) {
    if (by > 0) {
        return from < trace.size() ? trace.count_until(trace.events()[from].at) : from;
    }
    return from == 0 ? 0 : count_before(trace, time_of(trace, from));
}

std::size_t turning_point_from(const core::Trace& trace, std::size_t from, int by) {
    if (by > 0) {
        std::size_t at = std::min(from + 1, trace.size());
        while (at < trace.size() && !turns_at(trace, at)) {
            ++at;
        }
        return at;
    }
    std::size_t at = from == 0 ? 0 : from - 1;
    while (at > 0 && !turns_at(trace, at)) {
        --at;
    }
    return at;
}

} // namespace app
