#pragma once
#include "app/views/timeline_pane.hpp"
#include "app/views/widgets.hpp"

namespace app {

/// The mark of t = 0 in the ruler: a drag moves it and snaps to turning points and events, a double
/// click brings it back to the start. True while the pointer is busy with it.
bool origin_input(const Pane& pane, const Area& ruler, Touch touch);

/// A drag with the left button over the lanes measures a stretch; its ends snap to the edges of
/// states. A double click on the stretch zooms to it. True while the pointer is busy with it.
bool measure_input(const Pane& pane, Touch touch);

/// The pointer is over the measured stretch.
bool is_over_measure(const Pane& pane);

} // namespace app
