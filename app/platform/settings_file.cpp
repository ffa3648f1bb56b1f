#include "app/platform/settings_file.hpp"

#include "app/model/file_io.hpp"

#include <cstdio>
#include <cstdlib>

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t most_bytes = 1U << 20U; // the program writes about one thousandth of it

void complain(const std::string& sentence) {
    std::fprintf(stderr, "asynclab: %s\n", sentence.c_str());
}

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
    std::error_code unknown;
    if (path.empty() || !fs::exists(path, unknown)) {
        return {};
    }
    const auto text = read_file(path.string(), most_bytes);
    if (!text) {
        complain(text.error().message + ", so all settings are at their defaults");
        return {};
    }
    const ReadSettings read = settings_from(text.value());
    if (!read.complaint.empty()) {
        complain(read.complaint);
    }
    return read.settings;
}

void save_settings(const fs::path& path, const Settings& settings) {
    if (path.empty()) {
        return;
    }
    std::error_code ignored;
    fs::create_directories(path.parent_path(), ignored);
    if (fs::exists(path, ignored) && !fs::is_regular_file(path, ignored)) {
        return; // a pipe would wait for a reader
    }
    static_cast<void>(write_file(path.string(), to_text(settings)));
}

} // namespace app
