#pragma once
#include "core/engine/runner.hpp"
#include "core/engine/sleep.hpp"
#include "core/trace/recorder.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace support {

/// A loop on a virtual clock with a recorder, and a notebook for what happened when.
struct EngineRun {
    core::VirtualClock clock;
    core::Recorder recorder;
    core::Loop loop{clock, &recorder};
    std::vector<std::string> notes;

    /// Notes "text@microseconds/1000" so that order and instant are checked together.
    void note(const std::string& text) {
        notes.push_back(text + "@" + std::to_string(core::to_us(loop.now()) / 1000));
    }

    /// Runs `body()`, a coroutine, as the main task, teardown included.
    template <class Body>
    auto run(Body& body) {
        return core::Runner{loop}.run(body());
    }

    std::vector<core::Event> events(core::EventKind kind) const {
        std::vector<core::Event> found;
        for (const core::Event& event : recorder.trace().events()) {
            if (event.kind == kind) {
                found.push_back(event);
            }
        }
        return found;
    }
};

/// A coroutine that sleeps that long.
inline core::Coro<void> nap(core::Duration duration) {
    co_await core::sleep(duration);
}

/// Lets everybody else who is ready take one step.
inline core::SleepAwaiter next_pass() {
    return core::sleep(core::Duration::zero());
}

/// What a piece of code threw, as text; "nothing" if it did not.
template <class Body>
core::Coro<std::string> thrown_by(Body& body) {
    std::exception_ptr error;
    try {
        co_await body();
    } catch (...) {
        error = std::current_exception();
    }
    co_return error ? core::describe(error) : "nothing";
}

/// What awaiting the task, future or gather throws, as text; "nothing" if it does not.
template <class Awaited>
core::Coro<std::string> error_of(Awaited awaited) {
    const auto waiting = [&awaited]() -> core::Coro<void> { co_await awaited; };
    co_return co_await thrown_by(waiting);
}

using Notes = std::vector<std::string>;

} // namespace support
