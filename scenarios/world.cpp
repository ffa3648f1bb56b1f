#include "scenarios/world.hpp"

namespace scenarios {

std::unique_ptr<Clients> SimulatedWorld::clients() {
    return std::make_unique<SimulatedClients>(m_loop, m_values);
}

std::unique_ptr<Downstream> SimulatedWorld::downstream() {
    return simulated_downstream(m_loop, m_values);
}

void SimulatedWorld::signal_at(core::Instant when, core::Signal signal) {
    m_loop.signal_at(when, signal);
}

} // namespace scenarios
