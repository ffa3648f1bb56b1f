#pragma once
#include "app/views/view.hpp"

namespace app {

/// The events as sentences; the one at the cursor is marked, a click goes there.
void story_view(const View& view);

} // namespace app
