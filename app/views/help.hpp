#pragma once
#include "app/views/view.hpp"

namespace app {

/// All keys, from the table of commands, in groups.
void help_view(const View& view);

} // namespace app
