#include "app/model/predict.hpp"

#include "core/base/assert.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace app {

void Predict::begin(std::vector<scenarios::Question> questions, std::size_t run_number) {
    *this = {};
    m_is_on = true;
    m_run_number = run_number;
    for (scenarios::Question& question : questions) {
        m_items.push_back({.question = std::move(question), .chosen = {}});
    }
}

std::size_t Predict::answered() const {
    return static_cast<std::size_t>(std::count_if(
        m_items.begin(), m_items.end(), [](const QuizItem& item) { return item.chosen; }));
}

std::size_t Predict::right() const {
    return static_cast<std::size_t>(
        std::count_if(m_items.begin(), m_items.end(),
                      [](const QuizItem& item) { return item.is_revealed && item.is_right(); }));
}

bool Predict::is_over() const {
    return std::all_of(m_items.begin(), m_items.end(),
                       [](const QuizItem& item) { return item.is_revealed; });
}

std::size_t Predict::limit() const {
    std::size_t limit = SIZE_MAX;
    for (const QuizItem& item : m_items) {
        if (!item.chosen) {
            limit = std::min(limit, item.asked_at());
        } else if (!item.is_revealed) {
            limit = std::min(limit, item.revealed_at());
        }
    }
    return limit;
}

QuizStop Predict::follow(std::size_t cursor) {
    if (cursor != m_shown_at) {
        m_unread.clear();
    }
    bool is_new = false;
    for (std::size_t i = 0; i < m_items.size(); ++i) {
        QuizItem& item = m_items[i];
        if (item.chosen && !item.is_revealed && cursor >= item.revealed_at()) {
            item.is_revealed = true;
            is_new = true;
            m_unread.push_back(i);
            m_shown_at = cursor;
        }
    }
    const bool is_asked = asked(cursor) != nullptr && shown(cursor) == nullptr;
    const bool has_come = is_asked && m_asked_at != cursor;
    m_asked_at = is_asked ? cursor : SIZE_MAX;
    return is_new ? QuizStop::answer : has_come ? QuizStop::question : QuizStop::none;
}

void Predict::answer(std::size_t cursor, std::size_t choice) {
    for (QuizItem& item : m_items) {
        if (!item.chosen && item.asked_at() == cursor) {
            if (choice < item.question.choices.size()) {
                item.chosen = choice;
            }
            return; // of several at one place the first one is asked
        }
    }
}

const QuizItem* Predict::asked(std::size_t cursor) const {
    const auto found = std::find_if(m_items.begin(), m_items.end(), [&](const QuizItem& item) {
        return !item.chosen && item.asked_at() == cursor;
    });
    return found == m_items.end() ? nullptr : &*found;
}

const QuizItem* Predict::shown(std::size_t cursor) const {
    const bool is_here = !m_unread.empty() && cursor == m_shown_at;
    return is_here ? &m_items[m_unread.front()] : nullptr;
}

const QuizItem* Predict::pending() const {
    const auto found = std::find_if(m_items.rbegin(), m_items.rend(), [](const QuizItem& item) {
        return item.chosen && !item.is_revealed;
    });
    return found == m_items.rend() ? nullptr : &*found;
}

bool Predict::dismiss() {
    if (!m_unread.empty()) {
        m_unread.erase(m_unread.begin());
    }
    return m_unread.empty();
}

std::size_t Predict::look_again(std::size_t index) {
    CORE_ASSERT(index < m_items.size() && m_items[index].is_revealed);
    m_unread = {index};
    m_shown_at = m_items[index].asked_at();
    return m_shown_at;
}

std::string predict_words(const Predict& predict, std::size_t cursor) {
    if (!predict.hides()) {
        return "There is nothing to predict in this run. Other parameters give one that asks.";
    }
    if (predict.shown(cursor) != nullptr) {
        return "Compare the answer with the picture.";
    }
    if (predict.asked(cursor) != nullptr) {
        return "What will happen? What comes after the cursor is hidden.";
    }
    if (const QuizItem* item = predict.pending()) {
        return fmt::format("You said “{}”. Play on to see whether it is so.",
                           item->question.choices[*item->chosen]);
    }
    return predict.is_over() ? "That was the last question. Play on to the end."
                             : "Play on to the next question.";
}

bool goes_forward(const Command& command) {
    const auto by = [&](const auto* step) { return step != nullptr && step->by > 0; };
    return std::holds_alternative<Play>(command) || std::holds_alternative<TogglePlay>(command) ||
           std::holds_alternative<SeekEnd>(command) || by(std::get_if<StepEvent>(&command)) ||
           by(std::get_if<StepMoment>(&command)) || by(std::get_if<StepTurningPoint>(&command));
}

} // namespace app
