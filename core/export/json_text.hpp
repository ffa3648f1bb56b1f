#pragma once
#include <string>
#include <string_view>

namespace core {

/// `text` as a JSON string with its quotes, in ASCII: control characters and everything beyond
/// ASCII as \u escapes, code points beyond the basic plane as surrogate pairs. What is not
/// UTF-8 becomes \ufffd.
std::string json_string(std::string_view text);

/// The result of a task as JSON: its text as it is where that is an integer, true, false or
/// null; null for an empty text; a string otherwise.
std::string json_value(std::string_view text);

} // namespace core
