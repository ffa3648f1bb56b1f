#pragma once
#include "core/engine/asio_clock.hpp"
#include "live/traffic.hpp"
#include "scenarios/live_run.hpp"
#include "scenarios/world.hpp"

#include <asio/steady_timer.hpp>

#include <vector>

namespace live {

using RaiseSignal = std::function<void(core::Signal)>;

/// The outside world of a live run: sockets on the loopback interface and real signals to this
/// process. All of it on the loop's own thread.
class LiveWorld final : public scenarios::World {
public:
    /// Clock and loop must outlive the world. `values` are the ones that the program reads.
    LiveWorld(core::AsioClock& clock, core::Loop& loop, scenarios::ParamValues& values,
              scenarios::Signalling signalling, RaiseSignal raise);

    std::unique_ptr<scenarios::Clients> clients() override;
    std::unique_ptr<scenarios::Downstream> downstream() override;
    /// Raises the signal at the process, after the requests of the same moment.
    void signal_at(core::Instant when, core::Signal signal) override;

    /// A signal has reached the process. One that nobody here had sent takes the place of the
    /// next one that is planned.
    void take_in(core::Signal signal);

private:
    struct Planned {
        core::Signal signal;
        core::Instant when;
        asio::steady_timer timer;
    };

    void wait(const std::shared_ptr<Planned>& planned);
    void raise(const std::shared_ptr<Planned>& planned);

    core::AsioClock& m_clock;
    scenarios::Signalling m_signalling;
    RaiseSignal m_raise;
    Traffic m_traffic;
    std::vector<std::shared_ptr<Planned>> m_plan; // by time
    int m_raised = 0;                             // by us, not arrived yet
};

} // namespace live
