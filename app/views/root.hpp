#pragma once
#include "app/model/keys.hpp"
#include "app/views/view.hpp"

namespace app {

/// The whole window. Call once between ImGui::NewFrame and ImGui::Render.
void root_view(const View& view, std::span<const Chord> keys);

} // namespace app
