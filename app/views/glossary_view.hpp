#pragma once
#include "app/model/keys.hpp"
#include "app/views/view.hpp"

namespace app {

/// The words of asyncio, found by typing. `keys` move through them.
void glossary_view(const View& view, std::span<const Chord> keys);

} // namespace app
