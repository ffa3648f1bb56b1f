#pragma once
#include "app/views/icons.hpp"
#include "app/views/text.hpp"
#include "app/views/view.hpp"

#include <optional>
#include <span>
#include <string_view>

namespace app {

/// What the pointer does with a widget.
struct Touch {
    bool clicked = false;
    bool hovered = false;
    bool held = false;
};

/// How much a button stands out.
enum class Emphasis : std::uint8_t { flat, outlined, primary };

/// An invisible widget at `area`; the caller draws it. All other widgets are made of these.
Touch touch_area(const View& view, const char* id, const Area& area);

/// Ground of a flat thing under the pointer; nothing while it is left alone.
void draw_hover(const View& view, const Area& area, Touch touch, float rounding = 6);

/// Explains the last widget once the pointer has rested on it. `keys` are drawn as key caps:
/// "Ctrl+Right, PageDown".
void tip(const View& view, std::string_view text, std::string_view keys = {});

/// A square button with a sign, at the layout cursor.
bool icon_button(const View& view, const char* id, Icon icon, float size = 32,
                 Emphasis emphasis = Emphasis::flat);

/// A button with a text and, optionally, a sign before or a chevron after it.
bool text_button(const View& view, const char* id, std::string_view text,
                 Emphasis emphasis = Emphasis::flat, std::optional<Icon> icon_after = {});

/// How wide text_button is without a sign.
float text_button_width(const View& view, std::string_view text);

/// Buttons side by side, one of them chosen, in as many columns as the texts allow. Gives the
/// one that was clicked.
std::optional<std::size_t> choice(const View& view, const char* id,
                                  std::span<const std::string_view> options, std::size_t chosen,
                                  float width);

/// A text that can be clicked.
bool link(const View& view, const char* id, ImFont* font, std::string_view text);

/// Key caps for the first of "Ctrl+Right, PageDown" at the layout cursor, or for all of them.
void key_caps(const Look& look, std::string_view keys, bool all = false);
float key_caps_width(const Look& look, std::string_view keys, bool all = false);

/// A heading within a panel: small, muted, with room above.
void section(const View& view, std::string_view text);

/// A hairline over the width of the window.
void separator(const View& view);

} // namespace app
