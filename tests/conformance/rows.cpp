#include "tests/conformance/rows.hpp"

#include "core/engine/errors.hpp"
#include "core/engine/wait.hpp"

#include <fmt/format.h>

namespace conformance {

using core::Event;
using core::EventKind;

namespace {

std::string json_text(std::string_view text) {
    return Json(std::string{text}).dump(-1, ' ', true);
}

} // namespace

std::string error_text(const std::exception_ptr& error) {
    if (core::kind_of(error) != core::ErrorKind::ordinary) {
        return core::describe(error);
    }
    try {
        std::rethrow_exception(error);
    } catch (const core::ExceptionGroup& group) {
        std::string text = std::string{group.type()} + '[';
        for (std::size_t i = 0; i < group.errors().size(); ++i) {
            text += (i == 0 ? "" : ",") + error_text(group.errors()[i]);
        }
        return text + ']';
    } catch (const core::Exception& e) {
        const bool is_user_error = e.type() == "E1" || e.type() == "E2";
        return std::string{e.type()} + (is_user_error ? ':' + e.message() : "");
    } catch (...) {
        return core::describe(error);
    }
}

std::string error_json(const std::exception_ptr& error) {
    return error ? json_text(error_text(error)) : "null";
}

void RowWriter::write(core::Instant at, std::string_view kind, std::string_view fields) {
    m_rows += fmt::format("{{\"t\":{},\"ev\":\"{}\"{}{}}}\n", core::to_us(at), kind,
                          fields.empty() ? "" : ",", fields);
}

std::string RowWriter::name_json(core::TaskId task) const {
    return task == core::TaskId::none ? "\"loop\"" : json_text(m_tasks[index_of(task) - 1].name);
}

std::string RowWriter::label_json(core::LabelId label) const {
    return label == core::LabelId::none ? "null" : json_text(m_labels.text(label));
}

std::string RowWriter::unfinished_json() const {
    Json names = Json::array();
    for (const TaskRow& task : m_tasks) {
        if (!task.ended) {
            names.push_back(task.name);
        }
    }
    return names.dump(-1, ' ', true);
}

void RowWriter::on_event(const Event& event) {
    if (event.kind == EventKind::created) {
        m_tasks.push_back({std::string{m_labels.text(event.label)}});
    }
    const std::string task = "\"task\":" + name_json(event.task);
    switch (event.kind) {
    case EventKind::created:
        write(event.at, "create", task + ",\"by\":" + name_json(event.by()));
        break;
    case EventKind::started:
    case EventKind::resumed:
    case EventKind::thrown:
    case EventKind::suspended:
        step_row(event, task);
        break;
    case EventKind::done:
    case EventKind::failed:
    case EventKind::cancelled:
        end_row(event, task);
        break;
    case EventKind::cancel_requested:
        write(event.at, "cancel",
              fmt::format("{},\"by\":{},\"count\":{}", task, name_json(event.by()), event.value));
        break;
    case EventKind::uncancelled:
        write(event.at, "uncancel", fmt::format("{},\"count\":{}", task, event.value));
        break;
    default:
        scope_row(event);
        break;
    }
}

void RowWriter::step_row(const Event& event, const std::string& task) {
    if (event.kind == EventKind::started) {
        write(event.at, "start", task);
    } else if (event.kind == EventKind::resumed) {
        write(event.at, "resume", task);
    } else if (event.kind == EventKind::thrown) {
        write(event.at, "throw",
              fmt::format("{},\"exc\":{},\"first\":{}", task, label_json(event.label),
                          event.value == 1));
    } else {
        const std::string& name = m_tasks[index_of(event.task) - 1].name;
        write(event.at, "suspend",
              fmt::format("{},\"on\":{}", task, json_text(m_stack_top ? m_stack_top(name) : "-")));
    }
}

void RowWriter::end_row(const Event& event, const std::string& task) {
    m_tasks[index_of(event.task) - 1].ended = true;
    if (event.kind == EventKind::done) {
        // The label of a result is JSON text already, see Value::to_text.
        const std::string_view value = m_labels.text(event.label);
        write(event.at, "done", fmt::format("{},\"val\":{}", task, value.empty() ? "null" : value));
    } else if (event.kind == EventKind::failed) {
        write(event.at, "fail", fmt::format("{},\"exc\":{}", task, label_json(event.label)));
    } else {
        write(event.at, "cancelled", task);
    }
}

void RowWriter::scope_row(const Event& event) {
    const std::string label = label_json(event.label);
    const std::string error = label_json(event.error());
    if (m_labels.text(event.label) == core::wait_for_limit) {
        return; // inside wait_for(), 3.12: no statement of the program
    }
    switch (event.kind) {
    case EventKind::group_entered:
        write(event.at, "group_enter", "\"group\":" + label);
        break;
    case EventKind::group_exiting:
        write(event.at, "group_exit",
              fmt::format("\"group\":{},\"exc\":{},\"children\":{}", label, error, event.value));
        break;
    case EventKind::group_aborted:
        write(event.at, "group_abort", "\"group\":" + label);
        break;
    case EventKind::group_child_ended:
        write(event.at, "group_child",
              fmt::format("\"group\":{},\"task\":{}", label, name_json(event.task)));
        break;
    case EventKind::group_ended:
        write(event.at, "group_end", fmt::format("\"group\":{},\"exc\":{}", label, error));
        break;
    case EventKind::timeout_fired:
        write(event.at, "timeout_fire", "\"timeout\":" + label);
        break;
    case EventKind::timeout_exited:
        write(
            event.at, "timeout_exit",
            fmt::format("\"timeout\":{},\"fired\":{},\"exc\":{}", label, event.value == 1, error));
        break;
    default:
        loop_row(event);
        break;
    }
}

void RowWriter::loop_row(const Event& event) {
    switch (event.kind) {
    case EventKind::signal:
        write(event.at, "signal", "\"sig\":" + label_json(event.label));
        break;
    case EventKind::deadlock:
        write(event.at, "deadlock", "\"pending\":" + unfinished_json());
        break;
    case EventKind::bound_reached:
        write(event.at, "bound", "");
        break;
    case EventKind::loop_error:
        if (event.task != core::TaskId::none) { // a task left behind: see the last row
            const bool is_pending = event.error() == core::LabelId::none;
            (is_pending ? m_pending : m_unretrieved)
                .push_back(m_tasks[index_of(event.task) - 1].name);
            break;
        }
        write(event.at, "loop_error",
              fmt::format("\"msg\":{},\"exc\":{}", label_json(event.label),
                          label_json(event.error())));
        break;
    default:
        run_row(event);
        break;
    }
}

void RowWriter::run_row(const Event& event) {
    if (event.kind == EventKind::main_ended) {
        const std::string_view text = m_labels.text(event.label);
        write(event.at, "main_end",
              event.value == 1 ? "\"exc\":" + label_json(event.label)
                               : fmt::format("\"val\":{}", text.empty() ? "null" : text));
    } else if (event.kind == EventKind::run_ended) {
        write(event.at, "end",
              fmt::format("\"teardown\":{},\"pending\":{},\"unretrieved\":{}",
                          label_json(event.label), Json(m_pending).dump(-1, ' ', true),
                          Json(m_unretrieved).dump(-1, ' ', true)));
    }
}

} // namespace conformance
