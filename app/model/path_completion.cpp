#include "app/model/path_completion.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace app {

namespace {

namespace fs = std::filesystem;

constexpr int most_looked_at = 20'000; // a folder with more of them must not stop the window

fs::path folder_to_read(std::string_view typed) {
    const char* home = std::getenv("HOME"); // NOLINT(concurrency-mt-unsafe)
    if (home != nullptr && typed.starts_with("~/")) {
        return std::string{home} + std::string{typed.substr(1)};
    }
    return typed.empty() ? fs::path{"."} : fs::path{typed};
}

} // namespace

std::vector<std::string> complete_path(std::string_view typed, std::string_view ending,
                                       std::size_t most) {
    const std::string_view folder = typed.substr(0, typed.rfind('/') + 1);
    const std::string_view begin = typed.substr(folder.size());
    std::vector<std::string> folders;
    std::vector<std::string> files;
    std::error_code error;
    fs::directory_iterator entry{folder_to_read(folder),
                                 fs::directory_options::skip_permission_denied, error};
    for (int left = most_looked_at; !error && entry != fs::directory_iterator{} && left > 0;
         entry.increment(error), --left) {
        const std::string name = entry->path().filename().string();
        const bool is_hidden = name.starts_with('.') && !begin.starts_with('.');
        if (is_hidden || !name.starts_with(begin)) {
            continue;
        }
        std::error_code ignored;
        if (entry->is_directory(ignored)) {
            folders.push_back(std::string{folder} + name + '/');
        } else if (name.ends_with(ending)) {
            files.push_back(std::string{folder} + name);
        }
    }
    std::sort(folders.begin(), folders.end());
    std::sort(files.begin(), files.end());
    folders.insert(folders.end(), files.begin(), files.end());
    folders.resize(std::min(folders.size(), most));
    return folders;
}

} // namespace app
