#include "app/model/file_io.hpp"
#include "app/model/path_completion.hpp"
#include "app/model/session.hpp"
#include "core/export/json.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/headless_gui.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>

using app::FileTask;
using app::Session;
using support::TempFolder;

namespace {

app::SavedRun from_link(std::string_view text) {
    auto link = app::parse_link(text);
    REQUIRE_MESSAGE(link, link.error().message);
    return {std::move(link).value(), nullptr};
}

void show(Session& session, app::SavedRun run) {
    session.apply(app::ShowRun{std::make_shared<const app::SavedRun>(std::move(run))});
}

const app::TakeAlong::Question& question(const Session& session) {
    REQUIRE(session.take_along().question() != nullptr);
    return *session.take_along().question();
}

} // namespace

TEST_SUITE("app/model/take_along") {

TEST_CASE("a copied link leads back to the run, the cursor, the selection and the axis") {
    Session session = support::make_session();
    show(session, from_link("asynclab:gather-vs-group?mode=task-group&tasks=4&seed=3"
                            "&what-if=cancel:task-2@250ms&cursor=17&select=task-3&axis=order"));
    CHECK(session.cursor() == 17);
    CHECK(session.axis() == app::Axis::order);
    CHECK(session.trace().name(session.selection().task()) == "task-3");
    CHECK(session.spec().interventions.size() == 1);
    session.apply(app::CopyLink{});
    const auto text = session.take_clipboard();
    REQUIRE(text);
    CHECK_FALSE(session.take_clipboard()); // once
    CHECK(session.take_along().notice().text == "The link is in the clipboard");
    Session other = support::make_session("shutdown-drain");
    show(other, from_link(*text));
    CHECK(app::to_link(other.link()) == *text);
    CHECK(core::to_json(other.trace(), {}) == core::to_json(session.trace(), {}));
    session.apply(app::CopyCommandLine{});
    CHECK(session.take_clipboard() == "asynclab open '" + *text + "'");
}

TEST_CASE("a run that was saved and opened is a run like any other") {
    const TempFolder folder;
    Session session = support::make_session();
    session.apply(app::SetParam{1, 9});
    session.apply(app::SeekEvent{12});
    session.apply(app::AskForPath{FileTask::save});
    CHECK(question(session).suggestion.ends_with("/gather-vs-group.alab"));
    session.apply(app::UsePath{folder.path("mine")});
    CHECK(session.take_along().question() == nullptr);
    CHECK(std::filesystem::exists(folder.path("mine.alab")));

    Session other = support::make_session("semaphore-throttle");
    other.apply(app::AskForPath{FileTask::open});
    other.apply(app::UsePath{folder.path("mine.alab")});
    CHECK(other.take_along().notice().text == "Opened mine.alab");
    CHECK(other.scenario().id == "gather-vs-group");
    CHECK(other.cursor() == 12);
    CHECK(other.trace().tasks().size() == 10);
    const std::size_t before = other.run_number();
    other.apply(app::SetParam{1, 3}); // runs the scenario again
    CHECK(other.run_number() == before + 1);
    CHECK(other.trace().tasks().size() == 4);
}

TEST_CASE("a file that is there is replaced only after a question") {
    const TempFolder folder;
    const std::string path = folder.path("run.alab");
    REQUIRE(app::write_file(path, "former"));
    Session session = support::make_session();
    session.apply(app::AskForPath{FileTask::save});
    session.apply(app::UsePath{path});
    CHECK(question(session).to_replace == path);
    CHECK(question(session).answer == path);
    CHECK(support::read_file(path) == "former");
    session.apply(app::UsePath{.path = path, .replaces = true});
    CHECK(session.take_along().question() == nullptr);
    CHECK(app::open_alab(path));
}

TEST_CASE("a link that is opened while predicting shows its run, its cursor and its selection") {
    Session session = support::make_session();
    session.apply(app::TogglePredict{});
    show(session, from_link("asynclab:gather-vs-group?cursor=40&select=task-2"));
    CHECK_FALSE(session.predict().is_on());
    CHECK(session.cursor() == 40);
    CHECK(session.trace().name(session.selection().task()) == "task-2");
}

TEST_CASE("what is still to be predicted is not exported") {
    const TempFolder folder;
    Session session = support::make_session();
    session.apply(app::TogglePredict{});
    session.apply(app::AskForPath{FileTask::export_run});
    session.apply(app::UsePath{folder.path("run.svg")});
    CHECK(question(session).problem ==
          "The rest of the run is still to be predicted: answer first, or leave predict mode (Q)");
    CHECK(folder.count() == 0);
    session.apply(app::TogglePredict{});
    session.apply(app::UsePath{folder.path("run.svg")});
    CHECK(session.take_along().question() == nullptr);
    CHECK(folder.count() == 1);
}

TEST_CASE("of two runs a table has both, and a picture says which one it shows") {
    const TempFolder folder;
    Session session = support::make_session();
    session.apply(app::ToggleCompare{});
    session.apply(app::AskForPath{FileTask::export_run});
    session.apply(app::UsePath{folder.path("both.csv")});
    CHECK(support::read_file(folder.path("both.csv")).starts_with("metric,a,b,difference\n"));
    session.apply(app::SwitchRun{});
    const bool shows_b = session.focus() == app::Side::b;
    session.apply(app::AskForPath{FileTask::export_run});
    session.apply(app::UsePath{folder.path("one.svg")});
    CHECK(session.take_along().notice().text ==
          "Written to " + folder.path("one.svg") + (shows_b ? ", run B alone" : ", run A alone"));
}

TEST_CASE("an answer that will not do is told, and the question stays") {
    const TempFolder folder;
    Session session = support::make_session();
    session.apply(app::AskForPath{FileTask::export_run});
    session.apply(app::UsePath{folder.path("run.txt")});
    CHECK(question(session).problem ==
          "The ending of the name says what is written: .svg, .png, .json (for Perfetto), .csv or "
          ".alab");
    session.apply(app::UsePath{folder.path("no/run.svg")});
    CHECK(question(session).problem.ends_with(": there is no such file or folder"));
    CHECK(folder.count() == 0);
    session.apply(app::DropQuestion{});
    CHECK(session.take_along().question() == nullptr);
    session.apply(app::UsePath{folder.path("run.svg")}); // nobody has asked
    CHECK(folder.count() == 0);
}

TEST_CASE("the ending of a name says what is exported") {
    const TempFolder folder;
    Session session = support::make_session();
    for (const char* name : {"a.svg", "a.png", "a.json", "a.csv", "a.alab"}) {
        session.apply(app::AskForPath{FileTask::export_run});
        session.apply(app::UsePath{folder.path(name)});
        CHECK(session.take_along().question() == nullptr);
    }
    CHECK(support::read_file(folder.path("a.svg")).starts_with("<svg"));
    CHECK(support::read_file(folder.path("a.json")).find("traceEvents") != std::string::npos);
    CHECK(support::read_file(folder.path("a.csv")).starts_with("metric,value\n"));
}

TEST_CASE("a dropped file that is no run changes nothing and is told") {
    const TempFolder folder;
    REQUIRE(app::write_file(folder.path("x.alab"), "nonsense"));
    Session session = support::make_session();
    const std::size_t before = session.run_number();
    session.apply(app::OpenFile{folder.path("x.alab")});
    CHECK(session.run_number() == before);
    CHECK(session.take_along().notice().is_problem);
    CHECK(session.take_along().notice().text ==
          "Cannot open " + folder.path("x.alab") + ": it is no saved run of Async Lab");
    session.apply(app::DismissNotice{});
    CHECK(session.take_along().notice().text.empty());
}

TEST_CASE("a saved live run is shown as it was, and a slider asks for a live one") {
    app::SavedRun saved = from_link("asynclab:shutdown-drain?clock=live");
    saved.trace = scenarios::run(scenarios::RunSpec{*saved.link.spec.scenario});
    Session session = support::make_session();
    show(session, saved);
    CHECK(session.is_live());
    CHECK_FALSE(session.is_under_way());
    CHECK(session.trace().size() == saved.trace->size());
}

TEST_CASE("what a path could become are the entries of its folder, folders first") {
    const TempFolder folder;
    for (const char* name : {"beta.alab", "alpha.alab", "alpha.txt", ".hidden.alab"}) {
        REQUIRE(app::write_file(folder.path(name), ""));
    }
    std::filesystem::create_directory(folder.path("area"));
    const auto complete = [&](const std::string& begin) {
        return app::complete_path(folder.path(begin), ".alab", 10);
    };
    using Paths = std::vector<std::string>;
    CHECK(complete("") ==
          Paths{folder.path("area") + "/", folder.path("alpha.alab"), folder.path("beta.alab")});
    CHECK(complete("al") == Paths{folder.path("alpha.alab")});
    CHECK(complete(".h") == Paths{folder.path(".hidden.alab")});
    CHECK(complete("nothing") == Paths{});
    CHECK(complete("nowhere/x") == Paths{});
    CHECK(app::complete_path(folder.path("a"), "", 10).size() == 3);
    CHECK(app::complete_path(folder.path(""), "", 2).size() == 2);
}

} // TEST_SUITE
