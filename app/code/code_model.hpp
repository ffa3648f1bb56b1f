#pragma once
#include "app/code/highlight.hpp"
#include "app/theme/role.hpp"
#include "core/trace/trace_state.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// A line as the code panel shows it: without its marker.
struct CodeLine {
    int number = 0; ///< counted from 1, as in the file
    std::string text;
    std::string marker; ///< "fetch" for `// [fetch]`; empty: none
    std::vector<Token> tokens;
};

/// One file, split, tokenized, markers taken out.
struct CodeFile {
    std::string path; ///< as in events: "scenarios/gather_vs_group.cpp"
    Language language = Language::cpp;
    std::vector<CodeLine> lines; ///< lines[i].number == i + 1
};
CodeFile make_code_file(std::string_view path, std::string_view text, Language language);

/// The scenario's own source and its Python twin, tied line to line by their markers.
struct CodeModel {
    CodeFile cpp;
    CodeFile python;

    const CodeFile& file(Language language) const {
        return language == Language::cpp ? cpp : python;
    }
};
CodeModel make_code_model(std::string_view cpp_path, std::string_view cpp_text,
                          std::string_view python_path, std::string_view python_text);

/// The line of the other file that carries the same marker as `line` of the C++ file; 0: none.
int python_line(const CodeModel& model, int cpp_line);
/// The first C++ line that carries the marker of `line` of the Python file; 0: none.
int cpp_line(const CodeModel& model, int python_line);

/// Where a task stands: a mark in the margin.
struct CodeMark {
    int line = 0; ///< of the file asked for
    core::TaskId task = core::TaskId::none;
    Role role{};
    bool selected = false;
};

/// Marks of all living tasks at the cursor, by line, then by task. Tasks that have not awaited
/// yet, or whose line has no twin, have none.
std::vector<CodeMark> marks_at(const CodeModel& model, Language language, const core::Trace& trace,
                               const core::TraceState& state, core::TaskId selected);

/// The line of the selected task at the cursor, also after its end; 0: none.
int line_of(const CodeModel& model, Language language, const core::Trace& trace,
            const core::TaskState& state);

/// A task that ran a line.
struct LineTask {
    core::TaskId task = core::TaskId::none;
    core::EventId event = core::EventId::none; ///< with which it began to wait there
    friend bool operator==(const LineTask&, const LineTask&) = default;
};

/// How much of a trace is looked at, in events.
struct LineSearch {
    std::size_t cursor = 0;
    std::size_t told = SIZE_MAX; ///< what comes later is not known
    friend bool operator==(const LineSearch&, const LineSearch&) = default;
};

/// The events with which tasks began to wait on a line of that file. Looks at the whole trace.
std::vector<core::EventId> events_on_line(const CodeModel& model, Language language,
                                          const core::Trace& trace, int line);

/// The tasks of such events, in order of creation, each with the last time before the cursor, else
/// the first time after it.
std::vector<LineTask> tasks_of(std::span<const core::EventId> events, const core::Trace& trace,
                               const LineSearch& search);

} // namespace app
