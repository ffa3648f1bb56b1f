#pragma once
#include "app/model/session.hpp"

#include <string>

namespace app {

/// A moment that playing has reached after an event at `last`, in as many digits as a person reads
/// while it runs: whole milliseconds, microseconds where that would be before the event. Times in
/// whole microseconds were asked for and stay.
core::Instant readable(core::Instant now, core::Instant last);

/// The time that the cursor shows, from where t = 0 lies.
std::string clock_text(const Session& session);

} // namespace app
