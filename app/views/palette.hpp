#pragma once
#include "app/model/keys.hpp"
#include "app/views/view.hpp"

namespace app {

/// Every command and every scenario, found by typing. `keys` move and choose.
void palette_view(const View& view, std::span<const Chord> keys);

/// How well `text` answers `query`, whatever the case: 0 not at all, 1 the letters occur in that
/// order, more if they stand together, most at the beginning.
int palette_score(std::string_view text, std::string_view query);

} // namespace app
