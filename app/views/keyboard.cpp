#include "app/views/keyboard.hpp"

#include "app/views/line_tasks.hpp"
#include "app/views/tour_view.hpp"

namespace app {
namespace {

bool close_overlay(const View& view) {
    const Overlays& overlays = view.session.overlays();
    if (overlays.palette) {
        view.wish(TogglePalette{});
    } else if (overlays.help) {
        view.wish(ToggleHelp{});
    } else if (overlays.sweep) {
        view.wish(ToggleSweep{});
    } else if (overlays.what_if) {
        view.wish(CloseWhatIf{});
    } else if (overlays.glossary) {
        view.wish(ToggleGlossary{});
    } else if (view.session.take_along().question() != nullptr) {
        view.wish(DropQuestion{});
    } else {
        return false;
    }
    return true;
}

/// Under an overlay only what concerns the window as a whole.
bool works_under_overlay(const CommandInfo& info) {
    return info.group == CommandGroup::window;
}

} // namespace

void keys_to_commands(const View& view, std::span<const Chord> keys, KeyFocus focus) {
    for (const Chord& chord : keys) {
        if (view.session.tour().is_on() && tour_key(view, chord)) {
            continue;
        }
        if (!focus.overlay && !focus.typing && line_tasks_key(view, chord)) {
            continue;
        }
        if (chord.key == Key::escape) {
            if (close_overlay(view)) {
                continue;
            }
            if (view.ui.search.is_typing) {
                view.wish(CloseSearch{});
                continue;
            }
            if (focus.typing) {
                continue;
            }
        }
        const CommandInfo* info = command_for(chord);
        const bool types_a_character = !chord.ctrl && chord.key != Key::f11;
        if (info == nullptr || (focus.typing && types_a_character) ||
            (focus.overlay && !works_under_overlay(*info))) {
            continue;
        }
        view.wish(info->make());
    }
}

} // namespace app
