#pragma once
#include "app/views/widgets.hpp"

namespace app {

/// A list that drops down below `anchor`; open it with ImGui::OpenPopup(id). Between a true
/// result and `end_menu` come the rows.
bool begin_menu(const View& view, const char* id, const Area& anchor, float width);
void end_menu();

/// One row of a list; true when it was clicked.
bool list_row(const View& view, const char* id, std::string_view text, bool chosen,
              std::string_view detail = {});

/// The same in a menu, which closes then.
bool menu_row(const View& view, const char* id, std::string_view text, bool chosen,
              std::string_view detail = {});

} // namespace app
