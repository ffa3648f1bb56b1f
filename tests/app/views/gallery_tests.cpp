#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

using support::count_of;
using support::HeadlessGui;
using support::make_session;

TEST_SUITE("app/views/gallery") {

TEST_CASE("the list of lessons leaves room for the parameters, at any height and scale") {
    for (const float scale : {0.75F, 1.0F, 2.0F, 3.0F}) {
        HeadlessGui gui{{1280 * scale, 720 * scale}, scale};
        for (const scenarios::Scenario* scenario : scenarios::all()) {
            CAPTURE(scenario->id);
            CAPTURE(scale);
            app::Session session = make_session(scenario->id);
            gui.settle(session);
            const app::Area row = gui.find(scenario->id);
            const app::Area label = gui.find("label");
            const app::Area story = gui.find("story edge");
            CHECK(row.min.y < label.min.y);
            CHECK(row.max.y < story.min.y);
            CHECK(label.max.y < story.min.y);
        }
    }
}

TEST_CASE("the chosen lesson stays in view when the list becomes shorter") {
    for (const ImVec2 size : {ImVec2{1280, 720}, ImVec2{1920, 1080}}) {
        HeadlessGui gui{size};
        for (const scenarios::Scenario* scenario : scenarios::all()) {
            CAPTURE(scenario->id);
            CAPTURE(size.y);
            app::Session session = make_session(scenario->id);
            gui.settle(session);
            gui.settle(session, {{app::Key::c}}); // a choice and longer labels: less room
            CHECK(session.is_comparing());
            CHECK(gui.find(scenario->id).max.y <= gui.find("reset-parameters").min.y);
        }
    }
}

TEST_CASE("the last of the parameters says whose asyncio the run follows") {
    HeadlessGui gui{{1920, 1080}};
    app::Session session = make_session("timeouts");
    gui.settle(session);
    const std::size_t mode = session.scenario().params[0].choices.size();
    const app::Commands out = gui.click(session, gui.find("option", mode + 1).center());
    REQUIRE(count_of<app::SetPython>(out) == 1);
    session.apply(out);
    CHECK(session.spec().python == core::Version::v3_12);
}

TEST_CASE("the keys walk all lessons in teaching order, and stay at both ends") {
    HeadlessGui gui{{1280, 460}};
    const auto all = scenarios::all();
    app::Session session = make_session(all.front()->id);
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK(&session.scenario() == all[i]);
        gui.settle(session);
        // However short the list is, the chosen row lies within it.
        CHECK(gui.find(all[i]->id).min.y < gui.find("label").min.y);
        gui.settle(session, {{.key = app::Key::page_down, .ctrl = true}});
    }
    CHECK(&session.scenario() == all.back());
    for (std::size_t i = 0; i < all.size() + 1; ++i) {
        gui.settle(session, {{.key = app::Key::page_up, .ctrl = true}});
    }
    CHECK(&session.scenario() == all.front());
}

} // TEST_SUITE
