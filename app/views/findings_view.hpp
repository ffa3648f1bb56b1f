#pragma once
#include "app/views/view.hpp"

namespace app {

/// What is wrong with the run that is shown, as a section of the inspector; of a task only what is
/// about it. A click goes to the place. Nothing where nothing is wrong.
void findings_view(const View& view, core::TaskId task = core::TaskId::none);

/// A button at the right end of a strip that tells how many findings there are, and its width with
/// the room before it; 0 if there are none, or no room. A click shows them in the inspector.
void findings_badge(const View& view, const Area& strip);
float findings_badge_width(const View& view, float strip_width);

} // namespace app
