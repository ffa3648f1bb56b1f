#include "app/platform/settings_file.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace app {
namespace {

namespace fs = std::filesystem;

fs::path from_environment(const char* name) {
    const char* value = std::getenv(name);
    return value != nullptr ? fs::path{value} : fs::path{};
}

} // namespace

fs::path settings_path() {
    fs::path config = from_environment("XDG_CONFIG_HOME");
    if (!config.is_absolute()) {
        const fs::path home = from_environment("HOME");
        config = home.is_absolute() ? home / ".config" : fs::path{};
    }
    return config.empty() ? fs::path{} : config / "asynclab" / "settings.json";
}

Settings load_settings(const fs::path& path) {
    std::ifstream in{path};
    if (path.empty() || !in) {
        return {};
    }
    std::ostringstream text;
    text << in.rdbuf();
    const ReadSettings read = settings_from(text.str());
    if (!read.complaint.empty()) {
        std::fprintf(stderr, "asynclab: %s\n", read.complaint.c_str());
    }
    return read.settings;
}

void save_settings(const fs::path& path, const Settings& settings) {
    if (path.empty()) {
        return;
    }
    std::error_code ignored;
    fs::create_directories(path.parent_path(), ignored);
    fs::path fresh = path;
    fresh += ".new";
    {
        std::ofstream out{fresh};
        out << to_text(settings);
        if (!out.flush()) {
            return;
        }
    }
    fs::rename(fresh, path, ignored); // readers see the old file or the new one, never half
}

} // namespace app
