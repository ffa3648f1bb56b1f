#pragma once
#include "scenarios/clients.hpp"
#include "scenarios/downstream.hpp"

#include <functional>
#include <memory>
#include <utility>

namespace scenarios {

/// What lies outside of our program: who calls it, whom it calls, who sends it signals and who
/// turns its knobs. Simulated, or made of the system's sockets and signals (live/); a scenario does
/// not see the difference.
class World {
public:
    World() = default;
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

protected:
    void tell_change() const {
        if (m_on_change) {
            m_on_change();
        }
    }

private:
    std::function<void()> m_on_change;
};

/// Timers of the program's own loop play the outside world.
class SimulatedWorld final : public World {
public:
    /// Both must outlive the world.
    SimulatedWorld(core::Loop& loop, const ParamValues& values) : m_loop(loop), m_values(values) {}

    std::unique_ptr<Clients> clients() override;
    std::unique_ptr<Downstream> downstream() override;
    void signal_at(core::Instant when, core::Signal signal) override;

private:
    core::Loop& m_loop;
    const ParamValues& m_values;
};

/// A loop and its simulated world. The world is made first, because what the loop destroys at its
/// end may still speak to it.
struct SimulatedStage {
    SimulatedStage(core::Clock& clock, core::EventSink& sink, const ParamValues& values)
        : world(loop, values), loop(clock, &sink) {}

    SimulatedWorld world;
    core::Loop loop;
};

} // namespace scenarios
