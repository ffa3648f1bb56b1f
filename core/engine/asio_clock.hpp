#pragma once
#include "core/engine/clock.hpp"

#include <memory>

namespace asio {
class io_context;
}

namespace core {

/// The real clock: time passes by itself, waiting is done by Asio.
///
/// Asio is polled once per pass of the loop, as asyncio polls its selector; it never orders
/// two callbacks of ours.
class AsioClock final : public Clock {
public:
    AsioClock();
    ~AsioClock() override;

    Instant now() override;
    void poll() override;
    bool wait_until(std::optional<Instant> deadline) override;
    void block(Duration duration) override;
    bool is_real() const override { return true; }

    /// Where sockets and signals live; what they bring in is taken in by poll() and wait_until().
    asio::io_context& context();

private:
    struct State; // keeps Asio's headers out of every file of the engine
    std::unique_ptr<State> m_state;
};

} // namespace core
