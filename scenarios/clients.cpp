#include "scenarios/clients.hpp"

#include <utility>

namespace scenarios {

namespace {

// No run needs as many: a bound, in case one never ends.
constexpr int max_requests = 10'000;

} // namespace

core::Duration request_interval(const ParamValues& values) {
    return std::chrono::microseconds{1'000'000 / values.get("requests_per_s")};
}

SimulatedClients::SimulatedClients(core::Loop& loop, const ParamValues& values)
    : m_loop(loop), m_values(values) {}

SimulatedClients::~SimulatedClients() {
    m_loop.disarm(*this);
}

void SimulatedClients::open(OnRequest on_request) {
    m_on_request = std::move(on_request);
    m_loop.arm(*this, m_loop.now() + request_interval(m_values));
}

void SimulatedClients::run() {
    m_on_request(++m_sent);
    if (m_sent < max_requests) {
        m_loop.arm(*this, m_loop.now() + request_interval(m_values));
    }
}

} // namespace scenarios
