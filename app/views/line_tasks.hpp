#pragma once
#include "app/model/keys.hpp"
#include "app/views/view.hpp"

namespace app {

/// Sizes of the code panel, in points.
inline constexpr float code_row_points = 19;
inline constexpr float code_gutter_points = 66; ///< marks and line numbers

/// The language whose file is shown.
Language language_of(const View& view);

/// True if any task has run that line of the file that is shown, as far as that is told.
bool has_tasks(const View& view, int line);

/// True if the tasks of that line are listed.
bool is_listed(const View& view, int line);

/// Scrolls the lines, whose window is the current one, so that a list that is new has room.
void make_room(const View& view, float page_height);

/// The tasks that ran the selected line, on a card below it. `page` shows the lines, `scrolled`
/// pixels from the first one.
void line_tasks_view(const View& view, const Area& page, float scrolled);

/// What keys mean while the card is open; true if the chord was for it.
bool line_tasks_key(const View& view, const Chord& chord);

/// Where a card of that height stands: below the line if it has room there or more room than
/// above, within the page. Pure arithmetic.
Area place_card(const Area& page, const Area& line, float height, float gap);

} // namespace app
