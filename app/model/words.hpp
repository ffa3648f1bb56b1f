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

} // namespace app
