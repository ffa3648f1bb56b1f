#pragma once
#include "app/timeline/merged_order.hpp"

#include <array>
#include <cstdint>

namespace app {

/// The cursor and how it moves through virtual time. The cursor is an event index: how many
/// events are visible; the time between two events exists only while playing.
class Playback {
public:
    /// What the speed menu offers.
    static constexpr std::array speeds{0.1, 0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 16.0};

    /// What `events` is made from must outlive this or be replaced by `set_trace`. The cursor
    /// stands at the end.
    explicit Playback(const EventSequence& events);

    std::size_t cursor() const { return m_cursor; }
    /// Virtual time shown: between events while playing and after a seek to a time, else that of
    /// the last visible event.
    core::Instant now() const { return m_now; }
    bool is_playing() const { return m_playing; }
    double speed() const { return m_speed; }
    bool is_at_end() const { return m_cursor == m_events.size(); }

    /// How many events there are to go through.
    std::size_t size() const { return m_events.size(); }

    /// Another run, or other runs: the cursor keeps its time (and its place among the events of one
    /// instant), also when a run between was too short to reach it; one that stood at the end, with
    /// everything visible, stays at the end.
    void set_trace(const EventSequence& events);

    /// Plays on, from the start if it stands at the end. Does nothing for an empty trace.
    void play();
    void pause();
    /// Stops there, before the next event; the time stays where it is as far as that allows.
    void hold(std::size_t cursor);
    void set_speed(double factor);
    void change_speed(int steps);

    /// Seeking and stepping pause, except for seeks to a time (scrubbing while playing).
    void seek(std::size_t cursor);
    void seek_time(core::Instant at);
    void step_event(int by);
    void step_moment(int by);
    void step_turning_point(int by);

    /// Moves on by real time × speed. True if the picture changes.
    bool tick(core::Duration elapsed);

private:
    void place(std::size_t cursor);
    void remember();

    EventSequence m_events;
    std::size_t m_cursor;
    core::Instant m_now{};
    core::Instant m_kept{};     // where a person put the cursor: survives shorter runs
    std::size_t m_kept_nth = 0; // events of that instant that were visible; 0: before the first
    bool m_keep_end = true;
    double m_speed = 1;
    bool m_playing = false;
};

/// by = +1: the cursor after all events of the next instant (or the rest of the present one).
/// by = -1: the cursor before all events of the present instant.
std::size_t moment_from(const EventSequence& events, std::size_t from, int by);

/// The next (previous) cursor that stands right after a turning point; the end (start) if none.
std::size_t turning_point_from(const EventSequence& events, std::size_t from, int by);

} // namespace app
