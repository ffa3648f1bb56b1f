#include "app/code/code_model.hpp"

#include <algorithm>
#include <map>

namespace app {
namespace {

/// Cuts `// [name]` (or `# [name]`) off the end of a line and gives the name. A comment that
/// goes on after the bracket is an ordinary comment.
std::string take_marker(std::string& line, Language language) {
    const std::string_view lead = language == Language::cpp ? "// [" : "# [";
    const std::size_t begin = line.rfind(lead);
    if (begin == std::string::npos || line.back() != ']') {
        return {};
    }
    const std::size_t name = begin + lead.size();
    std::string marker = line.substr(name, line.size() - 1 - name);
    const bool one_word = !marker.empty() && marker.find_first_of(" ]\t") == std::string::npos;
    if (!one_word) {
        return {};
    }
    line.erase(begin);
    return marker;
}

void trim_right(std::string& line) {
    line.erase(line.find_last_not_of(" \t\r") + 1);
}

int line_with_marker(const CodeFile& file, std::string_view marker) {
    const auto found = std::find_if(file.lines.begin(), file.lines.end(),
                                    [&](const CodeLine& line) { return line.marker == marker; });
    return marker.empty() || found == file.lines.end() ? 0 : found->number;
}

int twin_line(const CodeFile& from, int line, const CodeFile& to) {
    if (line < 1 || static_cast<std::size_t>(line) > from.lines.size()) {
        return 0;
    }
    return line_with_marker(to, from.lines[static_cast<std::size_t>(line) - 1].marker);
}

/// By number: the C++ lines that a line of that file stands for.
std::vector<bool> cpp_lines_of(const CodeModel& model, Language language, int line) {
    std::vector<bool> lines(model.cpp.lines.size() + 1, false);
    for (const CodeLine& cpp : model.cpp.lines) {
        const int shown = language == Language::cpp ? cpp.number : python_line(model, cpp.number);
        lines[static_cast<std::size_t>(cpp.number)] = shown == line && line != 0;
    }
    return lines;
}

bool is_of(const CodeFile& file, const core::Trace& trace, std::uint8_t id) {
    return id != 0 && trace.file(id) == file.path;
}

} // namespace

CodeFile make_code_file(std::string_view path, std::string_view text, Language language) {
    CodeFile file{std::string{path}, language, {}};
    LineState state = LineState::code;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        CodeLine line;
        line.number = static_cast<int>(file.lines.size()) + 1;
        line.text = text.substr(0, end);
        trim_right(line.text);
        line.marker = take_marker(line.text, language);
        trim_right(line.text);
        LineTokens tokens = highlight_line(line.text, language, state);
        line.tokens = std::move(tokens.tokens);
        state = tokens.after;
        file.lines.push_back(std::move(line));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return file;
}

CodeModel make_code_model(std::string_view cpp_path, std::string_view cpp_text,
                          std::string_view python_path, std::string_view python_text) {
    return {make_code_file(cpp_path, cpp_text, Language::cpp),
            make_code_file(python_path, python_text, Language::python)};
}

int python_line(const CodeModel& model, int cpp_line) {
    return twin_line(model.cpp, cpp_line, model.python);
}

int cpp_line(const CodeModel& model, int python_line) {
    return twin_line(model.python, python_line, model.cpp);
}

std::vector<CodeMark> marks_at(const CodeModel& model, Language language, const core::Trace& trace,
                               const core::TraceState& state, core::TaskId selected) {
    std::vector<CodeMark> marks;
    for (std::size_t i = 1; i <= state.task_count(); ++i) {
        const auto id = static_cast<core::TaskId>(i);
        const core::TaskState& task = state.task(id);
        const int line = line_of(model, language, trace, task);
        if (line != 0 && !core::has_ended(task.phase)) {
            marks.push_back({line, id, state_role(task), id == selected});
        }
    }
    std::stable_sort(marks.begin(), marks.end(),
                     [](const CodeMark& a, const CodeMark& b) { return a.line < b.line; });
    return marks;
}

int line_of(const CodeModel& model, Language language, const core::Trace& trace,
            const core::TaskState& state) {
    if (state.line == 0 || !is_of(model.cpp, trace, state.file)) {
        return 0;
    }
    return language == Language::cpp ? state.line : python_line(model, state.line);
}

std::vector<core::EventId> events_on_line(const CodeModel& model, Language language,
                                          const core::Trace& trace, int line) {
    std::vector<core::EventId> found;
    const std::vector<bool> wanted = cpp_lines_of(model, language, line);
    if (std::find(wanted.begin(), wanted.end(), true) == wanted.end()) {
        return found;
    }
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const core::Event& event = trace.events()[i];
        if (event.line < wanted.size() && wanted[event.line] && event.task != core::TaskId::none &&
            is_of(model.cpp, trace, event.file)) {
            found.push_back(core::to_event_id(i));
        }
    }
    return found;
}

std::vector<LineTask> tasks_of(std::span<const core::EventId> events, const core::Trace& trace,
                               const LineSearch& search) {
    std::map<core::TaskId, core::EventId> when;
    for (const core::EventId event : events) {
        if (core::index_of(event) >= search.told) {
            break;
        }
        const auto [known, is_first] = when.emplace(trace[event].task, event);
        if (!is_first && core::index_of(event) < search.cursor) {
            known->second = event;
        }
    }
    std::vector<LineTask> tasks;
    tasks.reserve(when.size());
    for (const auto& [task, event] : when) {
        tasks.push_back({task, event});
    }
    return tasks;
}

} // namespace app
