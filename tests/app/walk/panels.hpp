#pragma once
#include "app/model/session.hpp"

namespace support {

/// Fails the test unless the cursor is one of the run, and something is in view.
void check_cursor(const app::Session& session);

/// Fails the test unless inspector, lanes and story say what a fold of the events up to the cursor
/// says. `layout` is that of the run that has the focus.
void check_panels(const app::Session& session, const app::TimelineLayout& layout);

} // namespace support
