#pragma once
#include "app/model/command.hpp"
#include "app/model/run_link.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace app {

/// `asynclab open 'LINK'`, as a shell reads it.
std::string command_line_of(const RunLink& link);

/// What goes out of the window and comes in: the question for the name of a file, what waits for
/// the clipboard, and the sentence that says what became of it.
class TakeAlong {
public:
    /// Somebody is to say which file.
    struct Question {
        FileTask task = FileTask::save;
        std::size_t number = 0; ///< counts questions
        std::string suggestion; ///< a path to begin with
        std::string to_replace; ///< a file that is there; empty: nothing to ask about
        std::string answer;     ///< that led to it
        std::string problem;    ///< why the last answer would not do; a sentence
    };
    /// A sentence that goes away by itself.
    struct Notice {
        std::size_t number = 0; ///< counts notices; 0: none yet
        std::string text;       ///< empty: gone
        bool is_problem = false;
    };

    const Question* question() const { return m_question ? &*m_question : nullptr; }
    const Notice& notice() const { return m_notice; }

    void ask(FileTask task, std::string_view scenario);
    void drop_question() { m_question.reset(); }
    void ask_to_replace(const std::string& path, const std::string& answer);
    void refuse(std::string problem);
    /// The question is answered; `path` is where the next one begins.
    void done(const std::string& path, std::string text);

    void copy(std::string text, std::string notice);
    std::optional<std::string> take_clipboard();

    void say(std::string text, bool is_problem = false);
    void dismiss() { m_notice.text.clear(); }

private:
    std::optional<Question> m_question;
    Notice m_notice;
    std::size_t m_questions = 0;
    std::string m_folder; // of the last file; ends with a slash
    std::optional<std::string> m_clipboard;
};

} // namespace app
