#pragma once
#include "app/views/view.hpp"

namespace app {

/// The selected task: its state, its facts and why it is so. Without a selection the lesson
/// and the figures of the run.
void inspector_view(const View& view);

} // namespace app
