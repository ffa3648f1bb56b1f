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
    help,
    search,
    chevron_down,
    chevron_right,
    close,
    clock,
    list,
    fit,
    warning,
};

/// Draws an icon into the square of that size around `center`.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 center, float size, ImU32 color);

} // namespace app
