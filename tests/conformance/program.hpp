#pragma once
#include "core/base/result.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace conformance {

/// A value of the program format: integer, boolean, string, null or a list of these.
using Json = nlohmann::ordered_json;

struct Statement;
using Block = std::vector<Statement>;

/// A block that a task of that name runs.
struct Child {
    std::string task;
    Block body;
};

struct Handler {
    std::vector<std::string> types;
    Block body;
};

/// One statement of FORMAT.md. Only the fields of its `op` are filled.
struct Statement {
    std::string op;
    int id = 0;
    std::string name; // of a resource, group or time limit
    std::string task;
    std::string group;
    std::string event;
    std::string signal;
    std::string exception;
    std::string message;
    std::string when;
    bool return_exceptions = false;
    std::size_t count = 0;          // notify: n
    std::optional<std::int64_t> us; // nullopt: no limit
    Json value;
    std::vector<std::string> tasks;
    std::vector<Child> children;
    std::vector<Handler> handlers;
    Block body;
    Block finally;
};

struct SignalAt {
    std::int64_t us = 0;
    std::string signal;
};

struct Program {
    std::map<std::string, int> semaphores;
    std::map<std::string, int> bounded_semaphores;
    std::vector<std::string> locks;
    std::vector<std::string> events;
    std::vector<std::string> conditions;
    std::map<std::string, int> queues;
    std::map<std::string, int> barriers;
    std::vector<SignalAt> signals;
    Block main;
};

/// Reads a program. A malformed one gives one sentence that says what and where.
core::Result<Program> parse_program(std::string_view text);

} // namespace conformance
