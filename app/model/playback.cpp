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

void Playback::take_habits(const Playback& former) {
    m_speed = former.m_speed;
    m_stops = former.m_stops;
}

void Playback::set_trace(const EventSequence& events) {
    m_events = events;
    m_stopped = core::EventId::none;
    m_passed.reset();
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
    if (m_stopped != core::EventId::none) {
        m_passed = m_events[core::index_of(m_stopped)].at; // and what else there is at that moment
    }
    const auto part = section();
    if (part && (m_now < part->in || m_now >= part->out)) {
        wrap(*part);
    } else if (is_at_end()) {
        place(0);
    }
    m_stopped = core::EventId::none;
    m_playing = true;
}

std::optional<Section> Playback::section() const {
    const Section section{m_in.value_or(core::Instant{}),
                          std::min(m_out.value_or(m_events.end()), m_events.end())};
    const bool is_one = (m_in || m_out) && section.in < section.out;
    return is_one ? std::optional{section} : std::nullopt;
}

void Playback::begin_section() {
    m_in = m_now;
    if (m_out && *m_out <= *m_in) {
        m_out.reset();
    }
}

void Playback::end_section() {
    m_out = m_now;
    if (m_in && *m_in >= *m_out) {
        m_in.reset();
    }
}

void Playback::clear_section() {
    m_in.reset();
    m_out.reset();
}

/// Back to the start of the section, while it plays.
void Playback::wrap(const Section& section) {
    m_passed.reset();
    m_now = section.in;
    m_cursor = m_events.count_until(section.in);
    remember();
}

void Playback::pause() {
    m_playing = false;
}

void Playback::hold(std::size_t cursor) {
    m_playing = false;
    m_stopped = core::EventId::none; // it may lie beyond
    m_passed.reset();
    m_cursor = std::min(cursor, m_events.size());
    const bool is_last = m_cursor == m_events.size();
    m_now = std::clamp(m_now, time_of(m_events, m_cursor),
                       is_last ? m_events.end() : m_events[m_cursor].at);
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
    m_stopped = core::EventId::none;
    m_passed.reset();
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
    const auto part = section();
    if (stop_before(m_events.count_until(part ? std::min(m_now, part->out) : m_now))) {
        return true;
    }
    if (part && m_now >= part->out) {
        wrap(*part);
        return true;
    }
    if (m_now >= m_events.end()) {
        seek(m_events.size());
        return true;
    }
    m_cursor = std::max(m_cursor, m_events.count_until(m_now));
    remember();
    return true;
}

/// Stops right after the first event before that cursor at which somebody wants to stop.
bool Playback::stop_before(std::size_t cursor) {
    if (!m_stops.any()) {
        return false;
    }
    for (std::size_t i = m_cursor; i < cursor; ++i) {
        const core::Event& event = m_events[i];
        if (m_stops.stop_at(event.kind) && event.at != m_passed) {
            seek(i + 1);
            m_stopped = core::EventId{static_cast<std::uint32_t>(i)};
            return true;
        }
    }
    return false;
}

void Playback::place(std::size_t cursor) {
    m_stopped = core::EventId::none;
    m_passed.reset();
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
