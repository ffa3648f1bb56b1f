#pragma once
#include <span>
#include <string_view>

namespace assets {

/// The content of a file that is built into the program, by its path in the repository, for
/// example "scenarios/gather_vs_group.cpp" or "assets/python/gather_vs_group.py".
///
/// Empty if there is no such file. The text lives as long as the program.
[[nodiscard]] std::string_view embedded(std::string_view name);

/// The paths of all built-in files, sorted.
[[nodiscard]] std::span<const std::string_view> embedded_names();

} // namespace assets
