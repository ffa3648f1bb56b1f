#include "app/model/take_along.hpp"

#include "app/model/saved_run.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace app {

namespace {

std::string working_folder() {
    std::error_code ignored;
    const std::string folder = std::filesystem::current_path(ignored).string();
    return folder.ends_with('/') ? folder : folder + '/';
}

} // namespace

std::string command_line_of(const RunLink& link) {
    return fmt::format("asynclab open '{}'", to_link(link)); // a link has no quotes
}

void TakeAlong::ask(FileTask task, std::string_view scenario) {
    const std::string folder = m_folder.empty() ? working_folder() : m_folder;
    const std::string_view ending = task == FileTask::export_run ? ".svg" : saved_run_ending;
    m_question = Question{
        .task = task,
        .number = ++m_questions,
        .suggestion =
            task == FileTask::open ? folder : fmt::format("{}{}{}", folder, scenario, ending),
    };
}

void TakeAlong::ask_to_replace(const std::string& path, const std::string& answer) {
    if (m_question) {
        m_question->problem.clear();
        m_question->to_replace = path;
        m_question->answer = answer;
    }
}

void TakeAlong::refuse(std::string problem) {
    if (m_question) {
        m_question->to_replace.clear();
        m_question->problem = std::move(problem);
    } else {
        say(std::move(problem), true);
    }
}

void TakeAlong::done(const std::string& path, std::string text) {
    m_folder = path.substr(0, path.rfind('/') + 1);
    m_question.reset();
    say(std::move(text));
}

void TakeAlong::copy(std::string text, std::string notice) {
    m_clipboard = std::move(text);
    say(std::move(notice));
}

std::optional<std::string> TakeAlong::take_clipboard() {
    return std::exchange(m_clipboard, std::nullopt);
}

void TakeAlong::say(std::string text, bool is_problem) {
    m_notice = {m_notice.number + 1, std::move(text), is_problem};
}

} // namespace app
