#pragma once
#include "app/model/keys.hpp"
#include "app/views/view.hpp"

namespace app {

/// What is open decides what keys mean.
struct KeyFocus {
    bool typing = false;  ///< a text field takes letters and arrows
    bool overlay = false; ///< help or palette lies over the window
};

/// Turns keys into commands by the table of commands. Escape closes what is open first.
void keys_to_commands(const View& view, std::span<const Chord> keys, KeyFocus focus);

} // namespace app
