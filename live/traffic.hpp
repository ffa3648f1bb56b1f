#pragma once
#include "core/base/time.hpp"

#include <cstdint>

namespace live {

/// How far the clients are, for whoever must not overtake them: on the virtual clock a request and
/// a signal of the same moment come in this order, on the real one they would race.
struct Traffic {
    core::Instant next = core::Instant::max(); ///< when the next request is due
    std::int64_t sent = 0;
    std::int64_t arrived = 0; ///< let in or turned away

    bool has_passed(core::Instant at) const { return next > at && arrived >= sent; }
};

} // namespace live
