#pragma once
#include "core/base/labels.hpp"
#include "core/engine/loop.hpp"
#include "core/trace/event_sink.hpp"
#include "tests/conformance/program.hpp"

#include <functional>
#include <string>
#include <vector>

namespace conformance {

/// The canonical text of an error (FORMAT.md, "Error text"): the type alone, "E1:message" for
/// user errors, "ExceptionGroup[a,b]" for groups.
std::string error_text(const std::exception_ptr& error);

/// JSON text of an error, or null.
std::string error_json(const std::exception_ptr& error);

/// Writes the rows of FORMAT.md: those of the engine, which it gets as an EventSink, and those
/// of the interpreter, which it gets by write().
class RowWriter final : public core::EventSink {
public:
    /// What the statement stack of a task has on top, "-" if it is empty.
    using StackTop = std::function<std::string(const std::string& task)>;
    void set_stack_top(StackTop stack_top) { m_stack_top = std::move(stack_top); }

    /// A row at time `at`; `fields` is JSON text such as `"task":"a","id":3`.
    void write(core::Instant at, std::string_view kind, std::string_view fields);

    const std::string& rows() const { return m_rows; }

    void on_event(const core::Event& event) override;
    core::LabelId label(std::string_view text) override { return m_labels.intern(text); }
    core::LabelId label(const std::exception_ptr& error) override {
        return m_labels.intern(error_text(error));
    }
    std::uint8_t file(const char*) override { return 0; }

private:
    struct TaskRow {
        std::string name;
        bool ended = false;
    };

    std::string name_json(core::TaskId task) const;
    std::string label_json(core::LabelId label) const; // null for none
    std::string unfinished_json() const;
    void step_row(const core::Event& event, const std::string& task);
    void end_row(const core::Event& event, const std::string& task);
    void scope_row(const core::Event& event);
    void loop_row(const core::Event& event);
    void run_row(const core::Event& event);

    std::string m_rows;
    core::Labels m_labels;
    std::vector<TaskRow> m_tasks; // by id - 1
    std::vector<std::string> m_unretrieved;
    std::vector<std::string> m_pending;
    StackTop m_stack_top;
};

} // namespace conformance
