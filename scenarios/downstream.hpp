#pragma once
#include "core/engine/coro.hpp"

namespace scenarios {

/// Answers of a service, as in HTTP.
enum class Status : int { ok = 200, unavailable = 503 };

/// A service that our program calls. In simulated runs it is code of the same program, in live
/// ones a socket; a scenario does not see the difference.
class Downstream {
public:
    virtual ~Downstream() = default;

    /// One call. Suspends until the answer is there; a refusal comes at once. Cancelling the
    /// caller hangs up.
    [[nodiscard]] virtual core::Coro<Status> call() = 0;
};

} // namespace scenarios
