#pragma once
#include "app/model/glossary.hpp"
#include "app/model/lesson.hpp"

namespace app {

/// The lesson of a scenario, and how far somebody is led through its steps.
class LessonGuide {
public:
    /// Words that the glossary explains lead there.
    LessonGuide(const scenarios::Scenario& scenario, const Glossary& glossary);

    const Lesson& lesson() const { return m_lesson; }
    /// The step that is shown; empty: nobody is led.
    std::optional<std::size_t> at() const { return m_at; }
    const LessonStep* step() const { return m_at ? &m_lesson.steps[*m_at] : nullptr; }

    /// Which step comes `by` steps later: from none the first one, at both ends the same again.
    /// Empty if the lesson has no steps.
    std::optional<std::size_t> step_from_here(int by) const;
    /// Does nothing if there is no such step.
    void go_to(std::size_t index);
    void leave() { m_at.reset(); }

private:
    Lesson m_lesson;
    std::optional<std::size_t> m_at;
};

} // namespace app
