#pragma once
#include "app/model/command_table.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// Keys that the table of commands uses. Letters are physical positions, named as on a US
/// keyboard; `question` is the typed character, since it lies elsewhere on every layout.
enum class Key : std::uint8_t {
    space,
    left,
    right,
    up,
    down,
    home,
    end,
    page_up,
    page_down,
    escape,
    enter,
    f11,
    plus,
    minus,
    zero,
    one,
    two,
    three,
    four,
    question,
    bracket_left,  ///< typed, as the question mark
    bracket_right, ///< likewise
    a,
    b,
    c,
    d,
    e,
    f,
    g,
    j,
    k,
    l,
    n,
    o,
    p,
    q,
    r,
    s,
    t,
    v,
    w,
    x,
};

/// A key with its modifiers.
struct Chord {
    Key key{};
    bool ctrl = false, shift = false, alt = false;
    friend bool operator==(const Chord&, const Chord&) = default;
};

/// The chords of a row: "Ctrl+Right, PageDown" gives two. Anything else gives an empty list.
std::vector<Chord> parse_chords(std::string_view keys);

/// The row that a chord stands for, or null.
const CommandInfo* command_for(const Chord& chord);

/// "Step forward (Right)": what a tooltip of a button for that row says.
std::string tooltip_of(const CommandInfo& info);

} // namespace app
