#pragma once
#include "app/model/settings.hpp"

#include <filesystem>

namespace app {

/// $XDG_CONFIG_HOME/asynclab/settings.json or ~/.config/asynclab/settings.json; empty when
/// the environment names neither.
std::filesystem::path settings_path();

/// The settings in that file; the defaults when there is none, or what is there is no file of a
/// reasonable size. Complaints go to stderr.
Settings load_settings(const std::filesystem::path& path);

/// Replaces the file as a whole, through symbolic links. A home that cannot be written to is no
/// error: the program then simply forgets.
void save_settings(const std::filesystem::path& path, const Settings& settings);

} // namespace app
