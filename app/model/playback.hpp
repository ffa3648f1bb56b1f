#pragma once
#include "app/model/stops.hpp"
#include "app/timeline/merged_order.hpp"

#include <array>
#include <cstdint>
#include <optional>

namespace app {

/// A part of a run that is played again and again.
struct Section {
    core::Instant in{};
    core::Instant out{};
    friend bool operator==(const Section&, const Section&) = default;
};

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

    /// Speed and stops as they were in the playback of another run.
    void take_habits(const Playback& former);

    /// Another run, or other runs: the cursor keeps its time (and its place among the events of one
    /// instant), also when a run between was too short to reach it; one that stood at the end, with
    /// everything visible, stays at the end.
    void set_trace(const EventSequence& events);

    /// Plays on, from the start if it stands at the end; from the start of the section if it
    /// stands outside. Does nothing for an empty trace.
    void play();
    void pause();
    /// Stops there, before the next event; the time stays where it is as far as that allows.
    void hold(std::size_t cursor);
    void set_speed(double factor);
    void change_speed(int steps);

    const Stops& stops() const { return m_stops; }
    void toggle_stop(StopAt what) { m_stops.toggle(what); }
    /// The event at which playing has stopped by itself, counted as the cursor is; none: it has
    /// not, or was moved since.
    core::EventId stopped_at() const { return m_stopped; }

    /// The section that is played again and again; empty: none.
    std::optional<Section> section() const;
    /// The section begins (ends) at the moment that is shown. One that would end before it begins
    /// loses its other end, which then is that of the run.
    void begin_section();
    void end_section();
    void clear_section();

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
    bool stop_before(std::size_t cursor);
    void wrap(const Section& section);

    EventSequence m_events;
    std::size_t m_cursor;
    core::Instant m_now{};
    core::Instant m_kept{};     // where a person put the cursor: survives shorter runs
    std::size_t m_kept_nth = 0; // events of that instant that were visible; 0: before the first
    bool m_keep_end = true;
    double m_speed = 1;
    bool m_playing = false;
    Stops m_stops;
    core::EventId m_stopped = core::EventId::none;
    std::optional<core::Instant> m_passed; // stopped there, and was played on
    std::optional<core::Instant> m_in;
    std::optional<core::Instant> m_out;
};

/// by = +1: the cursor after all events of the next instant (or the rest of the present one).
/// by = -1: the cursor before all events of the present instant.
std::size_t moment_from(const EventSequence& events, std::size_t from, int by);

/// The next (previous) cursor that stands right after a turning point; the end (start) if none.
std::size_t turning_point_from(const EventSequence& events, std::size_t from, int by);

} // namespace app
