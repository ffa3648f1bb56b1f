#pragma once
#include "core/engine/coro.hpp"
#include "scenarios/param.hpp"

#include <memory>

namespace core {
class Loop;
}

namespace scenarios {

/// Answers of a service, as in HTTP.
enum class Status : int { ok = 200, unavailable = 503 };

/// A service that our program calls. It takes `capacity` calls at a time and `latency_ms` for each,
/// and counts in the trace what is in flight and what it rejects. In simulated runs it is code of
/// the same program, in live ones a server on a socket; a scenario does not see the difference.
class Downstream {
public:
    virtual ~Downstream() = default;

    /// One call. Suspends until the answer is there; a refusal comes at once. Cancelling the
    /// caller hangs up.
    [[nodiscard]] virtual core::Coro<Status> call() = 0;
};

/// Stands in semaphore_throttle.cpp, where learners read it.
std::unique_ptr<Downstream> simulated_downstream(core::Loop& loop, const ParamValues& values);

} // namespace scenarios
