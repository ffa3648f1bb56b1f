#pragma once
#include "app/model/command.hpp"
#include "scenarios/question.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// One question of a quiz, and what has become of it.
struct QuizItem {
    scenarios::Question question;
    std::optional<std::size_t> chosen; ///< the answer that was given
    bool is_revealed = false;          ///< the cursor has been where the right one shows

    bool is_right() const { return chosen && *chosen == question.answer; }
    /// The cursor that stands right before the question's event, or right after the event that
    /// shows the answer.
    std::size_t asked_at() const { return core::index_of(question.ask_before); }
    std::size_t revealed_at() const { return core::index_of(question.reveal) + 1; }
};

/// What the cursor has come to in a quiz.
enum class QuizStop : std::uint8_t {
    none,
    question, ///< one that was not asked where the cursor stood before
    answer,   ///< the one to a question, for the first time
};

/// Predict mode: the run stops before each question, and goes on once it is answered; where the
/// right answer shows, it stops again. Knows nothing of runs but the questions, and of the cursor
/// what it is told.
class Predict {
public:
    bool is_on() const { return m_is_on; }
    /// Begins a quiz for the run of that number. Without questions there is nothing to hide.
    void begin(std::vector<scenarios::Question> questions, std::size_t run_number);
    void end() { *this = {}; }
    std::size_t run_number() const { return m_run_number; }

    const std::vector<QuizItem>& items() const { return m_items; }
    std::size_t answered() const;
    /// Right answers among those that are revealed.
    std::size_t right() const;
    bool is_over() const;
    /// What comes after the cursor is not to be seen.
    bool hides() const { return !m_items.empty(); }

    /// The furthest that the cursor may go now: to the next question, or to where the answer of
    /// one that was answered shows.
    std::size_t limit() const;

    /// The cursor stands there now.
    QuizStop follow(std::size_t cursor);

    /// Answers the question that is asked at that cursor. Without one, or with a choice that it
    /// does not have, nothing happens.
    void answer(std::size_t cursor, std::size_t choice);

    /// The question that waits for an answer at that cursor, or null.
    const QuizItem* asked(std::size_t cursor) const;
    /// The question whose answer is to be read at that cursor, or null: one that has just been
    /// revealed, or one that is looked at again.
    const QuizItem* shown(std::size_t cursor) const;
    /// The last one that was answered and is not yet revealed, or null.
    const QuizItem* pending() const;

    /// The answer has been read. False if the next one is to be read at the same place.
    bool dismiss();
    /// Looks at a question again: the cursor to go to. It must be revealed.
    std::size_t look_again(std::size_t index);

private:
    bool m_is_on = false;
    std::size_t m_run_number = 0;
    std::vector<QuizItem> m_items;
    std::vector<std::size_t> m_unread; // in the order of the questions
    std::size_t m_shown_at = 0;        // the cursor at which they are to be read
    std::size_t m_asked_at = SIZE_MAX; // where the last question is asked that the cursor came to
};

/// What the quiz is about at that cursor, in one or two sentences.
std::string predict_words(const Predict& predict, std::size_t cursor);

/// True for commands that play or step forward: who gives one has read what was shown.
bool goes_forward(const Command& command);

} // namespace app
