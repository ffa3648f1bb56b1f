#pragma once
#include "core/base/time.hpp"

#include <optional>

namespace core {

/// Where a loop gets its time from, and how it waits. The loop asks nothing else of the
/// outside world, so the same program runs on both clocks.
class Clock {
public:
    virtual ~Clock() = default;

    /// Time since the start of the run; never goes back.
    virtual Instant now() = 0;

    /// Called once per pass of the loop when something is ready: takes in what has arrived
    /// from outside without waiting.
    virtual void poll() = 0;

    /// Called when nothing is ready: waits until `deadline` or until something arrives.
    /// Returns false if neither can ever happen; the loop then reports a deadlock.
    virtual bool wait_until(std::optional<Instant> deadline) = 0;

    /// Lets that much time pass while nothing else happens.
    virtual void block(Duration duration) = 0;

    /// True if time passes by itself. The loop then reads the clock once per switch.
    virtual bool is_real() const = 0;
};

/// Time that stands still while anything can run and then jumps to the next timer. Runs are
/// instant, exact and repeatable.
class VirtualClock final : public Clock {
public:
    Instant now() override { return m_now; }
    void poll() override {}
    bool wait_until(std::optional<Instant> deadline) override {
        if (!deadline) {
            return false;
        }
        m_now = *deadline > m_now ? *deadline : m_now;
        return true;
    }
    void block(Duration duration) override { m_now += duration; }
    bool is_real() const override { return false; }

private:
    Instant m_now{};
};

} // namespace core
