#include "core/engine/asio_clock.hpp"

#include <asio/executor_work_guard.hpp>
#include <asio/io_context.hpp>

#include <chrono>
#include <thread>

namespace core {

struct AsioClock::State {
    asio::io_context context{1};
    std::chrono::steady_clock::time_point start = std::chrono::steady_clock::now();

    /// Runs the handlers of what has arrived, but not for ever: more may arrive meanwhile, and the
    /// tasks want their turn.
    void take_in() {
        constexpr int most = 1000;
        for (int count = 0; count < most && context.poll_one() > 0; ++count) {
        }
    }
};

AsioClock::AsioClock() : m_state(std::make_unique<State>()) {}

AsioClock::~AsioClock() = default;

// Whole microseconds: finer than anything here can be timed, and a trace is easier to read.
Instant AsioClock::now() {
    const auto passed = std::chrono::steady_clock::now() - m_state->start;
    return std::chrono::floor<std::chrono::microseconds>(passed);
}

void AsioClock::poll() {
    m_state->context.restart();
    m_state->take_in();
}

// As asyncio: the selector itself waits, to the millisecond and never too short. A timer of Asio
// would cost system calls of its own each time.
bool AsioClock::wait_until(std::optional<Instant> deadline) {
    asio::io_context& context = m_state->context;
    context.restart();
    std::size_t handlers = 0;
    if (deadline && *deadline <= now()) {
        m_state->take_in(); // nothing to wait for, but sockets get their turn in each pass
    } else if (deadline) {
        const auto work = asio::make_work_guard(context); // it would not wait without any
        handlers = context.run_one_until(m_state->start + *deadline);
    } else {
        handlers = context.run_one();
    }
    if (handlers > 0) {
        m_state->take_in(); // whatever else has arrived
    }
    // Zero handlers and no deadline: no socket and no signal is waited for.
    return deadline || handlers > 0;
}

void AsioClock::block(Duration duration) {
    std::this_thread::sleep_for(duration);
}

asio::io_context& AsioClock::context() {
    return m_state->context;
}

} // namespace core
