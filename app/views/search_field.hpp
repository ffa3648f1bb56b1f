#pragma once
#include "app/views/view.hpp"

#include <span>

namespace app {

/// A field without a frame for typing what is looked for; true when Enter was pressed. `focus` when
/// it appears.
bool search_field(const View& view, const char* hint, std::span<char> text, bool focus);

} // namespace app
