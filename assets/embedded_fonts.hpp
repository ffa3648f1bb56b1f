#pragma once
#include <span>
#include <string_view>

namespace assets {

/// The bytes of a built-in font file by its name without extension, for example "Inter-Regular" or
/// "JetBrainsMono-Bold".
///
/// Empty if there is no such font. The bytes live as long as the program and must not be freed or
/// written to (Dear ImGui: `FontDataOwnedByAtlas = false`).
[[nodiscard]] std::string_view embedded_font(std::string_view name);

/// The names of all built-in fonts, sorted.
[[nodiscard]] std::span<const std::string_view> embedded_font_names();

} // namespace assets
