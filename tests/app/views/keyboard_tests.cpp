#include "app/views/keyboard.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

namespace {

using app::Chord;
using app::Key;

app::Commands commands_for(const app::Session& session, Chord chord, app::KeyFocus focus = {}) {
    const app::Look look;
    app::UiState ui;
    app::Commands out;
    const Chord keys[] = {chord};
    app::keys_to_commands({session, look, ui, out}, keys, focus);
    return out;
}

} // namespace

TEST_SUITE("app/views/keyboard") {

TEST_CASE("every key of the table of commands gives the command of its row") {
    const app::Session session = support::make_session();
    for (const app::CommandInfo& info : app::command_table()) {
        for (const Chord& chord : app::parse_chords(info.keys)) {
            CAPTURE(info.id);
            const app::Commands commands = commands_for(session, chord);
            REQUIRE(commands.size() == 1);
            CHECK(commands[0].index() == info.make().index());
        }
    }
}

TEST_CASE("letters go to a text field while something is typed") {
    const app::Session session = support::make_session();
    CHECK(commands_for(session, {.key = Key::t}, {.typing = true}).empty());
    CHECK(commands_for(session, {.key = Key::space}, {.typing = true}).empty());
}

TEST_CASE("Escape closes an overlay before it clears the selection") {
    app::Session session = support::make_session();
    session.apply(app::ToggleHelp{});
    const app::Commands commands = commands_for(session, {.key = Key::escape}, {.overlay = true});
    REQUIRE(commands.size() == 1);
    CHECK(std::holds_alternative<app::ToggleHelp>(commands[0]));
}

} // TEST_SUITE
