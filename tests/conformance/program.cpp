#include "tests/conformance/program.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <stdexcept>

namespace conformance {

namespace {

/// What is wrong with a program; becomes the Error of parse_program.
struct Malformed : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The fields that an op needs, besides op and id.
struct OpFields {
    std::string_view op;
    std::string_view fields;
};

constexpr std::array op_fields{
    OpFields{"sleep", "us"},
    OpFields{"return", "value"},
    OpFields{"raise", "exc msg"},
    OpFields{"reraise", ""},
    OpFields{"try", "body handlers finally"},
    OpFields{"group", "name body"},
    OpFields{"spawn", "group task body"},
    OpFields{"create", "task body"},
    OpFields{"await", "task"},
    OpFields{"cancel", "task"},
    OpFields{"uncancel", ""},
    OpFields{"gather", "return_exceptions children"},
    OpFields{"shield", "task body"},
    OpFields{"wait", "tasks when us"},
    OpFields{"wait_for", "task us body"},
    OpFields{"timeout", "name us body"},
    OpFields{"reschedule", "name us"},
    OpFields{"sem", "name body"},
    OpFields{"lock", "name body"},
    OpFields{"cond", "name body"},
    OpFields{"sem_release", "name"},
    OpFields{"event_set", "name"},
    OpFields{"event_clear", "name"},
    OpFields{"event_wait", "name"},
    OpFields{"cond_wait", "name"},
    OpFields{"notify", "name n"},
    OpFields{"put", "name value"},
    OpFields{"get", "name"},
    OpFields{"task_done", "name"},
    OpFields{"join", "name"},
    OpFields{"barrier", "name"},
    OpFields{"on_signal", "sig event"},
};

class Parser {
public:
    Program program(const Json& json) {
        require(json.is_object(), "a program is a JSON object");
        Program program;
        if (json.contains("resources")) {
            resources(json.at("resources"), program);
        }
        if (json.contains("signals")) {
            for (const Json& signal : json.at("signals")) {
                program.signals.push_back({signal.at("at").get<std::int64_t>(),
                                           one_of(signal.at("sig"), {"TERM", "INT"})});
            }
        }
        require(json.contains("main"), "a program needs a member 'main'");
        declare(program);
        program.main = block(json.at("main"));
        return program;
    }

private:
    static void require(bool holds, const std::string& message) {
        if (!holds) {
            throw Malformed{message};
        }
    }

    static std::string one_of(const Json& json, std::initializer_list<std::string_view> allowed) {
        auto text = json.get<std::string>();
        require(std::find(allowed.begin(), allowed.end(), text) != allowed.end(),
                fmt::format("'{}' is not one of {}", text, fmt::join(allowed, ", ")));
        return text;
    }

    static void resources(const Json& json, Program& program) {
        const auto numbers = [&](const char* member, std::map<std::string, int>& out, int least) {
            const Json found = json.value(member, Json::object());
            for (const auto& [name, number] : found.items()) {
                out[name] = number.get<int>();
                require(out[name] >= least,
                        fmt::format("{} '{}' needs a number of at least {}", member, name, least));
            }
        };
        numbers("sem", program.semaphores, 0);
        numbers("bsem", program.bounded_semaphores, 0);
        numbers("queue", program.queues, 0);
        numbers("barrier", program.barriers, 1);
        program.locks = json.value("lock", std::vector<std::string>{});
        program.events = json.value("event", std::vector<std::string>{});
        program.conditions = json.value("cond", std::vector<std::string>{});
    }

    void declare(const Program& program) {
        const auto keys = [](const std::map<std::string, int>& map, std::set<std::string>& out) {
            for (const auto& [name, number] : map) {
                out.insert(name);
            }
        };
        keys(program.semaphores, m_names["sem"]);
        keys(program.bounded_semaphores, m_names["sem"]);
        keys(program.queues, m_names["queue"]);
        keys(program.barriers, m_names["barrier"]);
        m_names["lock"] = {program.locks.begin(), program.locks.end()};
        m_names["event"] = {program.events.begin(), program.events.end()};
        m_names["cond"] = {program.conditions.begin(), program.conditions.end()};
    }

