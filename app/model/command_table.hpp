#pragma once
#include "app/model/command.hpp"

#include <span>
#include <string_view>

namespace app {

/// Heading in menus, the `?` overlay and the palette.
enum class CommandGroup : std::uint8_t { run, transport, view, window };
std::string_view title(CommandGroup group);

/// One row per thing that a key, a menu or the palette can ask for.
struct CommandInfo {
    std::string_view id;    ///< never change one that shipped: "step-forward"
    std::string_view title; ///< "Step forward"
    CommandGroup group;
    std::string_view keys; ///< "Ctrl+Right, PageDown"; the first is shown in menus and tooltips
    std::string_view help; ///< one sentence
    Command (*make)();
};

/// THE table. Menus, tooltips, the `?` overlay, the palette and the keyboard read it.
std::span<const CommandInfo> command_table();

/// The row of that id, or null.
const CommandInfo* find_command(std::string_view id);

} // namespace app
