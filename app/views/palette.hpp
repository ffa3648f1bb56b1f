#pragma once
#include "app/model/keys.hpp"
#include "app/views/view.hpp"

namespace app {

/// Every command and every scenario, found by typing. `keys` move and choose.
void palette_view(const View& view, std::span<const Chord> keys);

/// True if the letters of `query` occur in `text` in that order, whatever their case.
bool palette_matches(std::string_view text, std::string_view query);

} // namespace app
