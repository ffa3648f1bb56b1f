#include "app/model/keys.hpp"

#include <algorithm>
#include <array>

namespace app {
namespace {

struct KeyName {
    std::string_view name;
    Key key;
};
constexpr std::array names{
    KeyName{"Space", Key::space},
    KeyName{"Left", Key::left},
    KeyName{"Right", Key::right},
    KeyName{"Up", Key::up},
    KeyName{"Down", Key::down},
    KeyName{"Home", Key::home},
    KeyName{"End", Key::end},
    KeyName{"PageUp", Key::page_up},
    KeyName{"PageDown", Key::page_down},
    KeyName{"Escape", Key::escape},
    KeyName{"Enter", Key::enter},
    KeyName{"F11", Key::f11},
    KeyName{"Plus", Key::plus},
    KeyName{"Minus", Key::minus},
    KeyName{"0", Key::zero},
    KeyName{"1", Key::one},
    KeyName{"2", Key::two},
    KeyName{"3", Key::three},
    KeyName{"4", Key::four},
    KeyName{"?", Key::question},
    KeyName{"[", Key::bracket_left},
    KeyName{"]", Key::bracket_right},
    KeyName{"A", Key::a},
    KeyName{"B", Key::b},
    KeyName{"C", Key::c},
    KeyName{"D", Key::d},
    KeyName{"E", Key::e},
    KeyName{"F", Key::f},
    KeyName{"G", Key::g},
    KeyName{"J", Key::j},
    KeyName{"K", Key::k},
    KeyName{"L", Key::l},
    KeyName{"N", Key::n},
    KeyName{"O", Key::o},
    KeyName{"P", Key::p},
    KeyName{"Q", Key::q},
    KeyName{"R", Key::r},
    KeyName{"S", Key::s},
    KeyName{"T", Key::t},
    KeyName{"V", Key::v},
    KeyName{"W", Key::w},
    KeyName{"X", Key::x},
};

bool take_prefix(std::string_view& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) {
        return false;
    }
    text.remove_prefix(prefix.size());
    return true;
}

std::optional<Chord> parse_chord(std::string_view text) {
    Chord chord;
    chord.alt = take_prefix(text, "Alt+");
    chord.ctrl = take_prefix(text, "Ctrl+");
    chord.shift = take_prefix(text, "Shift+");
    const auto found =
        std::find_if(names.begin(), names.end(), [&](const KeyName& k) { return k.name == text; });
    if (found == names.end()) {
        return std::nullopt;
    }
    chord.key = found->key;
    return chord;
}

} // namespace

std::vector<Chord> parse_chords(std::string_view keys) {
    std::vector<Chord> chords;
    while (!keys.empty()) {
        const std::size_t end = std::min(keys.find(", "), keys.size());
        const auto chord = parse_chord(keys.substr(0, end));
        if (!chord) {
            return {};
        }
        chords.push_back(*chord);
        keys.remove_prefix(std::min(end + 2, keys.size()));
    }
    return chords;
}

const CommandInfo* command_for(const Chord& chord) {
    for (const CommandInfo& row : command_table()) {
        const auto chords = parse_chords(row.keys);
        if (std::find(chords.begin(), chords.end(), chord) != chords.end()) {
            return &row;
        }
    }
    return nullptr;
}

std::string tooltip_of(const CommandInfo& info) {
    std::string text{info.title};
    if (!info.keys.empty()) {
        text += " (";
        text += info.keys.substr(0, info.keys.find(", "));
        text += ")";
    }
    return text;
}

} // namespace app
