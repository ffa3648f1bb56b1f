#pragma once
#include "scenarios/clients.hpp"
#include "scenarios/downstream.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace scenarios {

/// In the mark of a parameter that has changed on the way: "Limit is now 8".
inline constexpr std::string_view now_is = " is now ";

/// What lies outside of our program: who calls it, whom it calls, who sends it signals and who
/// turns its knobs. Simulated, or made of the system's sockets and signals (live/); a scenario does
/// not see the difference.
class World {
public:
    /// `values` are those that the program reads. Both must outlive the world's use; the loop may
    /// be made after it.
    World(core::Loop& loop, ParamValues& values) : m_loop(loop), m_values(values) {}
    World(const World&) = delete;
    World& operator=(const World&) = delete;
    virtual ~World() = default;

    /// Who calls the program. Not before it opens (Clients::open).
    virtual std::unique_ptr<Clients> clients() = 0;
    /// The service that the program calls.
    virtual std::unique_ptr<Downstream> downstream() = 0;
    /// Sends the program a signal at that time of its clock.
    virtual void signal_at(core::Instant when, core::Signal signal) = 0;

    /// `callback` is called, outside of any task, when a parameter gets another value while the
    /// program runs. An empty one ends that.
    void on_change(std::function<void()> callback) { m_on_change = std::move(callback); }

    /// Gives a parameter another value while the program runs, and the trace a mark.
    void set(std::size_t param, std::int64_t value);
    /// The same with the parameter's id and the value as a person writes it. Both must be right.
    void set(std::string_view id, std::string_view text);

protected:
    core::Loop& loop() const { return m_loop; }
    const ParamValues& values() const { return m_values; }

private:
    core::Loop& m_loop;
    ParamValues& m_values;
    std::function<void()> m_on_change;
};

/// Timers of the program's own loop play the outside world.
class SimulatedWorld final : public World {
public:
    using World::World;

    std::unique_ptr<Clients> clients() override;
    std::unique_ptr<Downstream> downstream() override;
    void signal_at(core::Instant when, core::Signal signal) override;
};

/// A loop and its simulated world. The world is made first, because what the loop destroys at its
/// end may still speak to it.
struct SimulatedStage {
    SimulatedStage(core::Clock& clock, core::EventSink& sink, ParamValues& values)
        : world(loop, values), loop(clock, &sink) {}

    SimulatedWorld world;
    core::Loop loop;
};

} // namespace scenarios
