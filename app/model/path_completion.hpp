#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// What a path that is being typed could become: the entries of its folder that begin like it,
/// folders first and with a slash at their end, each in order of name, no more than `most`. Files
/// are listed if their names end with `ending` (empty: all are). Hidden ones only after a dot.
std::vector<std::string> complete_path(std::string_view typed, std::string_view ending,
                                       std::size_t most);

} // namespace app
