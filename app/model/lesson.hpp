#pragma once
#include "app/model/markdown.hpp"
#include "app/timeline/axis.hpp"
#include "scenarios/run.hpp"

#include <optional>

namespace app {

/// A part of a lesson below a heading of its own.
struct LessonSection {
    std::string title;
    Blocks text;
};

/// Where a step puts the cursor, whatever the run.
struct StepCursor {
    enum class Kind : std::uint8_t { start, end, time, event };

    Kind kind = Kind::end;
    core::Instant at{};      ///< all events up to then are visible
    core::EventKind event{}; ///< the first one of that kind has just happened
    std::string task;        ///< to that task; empty: to any
};

/// One step of the guided tour of a lesson: it sets the run and the cursor, and says one thing.
struct LessonStep {
    std::string title;
    scenarios::ParamValues values;
    std::vector<scenarios::Intervention> interventions;
    std::optional<scenarios::ParamValues> other; ///< of run B; empty: there is nothing to compare
    std::vector<scenarios::Intervention> other_interventions;
    StepCursor cursor;
    std::string select; ///< name of a task; empty: none
    std::optional<Axis> axis;
    Blocks text;
};

/// What assets/lessons/<id>.md says.
struct Lesson {
    std::string title;
    Blocks lead; ///< the paragraph that the gallery shows, too
    std::vector<LessonSection> sections;
    std::vector<LessonStep> steps;
    Blocks notes; ///< for whoever presents it
};

/// Reads a lesson of a scenario with those parameters. An error names the step that is wrong and
/// says what is allowed.
core::Result<Lesson> parse_lesson(std::string_view markdown,
                                  std::span<const scenarios::Param> params);

/// The lesson that is built in for a scenario; one without text if there is none.
Lesson lesson_of(const scenarios::Scenario& scenario);

/// The run that a step wants to be seen.
scenarios::RunSpec spec_of(const LessonStep& step, const scenarios::Scenario& scenario);
/// The run that is to be seen beside it, if there is one.
std::optional<scenarios::RunSpec> other_spec_of(const LessonStep& step,
                                                const scenarios::Scenario& scenario);

/// How many events are visible there; nothing if the trace has no such event.
std::optional<std::size_t> cursor_in(const core::Trace& trace, const StepCursor& cursor);

} // namespace app
