#pragma once
#include "app/views/view.hpp"

namespace app {

/// The lesson of the scenario: its guided steps on top, its text below.
void lesson_view(const View& view, const Area& area);

/// The speaker notes of the lesson, in the place of the story.
void notes_view(const View& view);

} // namespace app
