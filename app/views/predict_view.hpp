#pragma once
#include "app/views/view.hpp"

namespace app {

/// The card of predict mode: a question to answer, an answer to read, or the score at the end. It
/// lies at the lower end of the timeline, or `beside` it if it would hide too much there. Nothing
/// while the run plays.
void predict_view(const View& view, const Area& timeline, const Area& beside);

/// The questions of the quiz, each with what has become of it; a click on one that is revealed goes
/// there.
void quiz_list(const View& view);

} // namespace app
