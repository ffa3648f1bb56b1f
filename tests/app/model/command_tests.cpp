#include "app/model/command_table.hpp"
#include "app/model/keys.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

using app::Chord;
using app::Command;
using app::Key;

namespace {

/// What a chord asks for; a command that no key has if there is none.
Command pressed(const Chord& chord) {
    const app::CommandInfo* row = app::command_for(chord);
    REQUIRE(row != nullptr);
    return row->make();
}

} // namespace

TEST_SUITE("app/model/command") {

TEST_CASE("every row has an id and a title of its own, and a help sentence") {
    std::set<std::string_view> ids;
    std::set<std::string_view> titles;
    for (const app::CommandInfo& row : app::command_table()) {
        CAPTURE(row.id);
        CHECK(ids.insert(row.id).second);
        CHECK(titles.insert(row.title).second);
        CHECK(row.help.ends_with('.'));
        CHECK_FALSE(row.title.ends_with('.'));
        CHECK(app::find_command(row.id) == &row);
        CHECK_FALSE(app::title(row.group).empty());
    }
    CHECK(app::find_command("no-such-command") == nullptr);
}

TEST_CASE("no chord stands for two things, and every chord can be read") {
    std::vector<Chord> seen;
    for (const app::CommandInfo& row : app::command_table()) {
        CAPTURE(row.id);
        const auto chords = app::parse_chords(row.keys);
        CHECK(chords.empty() == row.keys.empty());
        for (const Chord& chord : chords) {
            CHECK(std::find(seen.begin(), seen.end(), chord) == seen.end());
            CHECK(app::command_for(chord) == &row);
            seen.push_back(chord);
        }
    }
}

TEST_CASE("the keys do what the product promises") {
    CHECK(std::holds_alternative<app::TogglePlay>(pressed({Key::space})));
    CHECK(std::get<app::StepEvent>(pressed({Key::right})).by == 1);
    CHECK(std::get<app::StepEvent>(pressed({Key::left})).by == -1);
    CHECK(std::get<app::StepMoment>(pressed({.key = Key::left, .shift = true})).by == -1);
    CHECK(std::get<app::StepTurningPoint>(pressed({.key = Key::right, .ctrl = true})).by == 1);
    CHECK(std::get<app::StepTurningPoint>(pressed({Key::page_up})).by == -1);
    CHECK(std::get<app::StepLesson>(pressed({Key::n})).by == 1);
    CHECK(std::get<app::StepLesson>(pressed({.key = Key::n, .shift = true})).by == -1);
    CHECK(std::holds_alternative<app::SeekStart>(pressed({Key::home})));
    CHECK(std::holds_alternative<app::SeekEnd>(pressed({Key::end})));
    CHECK(std::holds_alternative<app::Relaunch>(pressed({Key::r})));
    CHECK(std::holds_alternative<app::NewSeed>(pressed({.key = Key::r, .shift = true})));
    CHECK(std::get<app::PanBy>(pressed({Key::a})).fraction < 0);
    CHECK(std::get<app::PanBy>(pressed({Key::d})).fraction > 0);
    CHECK(std::get<app::ZoomAt>(pressed({Key::w})).notches > 0);
    CHECK(std::get<app::ZoomAt>(pressed({Key::s})).notches < 0);
    CHECK(std::holds_alternative<app::ZoomToSelection>(pressed({Key::f})));
    CHECK(std::holds_alternative<app::ToggleAxis>(pressed({Key::x})));
    CHECK(std::holds_alternative<app::TogglePresent>(pressed({Key::p})));
    CHECK(std::holds_alternative<app::ToggleTheme>(pressed({Key::t})));
    CHECK(std::get<app::ScaleUi>(pressed({.key = Key::plus, .ctrl = true})).steps == 1);
    CHECK(std::get<app::ScaleUi>(pressed({.key = Key::minus, .ctrl = true})).steps == -1);
    CHECK(std::get<app::ScaleUi>(pressed({.key = Key::zero, .ctrl = true})).steps == 0);
    CHECK(std::holds_alternative<app::ToggleFullscreen>(pressed({Key::f11})));
    CHECK(std::holds_alternative<app::TogglePalette>(pressed({.key = Key::k, .ctrl = true})));
    CHECK(std::holds_alternative<app::ToggleHelp>(pressed({Key::question})));
    CHECK(std::holds_alternative<app::ClearSelection>(pressed({Key::escape})));
}

TEST_CASE("chords are read with their modifiers, and nonsense is no chord") {
    CHECK(app::parse_chords("Ctrl+Right, PageDown") ==
          std::vector{Chord{.key = Key::right, .ctrl = true}, Chord{Key::page_down}});
    CHECK(app::parse_chords("Ctrl+Shift+A") == std::vector{Chord{Key::a, true, true}});
    CHECK(app::parse_chords("").empty());
    CHECK(app::parse_chords("Ctrl+").empty());
    CHECK(app::parse_chords("Banana").empty());
    CHECK(app::parse_chords("A, Banana").empty());
}

TEST_CASE("a tooltip names the first key, or none") {
    CHECK(app::tooltip_of(*app::find_command("next-turning-point")) ==
          "Next turning point (Ctrl+Right)");
    CHECK(app::tooltip_of(*app::find_command("fit")) == "Show the whole run");
}

} // TEST_SUITE
