#include "scenarios/clients.hpp"

#include <utility>

namespace scenarios {

namespace {

// No run needs as many: a bound, in case one never ends.
constexpr int max_requests = 10'000;

} // namespace

SimulatedClients::SimulatedClients(core::Loop& loop, core::Duration interval)
    : m_loop(loop), m_interval(interval) {}

SimulatedClients::~SimulatedClients() {
    m_loop.disarm(*this);
}

void SimulatedClients::open(OnRequest on_request) {
    m_on_request = std::move(on_request);
    m_loop.arm(*this, m_loop.now() + m_interval);
}

void SimulatedClients::run() {
    m_on_request(++m_sent);
    if (m_sent < max_requests) {
        m_loop.arm(*this, m_loop.now() + m_interval);
    }
}

} // namespace scenarios
