#pragma once
#include "app/views/timeline_pane.hpp"

#include <span>

namespace app {

/// Turns what the pointer does over the timeline into commands: wheel, drags, clicks, hovers.
/// The layouts of this frame lie in the panes.
void timeline_input(const View& view, const Area& ruler, std::span<const Pane> panes);

} // namespace app
