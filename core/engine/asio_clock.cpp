#include "core/engine/asio_clock.hpp"

#include <asio/io_context.hpp>
#include <asio/steady_timer.hpp>

#include <chrono>

namespace core {

struct AsioClock::State {
    asio::io_context context{1};
    asio::steady_timer timer{context};
    std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();
};

AsioClock::AsioClock() : m_state(std::make_unique<State>()) {}

AsioClock::~AsioClock() = default;

Instant AsioClock::now() {
    return std::chrono::steady_clock::now() - m_state->start;
}

void AsioClock::poll() {
    m_state->context.restart();
    m_state->context.poll();
}

bool AsioClock::wait_until(std::optional<Instant> deadline) {
    State& state = *m_state;
    if (deadline) {
        state.timer.expires_at(state.start + *deadline);
        state.timer.async_wait([](const asio::error_code&) {});
    }
    state.context.restart();
    // Zero handlers means that nothing is under way: no timer, no socket, no signal.
    const bool something_happened = state.context.run_one() > 0;
    if (deadline) {
        state.timer.cancel();
        state.context.poll(); // the cancelled wait, and whatever else has arrived
    }
    return something_happened;
}

} // namespace core
