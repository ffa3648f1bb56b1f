#include "app/model/clock_text.hpp"

#include "app/timeline/ticks.hpp"

#include <chrono>

namespace app {

using std::chrono::floor;
using std::chrono::microseconds;
using std::chrono::milliseconds;

core::Instant readable(core::Instant now, core::Instant last) {
    const core::Instant in_us = floor<microseconds>(now);
    if (now <= last || now == in_us) {
        return now;
    }
    const core::Instant in_ms = floor<milliseconds>(now);
    return in_ms >= last ? in_ms : in_us >= last ? in_us : now;
}

std::string clock_text(const Session& session) {
    const std::size_t count = session.cursor();
    const core::Instant last =
        count == 0 ? core::Instant{} : session.trace().events()[count - 1].at;
    return time_from(readable(session.playback().now(), last), session.origin());
}

} // namespace app
