#pragma once
#include <imgui.h>

#include <cstdint>

namespace app {

/// Signs of buttons, drawn as vectors: no font has all of them in one style.
enum class Icon : std::uint8_t {
    play,
    pause,
    step_back,
    step_forward,
    to_start,
    to_end,
    restart,
    dice,
    reset,
    sun,
    moon,
    contrast,
    present,
    help,
    search,
    chevron_down,
    chevron_left,
    chevron_right,
    close,
    clock,
    list,
    fit,
    warning,
    compare,
};

/// A filled triangle with smooth edges, whatever the order of its corners: Dear ImGui smooths
/// only those that go round clockwise.
void fill_triangle(ImDrawList& list, ImVec2 a, ImVec2 b, ImVec2 c, ImU32 color);

/// Draws an icon into the square of that size around `center`.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 center, float size, ImU32 color);

} // namespace app
