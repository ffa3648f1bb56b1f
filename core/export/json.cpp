#include "core/export/json.hpp"

#include "core/export/json_text.hpp"
#include "core/trace/lint.hpp"
#include "core/trace/metrics.hpp"

#include <fmt/format.h>

#include <iterator>

namespace core {

namespace {

/// What `Event::other` means for a kind, as the key of a JSON member; empty: nothing.
std::string_view key_of_other(EventKind kind) {
    switch (kind) {
    case EventKind::created:
    case EventKind::cancel_requested:
        return "by";
    case EventKind::suspended:
        return "target";
    case EventKind::group_exiting:
    case EventKind::group_ended:
    case EventKind::timeout_exited:
    case EventKind::loop_error:
        return "error";
    default:
        return "";
    }
}

bool uses_value(EventKind kind) {
    return info(kind).fields.find("value = ") != std::string_view::npos;
}

template <class... Args>
void append(std::string& out, fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(out), format, std::forward<Args>(args)...);
}

void append_other(std::string& out, const Trace& trace, const Event& event) {
    const std::string_view key = key_of_other(event.kind);
    if (key.empty() || event.other == 0) {
        return; // no task, no error
    }
    if (key == "error") {
        append(out, ",\"error\":{}", json_string(trace.text(event.error())));
    } else {
        append(out, ",\"{}\":{}", key, event.other);
    }
}

void append_event(std::string& out, const Trace& trace, const Event& event) {
    append(out, "{{\"t\":{},\"kind\":\"{}\"", to_us(event.at), info(event.kind).name);
    if (event.task != TaskId::none) {
        append(out, ",\"task\":{}", index_of(event.task));
    }
    if (event.cause != EventId::none) {
        append(out, ",\"cause\":{}", index_of(event.cause));
    }
    if (event.label != LabelId::none) {
        append(out, ",\"label\":{}", json_string(trace.text(event.label)));
    }
    append_other(out, trace, event);
    if (uses_value(event.kind)) {
        append(out, ",\"value\":{}", event.value);
    }
    if (event.line != 0) {
        append(out, ",\"file\":{},\"line\":{}", json_string(trace.file(event.file)), event.line);
    }
    out += '}';
}

/// By task id: the event that ended the task, or null.
std::vector<const Event*> ends_of(const Trace& trace) {
    std::vector<const Event*> ends(trace.tasks().size() + 1, nullptr);
    for (const Event& event : trace.events()) {
        if (ends_task(event.kind)) {
            ends[index_of(event.task)] = &event;
        }
    }
    return ends;
}

void append_task(std::string& out, const Trace& trace, const TaskInfo& task, const Event* end) {
    append(out, "{{\"id\":{},\"name\":{},\"parent\":{},\"created_us\":{}", index_of(task.id),
           json_string(trace.text(task.name)), index_of(task.parent),
           to_us(trace[task.created].at));
    if (end == nullptr) {
        out += ",\"ended_us\":null,\"outcome\":null}";
    } else {
        append(out, ",\"ended_us\":{},\"outcome\":\"{}\"}}", to_us(end->at), info(end->kind).name);
    }
}

void append_finding(std::string& out, const Trace& trace, const Finding& finding) {
    const FindingInfo& row = info(finding.kind);
    append(out, "{{\"kind\":\"{}\",\"t\":{},\"event\":{}", row.name, to_us(trace[finding.event].at),
           index_of(finding.event));
    if (finding.task != TaskId::none) {
        append(out, ",\"task\":{}", index_of(finding.task));
    }
    append(out, ",\"text\":{},\"lesson\":\"{}\"}}", json_string(finding.text), row.lesson);
}

/// The members of an array or object, one a line, from `append_one(item)`.
template <class Items, class AppendOne>
void append_list(std::string& out, const Items& items, AppendOne append_one) {
    const char* separator = "\n    ";
    for (const auto& item : items) {
        out += separator;
        append_one(item);
        separator = ",\n    ";
    }
    out += items.empty() ? "" : "\n  ";
}

} // namespace

std::string to_json(const Trace& trace, const JsonSpec& spec) {
    std::string out;
    append(out, "{{\n  \"schema\": {},\n  \"spec\": {{", Trace::schema_version);
    append_list(out, spec, [&](const auto& member) {
        append(out, "{}: {}", json_string(member.first), member.second);
    });
    out += "},\n  \"metrics\": {";
    append_list(out, metrics_of(trace), [&](const Metric& metric) {
        append(out, "{}: {}", json_string(metric.name), metric.value);
    });
    out += "},\n  \"findings\": [";
    append_list(out, findings(trace),
                [&](const Finding& finding) { append_finding(out, trace, finding); });
    out += "],\n  \"tasks\": [";
    const std::vector<const Event*> ends = ends_of(trace);
    append_list(out, trace.tasks(), [&](const TaskInfo& task) {
        append_task(out, trace, task, ends[index_of(task.id)]);
    });
    out += "],\n  \"events\": [";
    append_list(out, trace.events(), [&](const Event& event) { append_event(out, trace, event); });
    return out += "]\n}\n";
}

} // namespace core
