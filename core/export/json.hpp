#pragma once
#include "core/trace/trace.hpp"

#include <string>
#include <utility>
#include <vector>

namespace core {

/// What a run was made from, as (name, JSON text) pairs in the order of printing.
using JsonSpec = std::vector<std::pair<std::string, std::string>>;

/// One JSON object: "schema", "spec", "metrics", "tasks", "events". Times in microseconds.
std::string to_json(const Trace& trace, const JsonSpec& spec);

} // namespace core
