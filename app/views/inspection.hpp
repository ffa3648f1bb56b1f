#pragma once
#include "app/views/view.hpp"

namespace app {

/// What is to be said of the selected task or event at the cursor; made anew only when one of them
/// has changed.
const Inspection& inspection_of(const View& view);

} // namespace app
