#pragma once
#include "core/trace/trace.hpp"

#include <string>
#include <utility>
#include <vector>

namespace core {

/// What a run was made from, as (name, JSON text) pairs in the order of printing.
using JsonSpec = std::vector<std::pair<std::string, std::string>>;

/// One JSON object: "schema", "spec", "metrics", "findings", "tasks", "events"; one finding, one
/// task and one event a line. ASCII, times in microseconds.
///
/// A finding has "kind", "t" and "event" (where it shows), "task" if it is about one, "text" and
/// "lesson", the id of the scenario that teaches it.
/// A task has "id", "name", "parent" (0: the loop), "created_us", "ended_us" (null: it never
/// ended) and "outcome" ("done", "failed", "cancelled" or null). An event has "t", "kind" and,
/// where they mean something, "task", "cause" (index of an event), "label", "by", "target",
/// "error", "value", "file" and "line".
std::string to_json(const Trace& trace, const JsonSpec& spec);

} // namespace core
