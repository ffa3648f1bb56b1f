#pragma once
#include <algorithm>
#include <string>
#include <string_view>

namespace app {

/// A name of the trace as people write it: "tasks_leaked" becomes "tasks leaked".
inline std::string spaced(std::string_view name) {
    std::string text{name};
    std::replace(text.begin(), text.end(), '_', ' ');
    return text;
}

/// The same for a counter, without the word that all of them begin with: "accepted".
inline std::string counter_words(std::string_view name) {
    constexpr std::string_view first = "requests_";
    return spaced(name.starts_with(first) ? name.substr(first.size()) : name);
}

/// What a path names, without its folders: "gather_vs_group.cpp".
inline std::string_view file_name(std::string_view path) {
    return path.substr(path.rfind('/') + 1);
}

} // namespace app
