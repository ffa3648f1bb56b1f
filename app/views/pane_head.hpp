#pragma once
#include "app/views/timeline_pane.hpp"

namespace app {

/// Height of the head of a run: 0 unless two are compared.
float pane_head_height(const View& view, Side side, float width);
/// The same without the verdict.
float pane_title_height(const View& view);

/// Which run it is, what it has that the other one has not, and what it shows.
void pane_head(const Pane& pane);

} // namespace app
