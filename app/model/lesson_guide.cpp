#include "app/model/lesson_guide.hpp"

#include <algorithm>

namespace app {

LessonGuide::LessonGuide(const scenarios::Scenario& scenario, const Glossary& glossary)
    : m_lesson(lesson_of(scenario)) {
    m_lesson.lead = glossary.linked(std::move(m_lesson.lead));
    m_lesson.notes = glossary.linked(std::move(m_lesson.notes));
    for (LessonSection& section : m_lesson.sections) {
        section.text = glossary.linked(std::move(section.text));
    }
    for (LessonStep& step : m_lesson.steps) {
        step.text = glossary.linked(std::move(step.text));
    }
}

std::optional<std::size_t> LessonGuide::step_from_here(int by) const {
    if (m_lesson.steps.empty()) {
        return std::nullopt;
    }
    if (!m_at) {
        return 0;
    }
    const auto last = static_cast<std::ptrdiff_t>(m_lesson.steps.size()) - 1;
    const auto wanted = static_cast<std::ptrdiff_t>(*m_at) + by;
    return static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(wanted, 0, last));
}

void LessonGuide::go_to(std::size_t index) {
    if (index < m_lesson.steps.size()) {
        m_at = index;
    }
}

} // namespace app
