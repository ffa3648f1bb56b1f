#pragma once
#include "app/views/timeline_pane.hpp"

namespace app {

/// The interventions of a run as flags above its lanes, which can be dragged to another moment.
/// Input comes before that of what lies below them.
void what_if_flags_input(const Pane& pane);
void draw_what_if_flags(const Pane& pane);

/// A moment that is easy to say: whole milliseconds unless a pixel is much less.
core::Instant moment_at(const Pane& pane, float x);

} // namespace app
