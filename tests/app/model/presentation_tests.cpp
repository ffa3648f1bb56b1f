#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

using app::Panel;
using app::ThemeKind;
using support::make_session;

TEST_SUITE("app/model/presentation") {

TEST_CASE("presenting is large, of high contrast, and without what a class does not need") {
    app::Session session = make_session();
    session.apply(app::TogglePresent{});
    CHECK(session.is_presenting());
    const app::Settings shown = session.shown_settings();
    CHECK(shown.theme == ThemeKind::high_contrast);
    CHECK(shown.ui_scale_percent == app::Settings::present_scale);
    CHECK_FALSE(shown.shows(Panel::left));
    CHECK(shown.shows(Panel::right));
}

TEST_CASE("the presentation's scale lies on top of the user's, within the bounds") {
    app::Session session = make_session();
    session.apply(app::ScaleUi{1});
    session.apply(app::TogglePresent{});
    CHECK(session.shown_settings().ui_scale_percent == 110 * app::Settings::present_scale / 100);
    session.apply(app::ScaleUi{50});
    CHECK(session.shown_settings().ui_scale_percent == app::Settings::max_scale_percent);
    CHECK(session.settings().ui_scale_percent == 110);
    session.apply(app::ScaleUi{0});
    CHECK(session.settings().present_scale_percent == app::Settings::present_scale);
}

TEST_CASE("after a presentation everything looks exactly as before, whatever was done in it") {
    for (const bool dark : {false, true}) {
        app::Session session = make_session();
        session.apply(app::SetTheme{dark ? ThemeKind::dark : ThemeKind::light});
        session.apply(app::SetPanelSize{Panel::left, 21});
        session.apply(app::TogglePanel{Panel::story});
        session.apply(app::SetAxis{dark ? app::Axis::order : app::Axis::time});
        const app::Settings before = session.settings();
        const app::Settings shown = session.shown_settings();
        session.apply(app::TogglePresent{});
        session.apply(app::ToggleTheme{});
        session.apply(app::ScaleUi{2});
        session.apply(app::SetPanelSize{Panel::left, 30});
        session.apply(app::SetPanelSize{Panel::story, 20});
        session.apply(app::TogglePanel{Panel::left});
        session.apply(app::TogglePanel{Panel::right});
        session.apply(app::ToggleAxis{});
        session.apply(app::StepLesson{1});
        session.apply(app::ToggleNotes{});
        session.apply(app::ToggleFullscreen{});
        session.apply(app::TogglePresent{});
        app::Settings after = session.settings();
        CHECK_FALSE(session.is_presenting());
        CHECK_FALSE(session.shows_notes());
        CHECK(session.axis() == before.axis);
        // What was set for presentations stays for the next one.
        after.present_theme = before.present_theme;
        after.present_scale_percent = before.present_scale_percent;
        CHECK(after == before);
        after = session.shown_settings();
        after.present_theme = shown.present_theme;
        after.present_scale_percent = shown.present_scale_percent;
        CHECK(after == shown);
    }
}

TEST_CASE("two presented runs take the room of the story, until it or the notes are asked for") {
    app::Session session = make_session();
    session.apply(app::TogglePresent{});
    CHECK(session.shown_settings().shows(Panel::story));
    session.apply(app::ToggleCompare{});
    CHECK_FALSE(session.shown_settings().shows(Panel::story));
    session.apply(app::ToggleNotes{});
    CHECK(session.shown_settings().shows(Panel::story));
    session.apply(app::ToggleNotes{});
    session.apply(app::TogglePanel{Panel::story});
    CHECK(session.shown_settings().shows(Panel::story));
    session.apply(app::ToggleCompare{});
    CHECK(session.shown_settings().shows(Panel::story)); // what one run shows is another matter
    session.apply(app::TogglePanel{Panel::story});
    session.apply(app::ToggleCompare{});
    CHECK(session.shown_settings().shows(Panel::story));
}

TEST_CASE("speaker notes bring the panel that they stand in") {
    app::Session session = make_session();
    session.apply(app::TogglePanel{Panel::story});
    CHECK_FALSE(session.shown_settings().shows(Panel::story));
    session.apply(app::ToggleNotes{});
    CHECK(session.shown_settings().shows(Panel::story));
    session.apply(app::ToggleNotes{});
    CHECK_FALSE(session.shown_settings().shows(Panel::story));
}

TEST_CASE("changing the theme again and again comes back to the first one over all others") {
    app::Session session = make_session();
    std::vector<ThemeKind> seen;
    for (std::size_t i = 0; i < app::theme_count; ++i) {
        seen.push_back(session.settings().theme);
        session.apply(app::ToggleTheme{});
    }
    CHECK(seen == std::vector{ThemeKind::light, ThemeKind::dark, ThemeKind::high_contrast});
    CHECK(session.settings().theme == ThemeKind::light);
}

TEST_CASE("every scenario can be presented at any size, with and without notes") {
    support::HeadlessGui gui{{1280, 720}, 1.4F, ThemeKind::high_contrast};
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        app::Session session = make_session(scenario->id);
        session.apply(app::TogglePresent{});
        for (const ImVec2 size : {ImVec2{60, 40}, ImVec2{480, 320}, ImVec2{1280, 720}}) {
            gui.resize(size);
            gui.settle(session, {{.key = app::Key::page_up}});
            gui.settle(session, {{.key = app::Key::p, .shift = true}});
            gui.settle(session, {{.key = app::Key::n}});
        }
        CHECK(gui.count("slider") == 0);
        gui.settle(session, {{.key = app::Key::b, .ctrl = true}});
        CHECK(gui.count("slider") > 0);
        CHECK(gui.frame(session).empty());
    }
}

} // TEST_SUITE
