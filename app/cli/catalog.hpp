#pragma once
#include <string>

namespace app {

/// `list`: all scenarios with their parameters, defaults and ranges, in 80 columns.
std::string catalog_text();

/// `list --json`: {"scenarios": [{"id", "title", "group", "lesson", "parameters": [...]}]}.
///
/// A parameter has "id", "label", "min", "max", "default", "unit", "choices" and "help". A
/// number has no choices; a choice has a name as its default and null for min and max.
std::string catalog_json();

} // namespace app
