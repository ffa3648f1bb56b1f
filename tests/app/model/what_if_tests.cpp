#include "app/model/session.hpp"
#include "app/model/what_if.hpp"
#include "core/export/rows.hpp"
#include "tests/support/headless_gui.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using app::Session;
using app::Side;
using scenarios::Intervention;
using support::make_session;

namespace {

Intervention cancel(std::string task, core::Instant at) {
    return {Intervention::Kind::cancel, std::move(task), {}, at};
}

/// The run must be that of its spec with exactly these interventions.
void check_run(const Session& session, Side side, const std::vector<Intervention>& expected) {
    CHECK(session.spec(side).interventions == expected);
    scenarios::RunSpec spec = session.spec(side);
    spec.interventions = expected;
    CHECK(core::to_rows(session.run(side).trace()) == core::to_rows(*scenarios::run(spec)));
}

} // namespace

TEST_SUITE("app/model/what_if") {

TEST_CASE("an intervention runs the program again; switched off or removed, as if it were not") {
    Session session = make_session();
    const std::string plain = core::to_rows(session.trace());
    session.apply(app::AddIntervention{cancel("task-5", 250ms)});
    check_run(session, Side::a, {cancel("task-5", 250ms)});
    CHECK(core::to_rows(session.trace()) != plain);
    session.apply(app::EnableIntervention{Side::a, 0, false});
    CHECK(core::to_rows(session.trace()) == plain);
    CHECK(session.what_if(Side::a).items().size() == 1);
    session.apply(app::EnableIntervention{Side::a, 0, true});
    session.apply(app::MoveIntervention{Side::a, 0, 700ms});
    check_run(session, Side::a, {cancel("task-5", 700ms)});
    session.apply(app::RemoveIntervention{Side::a, 0});
    check_run(session, Side::a, {});
    CHECK(core::to_rows(session.trace()) == plain);
}

TEST_CASE("the former run stays as a ghost as long as something is done to the run") {
    Session session = make_session();
    CHECK(session.what_if(Side::a).ghost() == nullptr);
    const std::string plain = core::to_rows(session.trace());
    session.apply(app::AddIntervention{cancel("task-5", 250ms)});
    const app::Run* ghost = session.what_if(Side::a).ghost();
    REQUIRE(ghost != nullptr);
    CHECK(core::to_rows(ghost->trace()) == plain);
    CHECK(session.timeline_view().ghost.index == &ghost->index());
    session.apply(app::ToggleGhost{});
    CHECK(session.timeline_view().ghost.index == nullptr);
    session.apply(app::ClearInterventions{});
    CHECK(session.what_if(Side::a).ghost() == nullptr);
}

TEST_CASE("another value of a parameter keeps the interventions, another lesson does not") {
    Session session = make_session();
    session.apply(app::AddIntervention{cancel("task-5", 250ms)});
    session.apply(app::SetParam{1, 8});
    check_run(session, Side::a, {cancel("task-5", 250ms)});
    session.apply(app::SelectScenario{"shutdown-drain"});
    CHECK(session.what_if(Side::a).items().empty());
    check_run(session, Side::a, {});
}

TEST_CASE("what comes to nothing says so, and why") {
    Session session = make_session();
    session.apply(app::AddIntervention{cancel("task-1", 250ms)});
    session.apply(app::AddIntervention{cancel("task-1", 350ms)});
    session.apply(app::AddIntervention{cancel("task-2", 50s)});
    const auto& items = session.what_if(Side::a).items();
    CHECK(items[0].nothing.empty());
    CHECK(items[1].nothing == "Comes to nothing: no such task is alive then");
    CHECK(items[2].nothing == "The run is over by then");
    session.apply(app::EnableIntervention{Side::a, 1, false});
    CHECK(session.what_if(Side::a).items()[1].nothing.empty());
}

TEST_CASE("the commands act on the selected task at the cursor") {
    Session session = make_session();
    session.apply(app::SeekTime{250ms});
    session.apply(app::CancelHere{});
    CHECK(session.what_if(Side::a).items().empty());
    CHECK(session.take_along().notice().text == "Select a task first");
    session.apply(app::SelectTask{session.trace().find_task("task-4")});
    session.apply(app::FailHere{});
    session.apply(app::SigtermHere{});
    check_run(session, Side::a,
              {{Intervention::Kind::fail, "task-4", {}, 250ms},
               {Intervention::Kind::signal, "TERM", {}, 250ms}});
    CHECK(session.playback().now() == 250ms);
    CHECK(session.trace().name(session.selection().task()) == "task-4");
}

TEST_CASE("compared with the run without what-ifs, A has them and B has none") {
    Session session = make_session();
    session.apply(app::AddIntervention{cancel("task-5", 250ms)});
    session.apply(app::CompareWithoutWhatIf{});
    check_run(session, Side::a, {cancel("task-5", 250ms)});
    check_run(session, Side::b, {});
    CHECK(app::differences(session.spec(Side::a), session.spec(Side::b)) == "cancel:task-5@250ms");
    CHECK(app::differences(session.spec(Side::b), session.spec(Side::a)) == "Without the what-if");
}

TEST_CASE("while two runs are compared an intervention is for the one that has the focus") {
    Session session = make_session();
    session.apply(app::ToggleCompare{});
    session.apply(app::FocusRun{Side::b});
    session.apply(app::AddIntervention{cancel("task-5", 250ms)});
    check_run(session, Side::a, {});
    check_run(session, Side::b, {cancel("task-5", 250ms)});
    session.apply(app::RemoveIntervention{Side::b, 0});
    check_run(session, Side::b, {});
}

TEST_CASE("what happens here happens at a whole microsecond, so that a link can say when") {
    Session session = make_session("semaphore-throttle");
    session.apply(app::SetParam{0, 2}); // the token bucket, whose moments have nanoseconds
    session.apply(app::AddIntervention{cancel("request-9", core::Instant{333'333'333})});
    CHECK(session.spec().interventions[0].at == 333'333us);
    session.apply(app::MoveIntervention{Side::a, 0, core::Instant{666'666'999}});
    CHECK(session.spec().interventions[0].at == 666'666us);
    const auto shared = app::parse_link(app::to_link(session.link()));
    REQUIRE(shared);
    CHECK(shared.value().spec.interventions == session.spec().interventions);
    CHECK(core::to_rows(*scenarios::run(shared.value().spec)) == core::to_rows(session.trace()));
}

TEST_CASE("an index beyond the list changes nothing") {
    Session session = make_session();
    session.apply(app::MoveIntervention{Side::a, 3, 1s});
    session.apply(app::EnableIntervention{Side::b, 0, false});
    session.apply(app::RemoveIntervention{Side::b, 7});
    check_run(session, Side::a, {});
}

TEST_CASE("interventions are said in words") {
    const auto params = scenarios::find("semaphore-throttle")->params;
    const auto words = [&](std::string_view text) {
        return app::words_of(scenarios::parse_intervention(text, params).value(), params);
    };
    CHECK(words("cancel:request-3@250ms") == "Cancel request-3");
    CHECK(words("fail:request-3@250ms") == "Make request-3 fail");
    CHECK(words("signal:TERM@1s") == "Send SIGTERM");
    CHECK(words("set:limit=8@500ms") == "Set Limit to 8");
}

} // TEST_SUITE