    void require_resource(const Statement& statement) {
        static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kinds{{
            {"sem", "sem"},
            {"sem_release", "sem"},
            {"lock", "lock"},
            {"cond", "cond"},
            {"cond_wait", "cond"},
            {"notify", "cond"},
            {"event_set", "event"},
            {"event_clear", "event"},
            {"event_wait", "event"},
            {"put", "queue"},
            {"get", "queue"},
            {"task_done", "queue"},
            {"join", "queue"},
        }};
        const auto kind = std::find_if(kinds.begin(), kinds.end(),
                                       [&](const auto& k) { return k.first == statement.op; });
        if (kind != kinds.end()) {
            require_declared(statement, std::string{kind->second}, statement.name);
        } else if (statement.op == "barrier") {
            require_declared(statement, "barrier", statement.name);
        } else if (statement.op == "on_signal") {
            require_declared(statement, "event", statement.event);
        }
    }

    void require_declared(const Statement& statement, const std::string& kind,
                          const std::string& name) {
        require(m_names[kind].contains(name),
                fmt::format("statement {} uses {} '{}', which is not among the resources",
                            statement.id, kind, name));
    }

    Block block(const Json& json) {
        require(json.is_array(), "a block is a list of statements");
        Block block;
        for (const Json& item : json) {
            block.push_back(statement(item));
        }
        return block;
    }

    Statement statement(const Json& json) {
        Statement s;
        s.op = json.at("op").get<std::string>();
        s.id = json.at("id").get<int>();
        require(m_ids.insert(s.id).second, fmt::format("statement id {} is used twice", s.id));
        const auto row = std::find_if(op_fields.begin(), op_fields.end(),
                                      [&](const OpFields& fields) { return fields.op == s.op; });
        require(row != op_fields.end(), fmt::format("statement {}: unknown op '{}'", s.id, s.op));
        std::string_view fields = row->fields;
        while (!fields.empty()) {
            const std::size_t space = fields.find(' ');
            const std::string field{fields.substr(0, space)};
            const bool optional = field == "handlers" || field == "finally";
            require(optional || json.contains(field),
                    fmt::format("statement {} ({}) needs '{}'", s.id, s.op, field));
            if (json.contains(field)) {
                read(s, field, json.at(field));
            }
            fields = space == std::string_view::npos ? "" : fields.substr(space + 1);
        }
        require_resource(s);
        return s;
    }

    void read(Statement& s, const std::string& field, const Json& json) {
        if (field == "name") {
            s.name = json.get<std::string>();
        } else if (field == "task") {
            s.task = json.get<std::string>();
        } else if (field == "group") {
            s.group = json.get<std::string>();
        } else if (field == "event") {
            s.event = json.get<std::string>();
        } else if (field == "sig") {
            s.signal = one_of(json, {"TERM", "INT"});
        } else if (field == "exc") {
            s.exception =
                one_of(json, {"E1", "E2", "CancelledError", "SystemExit", "KeyboardInterrupt"});
        } else if (field == "msg") {
            s.message = json.get<std::string>();
        } else if (field == "when") {
            s.when = one_of(json, {"ALL_COMPLETED", "FIRST_COMPLETED", "FIRST_EXCEPTION"});
        } else if (field == "return_exceptions") {
            s.return_exceptions = json.get<bool>();
        } else if (field == "n") {
            s.count = json.get<std::size_t>();
        } else if (field == "us") {
            s.us = json.is_null() ? std::nullopt : std::optional{json.get<std::int64_t>()};
            require(s.op != "sleep" || s.us, fmt::format("statement {}: sleep needs a time", s.id));
        } else if (field == "value") {
            s.value = json;
        } else if (field == "tasks") {
            s.tasks = json.get<std::vector<std::string>>();
        } else {
            read_blocks(s, field, json);
        }
    }

    void read_blocks(Statement& s, const std::string& field, const Json& json) {
        if (field == "body") {
            s.body = block(json);
        } else if (field == "finally") {
            s.finally = block(json);
        } else if (field == "children") {
            for (const Json& child : json) {
                s.children.push_back(
                    {child.at("task").get<std::string>(), block(child.at("body"))});
            }
        } else if (field == "handlers") {
            for (const Json& handler : json) {
                s.handlers.push_back({handler.at("types").get<std::vector<std::string>>(),
                                      block(handler.at("body"))});
            }
        }
    }

    std::set<int> m_ids;
    std::map<std::string, std::set<std::string>> m_names;
};

} // namespace

core::Result<Program> parse_program(std::string_view text) {
    try {
        return Parser{}.program(Json::parse(text));
    } catch (const Malformed& error) {
        return core::Error{error.what()};
    } catch (const Json::exception& error) {
        return core::Error{fmt::format("the program is not valid: {}", error.what())};
    }
}

} // namespace conformance
