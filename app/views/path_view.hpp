#pragma once
#include "app/model/keys.hpp"
#include "app/views/view.hpp"

#include <span>

namespace app {

/// Asks for the name of a file: a field to type in, and below it what the text could become. Tab or
/// a click completes, Up and Down choose, Enter answers. A file that is there is asked about.
void path_view(const View& view, std::span<const Chord> keys);

} // namespace app
