#pragma once
#include "core/export/text.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace app {

/// What is known about where the output goes.
struct TerminalFacts {
    bool is_terminal = false;
    int window_columns = 0;             ///< as the terminal says; 0: it does not
    std::optional<std::string> columns; ///< COLUMNS of the environment, and so on
    std::optional<std::string> no_color;
    std::optional<std::string> term;
    std::optional<std::string> lc_all;
    std::optional<std::string> lc_ctype;
    std::optional<std::string> lang;
};

/// The facts about a file descriptor of this process; 1 is stdout.
TerminalFacts terminal_facts(int file = 1);

/// How to draw there.
///
/// Width: COLUMNS if it is a number, else the terminal's, else 100; kept between 60 and 400.
/// Signs beyond ASCII: always in files and pipes, so that what is stored does not depend on the
/// locale; on a terminal if the locale is UTF-8. Colours: on a terminal that is not "dumb",
/// unless NO_COLOR has a value.
core::TextStyle text_style(const TerminalFacts& facts);

/// Writes over the last line of the terminal at stderr; an empty text clears it. Empty if stderr is
/// no terminal.
std::function<void(std::string_view)> progress_line();

} // namespace app
