#pragma once
#include "app/views/view.hpp"
#include "app/views/window_plan.hpp"

namespace app {

/// The card of predict mode: a question to answer, an answer to read, or the score at the end. It
/// lies where it hides nothing that it asks about, if there is room. Nothing while the run plays.
void predict_view(const View& view, const WindowPlan& plan);

/// The questions of the quiz, each with what has become of it; a click on one that is revealed goes
/// there.
void quiz_list(const View& view);

} // namespace app
