#include "scenarios/scenario.hpp"

#include <array>

namespace scenarios {

extern const Scenario gather_vs_group;
extern const Scenario shutdown_drain;
extern const Scenario semaphore_throttle;
extern const Scenario cancellation_aware;
extern const Scenario timeouts;
extern const Scenario error_boundaries;
extern const Scenario backpressure;
extern const Scenario retry_storm;
extern const Scenario first_wins;
extern const Scenario fire_and_forget;
extern const Scenario deadlock;
extern const Scenario blocked_loop;

std::span<const Scenario* const> all() {
    // Teaching order. Listed by hand: a static library drops files that only register themselves.
    static constexpr std::array table{
        &gather_vs_group, &shutdown_drain,   &semaphore_throttle, &cancellation_aware,
        &timeouts,        &error_boundaries, &backpressure,       &retry_storm,
        &first_wins,      &fire_and_forget,  &deadlock,           &blocked_loop,
    };
    return table;
}

const Scenario* find(std::string_view id) {
    for (const Scenario* scenario : all()) {
        if (scenario->id == id) {
            return scenario;
        }
    }
    return nullptr;
}

} // namespace scenarios
