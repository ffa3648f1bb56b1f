#include "app/model/file_io.hpp"
#include "tests/support/headless_gui.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>

using app::FileTask;
using support::HeadlessGui;
using support::TempFolder;

namespace {

/// Text as it is typed, one frame for each letter.
void type(HeadlessGui& gui, app::Session& session, std::string_view text) {
    for (const char c : text) {
        ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(c));
        gui.settle(session);
    }
}

} // namespace

TEST_SUITE("app/views/path_view") {

TEST_CASE("a question for a file is drawn with its suggestion and what is there") {
    const TempFolder folder;
    REQUIRE(app::write_file(folder.path("one.alab"), ""));
    app::Session session = support::make_session();
    session.apply(app::AskForPath{FileTask::save});
    session.apply(app::UsePath{folder.path("gather-vs-group.alab")});
    session.apply(app::AskForPath{FileTask::open}); // begins in the folder of the last one
    HeadlessGui gui;
    gui.settle(session);
    CHECK(std::string_view{gui.ui().path.text.data()} == folder.path(""));
    CHECK(gui.count(folder.path("one.alab")) == 1);
    gui.settle(session);
    session.apply(gui.click(session, gui.find(folder.path("gather-vs-group.alab")).center()));
    gui.settle(session);
    CHECK(std::string_view{gui.ui().path.text.data()} == folder.path("gather-vs-group.alab"));
    session.apply(gui.click(session, gui.find("answer").center()));
    CHECK(session.take_along().question() == nullptr);
    CHECK(session.take_along().notice().text == "Opened gather-vs-group.alab");
}

TEST_CASE("letters go into the field, and neither they nor Escape do anything else") {
    app::Session session = support::make_session();
    session.apply(app::AskForPath{FileTask::export_run});
    HeadlessGui gui;
    gui.settle(session);
    gui.settle(session);
    const app::ThemeKind before = session.settings().theme;
    type(gui, session, "xt");
    CHECK(std::string_view{gui.ui().path.text.data()}.ends_with("gather-vs-group.svgxt"));
    CHECK(session.settings().theme == before);
    gui.settle(session, {{.key = app::Key::escape}});
    CHECK(session.take_along().question() == nullptr);
}

TEST_CASE("a click beside the question or on Cancel drops it") {
    for (const bool beside : {true, false}) {
        app::Session session = support::make_session();
        session.apply(app::AskForPath{FileTask::save});
        HeadlessGui gui;
        gui.settle(session);
        session.apply(gui.click(session, beside ? ImVec2{5, 700} : gui.find("cancel").center()));
        CHECK(session.take_along().question() == nullptr);
    }
}

TEST_CASE("a notice goes away by itself, and a frame is due when it does") {
    app::Session session = support::make_session();
    session.apply(app::CopyLink{});
    HeadlessGui gui;
    gui.settle(session);
    CHECK(gui.count("notice") == 1);
    REQUIRE(gui.ui().wake_after);
    CHECK(*gui.ui().wake_after < 4.1);
    session.apply(gui.frame(session, {}, 5));
    gui.frame(session);
    CHECK(gui.count("notice") == 0);
}

} // TEST_SUITE
