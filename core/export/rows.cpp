#include "core/export/rows.hpp"

#include "core/export/json_text.hpp"
#include "core/trace/trace_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace core {

namespace {

constexpr std::string_view never_retrieved = "Task exception was never retrieved";

/// Types whose message the format leaves out; of all others it shows the whole text.
constexpr std::array types_without_message{
    std::string_view{"CancelledError"}, std::string_view{"TimeoutError"},
    std::string_view{"RuntimeError"},   std::string_view{"ValueError"},
    std::string_view{"SystemExit"},     std::string_view{"KeyboardInterrupt"},
    std::string_view{"Stuck"},
};

std::string_view error_text(std::string_view error) {
    const std::string_view type = error.substr(0, error.find(':'));
    const bool is_cut = std::find(types_without_message.begin(), types_without_message.end(),
                                  type) != types_without_message.end();
    return is_cut ? type : error;
}

/// Writes one row: every member follows the last one.
class Row {
public:
    Row(std::string& out, Instant at, std::string_view ev) : m_out(&out) {
        fmt::format_to(std::back_inserter(out), "{{\"t\":{},\"ev\":\"{}\"", to_us(at), ev);
    }
    Row(const Row&) = delete;
    Row& operator=(const Row&) = delete;
    ~Row() { *m_out += "}\n"; }

    Row& raw(std::string_view key, std::string_view json) {
        fmt::format_to(std::back_inserter(*m_out), ",\"{}\":{}", key, json);
        return *this;
    }
    Row& text(std::string_view key, std::string_view value) { return raw(key, json_string(value)); }
    Row& number(std::string_view key, std::int64_t value) {
        return raw(key, std::to_string(value));
    }
    Row& flag(std::string_view key, bool value) { return raw(key, value ? "true" : "false"); }
    /// An error text; null for the empty one.
    Row& error(std::string_view key, std::string_view value) {
        return value.empty() ? raw(key, "null") : text(key, error_text(value));
    }

private:
    std::string* m_out;
};

class RowWriter {
public:
    explicit RowWriter(const Trace& trace) : m_trace(&trace) {}

    std::string write() {
        for (const Event& event : m_trace->events()) {
            m_state.apply(event);
            if (!write_task(event) && !write_scope(event)) {
                write_run(event);
            }
        }
        return std::move(m_rows);
    }

private:
    Row row(const Event& event, std::string_view ev) { return {m_rows, event.at, ev}; }
    std::string_view name(const Event& event) const { return m_trace->name(event.task); }
    std::string_view label(const Event& event) const { return m_trace->text(event.label); }

    bool write_task(const Event& event) {
        switch (event.kind) {
        case EventKind::created:
            row(event, "create").text("task", name(event)).text("by", m_trace->name(event.by()));
            return true;
        case EventKind::started:
            row(event, "start").text("task", name(event));
            return true;
        case EventKind::resumed:
            row(event, "resume").text("task", name(event));
            return true;
        case EventKind::thrown:
            row(event, "throw")
                .text("task", name(event))
                .error("exc", label(event))
                .flag("first", event.value == 1);
            return true;
        case EventKind::suspended:
            row(event, "suspend")
                .text("task", name(event))
                .text("on", event.label == LabelId::none ? "-" : label(event));
            return true;
        case EventKind::done:
            row(event, "done").text("task", name(event)).raw("val", json_value(label(event)));
            return true;
        case EventKind::failed:
            row(event, "fail").text("task", name(event)).error("exc", label(event));
            return true;
        case EventKind::cancelled:
            row(event, "cancelled").text("task", name(event));
            return true;
        case EventKind::cancel_requested:
            row(event, "cancel")
                .text("task", name(event))
                .text("by", m_trace->name(event.by()))
                .number("count", event.value);
            return true;
        case EventKind::uncancelled:
            row(event, "uncancel").text("task", name(event)).number("count", event.value);
            return true;
        default:
            return false;
        }
    }

    bool write_scope(const Event& event) {
        switch (event.kind) {
        case EventKind::group_entered:
            row(event, "group_enter").text("group", label(event));
            return true;
        case EventKind::group_exiting:
            row(event, "group_exit")
                .text("group", label(event))
                .error("exc", m_trace->text(event.error()))
                .number("children", event.value);
            return true;
        case EventKind::group_aborted:
            row(event, "group_abort").text("group", label(event));
            return true;
        case EventKind::group_child_ended:
            row(event, "group_child").text("group", label(event)).text("task", name(event));
            return true;
        case EventKind::group_ended:
            row(event, "group_end")
                .text("group", label(event))
                .error("exc", m_trace->text(event.error()));
            return true;
        case EventKind::timeout_fired:
            row(event, "timeout_fire").text("timeout", label(event));
            return true;
        case EventKind::timeout_exited:
            row(event, "timeout_exit")
                .text("timeout", label(event))
                .flag("fired", event.value == 1)
                .error("exc", m_trace->text(event.error()));
            return true;
        default:
            return false;
        }
    }

    void write_run(const Event& event) {
        switch (event.kind) {
        case EventKind::signal:
            row(event, "signal").text("sig", label(event));
            break;
        case EventKind::deadlock:
            row(event, "deadlock").raw("pending", unfinished());
            break;
        case EventKind::bound_reached:
            row(event, "bound");
            break;
        case EventKind::loop_error:
            write_loop_error(event);
            break;
        case EventKind::main_ended:
            if (event.value == 1) {
                row(event, "main_end").error("exc", label(event));
            } else {
                row(event, "main_end").raw("val", json_value(label(event)));
            }
            break;
        case EventKind::run_ended:
            row(event, "end")
                .error("teardown", label(event))
                .raw("pending", unfinished())
                .raw("unretrieved", '[' + m_unretrieved + ']');
            break;
        default:
            break; // counters, marks, cleanups and permits have no row
        }
    }

    // What the engine reports about single tasks at the end of the run is a list in `end`.
    void write_loop_error(const Event& event) {
        if (event.task == TaskId::none) {
            row(event, "loop_error")
                .text("msg", label(event))
                .error("exc", m_trace->text(event.error()));
        } else if (label(event) == never_retrieved) {
            m_unretrieved += m_unretrieved.empty() ? "" : ",";
            m_unretrieved += json_string(name(event));
        }
    }

    std::string unfinished() const {
        std::string list;
        for (std::size_t id = 1; id <= m_state.task_count(); ++id) {
            if (!has_ended(m_state.task(static_cast<TaskId>(id)).phase)) {
                list += list.empty() ? "" : ",";
                list += json_string(m_trace->name(static_cast<TaskId>(id)));
            }
        }
        return '[' + list + ']';
    }

    const Trace* m_trace;
    TraceState m_state;
    std::string m_unretrieved;
    std::string m_rows;
};

} // namespace

std::string to_rows(const Trace& trace) {
    return RowWriter(trace).write();
}

} // namespace core
