#include "app/model/session.hpp"
#include "app/model/sweep_chart.hpp"
#include "scenarios/scenario.hpp"
#include "tests/support/headless_gui.hpp"
#include "tests/support/wait_for.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

using scenarios::RunSpec;

namespace {

void finish(app::SweepPanel& panel, const RunSpec& spec) {
    support::wait_for("the sweep is over", [&] {
        panel.follow(spec);
        return !panel.is_running();
    });
}

std::size_t param_of(const RunSpec& spec, std::string_view id) {
    const auto params = spec.values.params();
    const auto found =
        std::find_if(params.begin(), params.end(), [&](const auto& p) { return p.id == id; });
    REQUIRE(found != params.end());
    return static_cast<std::size_t>(found - params.begin());
}

/// A panel with the whole curve of total_us over `param`.
app::SweepPanel swept(const RunSpec& spec, std::string_view param) {
    app::SweepPanel panel;
    panel.open(spec);
    panel.choose_param(param_of(spec, param));
    panel.choose_metric("total_us");
    finish(panel, spec);
    return panel;
}

constexpr app::ChartArea area{100, 50, 740, 450};

} // namespace

TEST_SUITE("app/model/sweep_panel") {

TEST_CASE("a curve goes over the whole range of its parameter") {
    const RunSpec spec{*scenarios::find("semaphore-throttle")};
    const app::SweepPanel panel = swept(spec, "limit");
    REQUIRE(panel.points().size() == 64);
    CHECK(panel.points().front().value == 1);
    CHECK(panel.points().back().value == 64);
    CHECK(panel.points()[3].figure == 1'200'000);
    CHECK(panel.progress() == 1);
}

TEST_CASE("every scenario's own curve is no straight line, and is what a sweep of it begins with") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        const RunSpec spec{*scenario};
        app::SweepPanel panel;
        panel.open(spec);
        finish(panel, spec);
        CHECK(spec.values.params()[panel.param()].id == scenario->curve.param);
        CHECK(panel.metric() == scenario->curve.metric);
        std::set<std::int64_t> figures;
        std::size_t without = 0;
        for (const app::SweepPoint& point : panel.points()) {
            point.figure ? void(figures.insert(*point.figure)) : void(++without);
        }
        CHECK(figures.size() > 1);
        CHECK(without <= 1); // with work_ms=0 nothing is blocked
    }
}

TEST_CASE("another metric is read from the same runs") {
    const RunSpec spec{*scenarios::find("semaphore-throttle")};
    app::SweepPanel panel = swept(spec, "limit");
    const core::Trace* fifth = panel.points()[4].trace.get();
    panel.choose_metric("peak_in_flight");
    CHECK_FALSE(panel.is_running());
    CHECK(panel.points()[4].trace.get() == fifth);
    CHECK(panel.points()[4].figure == 5);
    panel.choose_metric("no such metric");
    CHECK(panel.metric() == "peak_in_flight");
}

TEST_CASE("only what the curve depends on makes it anew") {
    RunSpec spec{*scenarios::find("semaphore-throttle")};
    app::SweepPanel panel = swept(spec, "limit");
    CHECK_FALSE(panel.follow(spec));
    spec.values.set(param_of(spec, "limit"), 9);
    CHECK_FALSE(panel.follow(spec)); // the swept parameter itself
    spec.values.set(param_of(spec, "latency_ms"), 400);
    CHECK(panel.follow(spec));
    finish(panel, spec);
    CHECK(panel.points()[3].figure == 2'400'000);
}

TEST_CASE("only metrics that some run has are offered") {
    const RunSpec spec{*scenarios::find("gather-vs-group")};
    const app::SweepPanel panel = swept(spec, "tasks");
    for (const std::string_view metric : panel.metrics()) {
        CAPTURE(metric);
        CHECK(std::any_of(panel.points().begin(), panel.points().end(), [&](const auto& point) {
            return core::metric(*point.trace, metric).has_value();
        }));
    }
    CHECK(std::count(panel.metrics().begin(), panel.metrics().end(), "tasks_leaked") == 1);
    CHECK(std::count(panel.metrics().begin(), panel.metrics().end(), "requests_cut") == 0);
}

TEST_CASE("a sweep that is cancelled shows the points that were done") {
    RunSpec spec{*scenarios::find("semaphore-throttle")};
    app::SweepPanel panel;
    panel.open(spec);
    panel.cancel();
    finish(panel, spec);
    CHECK(panel.points().size() <= 64);
    for (const app::SweepPoint& point : panel.points()) {
        CHECK(point.trace != nullptr);
    }
}

TEST_CASE("points lie in order of their values and the greatest figure within the chart") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        const RunSpec spec{*scenario};
        for (std::size_t p = 0; p < scenario->params.size(); ++p) {
            CAPTURE(scenario->id);
            CAPTURE(scenario->params[p].id);
            const app::SweepPanel panel = swept(spec, scenario->params[p].id);
            const app::SweepChart chart =
                app::lay_out(*panel.shown(), panel.points(), spec.values.at(p), area, 72);
            REQUIRE(chart.points.size() == panel.points().size());
            for (std::size_t i = 0; i < chart.points.size(); ++i) {
                const app::ChartPoint& point = chart.points[i];
                CHECK((i == 0 || point.x > chart.points[i - 1].x));
                CHECK((point.x >= area.left && point.x <= area.right));
                CHECK((point.y >= area.top - 0.01F && point.y <= area.bottom + 0.01F));
                CHECK(app::nearest_point(chart, point.x) == i);
            }
            for (std::size_t i = 1; i < chart.x_marks.size(); ++i) {
                CHECK(chart.x_marks[i].at - chart.x_marks[i - 1].at >= 71);
            }
        }
    }
}

TEST_CASE("a click on the curve takes that value, and the arrows take the next ones") {
    support::HeadlessGui gui;
    app::Session session = support::make_session("semaphore-throttle");
    session.apply(app::ToggleSweep{});
    session.apply(app::ChooseSweepParam{param_of(session.spec(), "limit")});
    support::wait_for("the curve is there", [&] {
        session.tick(std::chrono::milliseconds{16});
        return session.sweep().shown() != nullptr && !session.sweep().is_running();
    });
    gui.settle(session);
    const app::Area chart = gui.find("chart");
    session.apply(gui.click(session, {chart.min.x + 1, chart.center().y}));
    CHECK(session.spec().values.get("limit") == 1);
    gui.settle(session, {{.key = app::Key::right}});
    CHECK(session.spec().values.get("limit") == 2);
    gui.settle(session, {{.key = app::Key::left}});
    gui.settle(session, {{.key = app::Key::left}});
    CHECK(session.spec().values.get("limit") == 1);
    gui.settle(session, {{.key = app::Key::escape}});
    CHECK_FALSE(session.overlays().sweep);
    CHECK_FALSE(session.needs_frames());
}

TEST_CASE("the chosen metric is in view, also when it is far down the list") {
    support::HeadlessGui gui{{1280, 480}};
    app::Session session = support::make_session("shutdown-drain");
    session.apply(app::ToggleSweep{});
    gui.settle(session);
    support::wait_for("the curve is there", [&] {
        session.tick(std::chrono::milliseconds{16});
        return session.sweep().shown() != nullptr && !session.sweep().is_running();
    });
    const auto bottom_of = [&](std::string_view metric) {
        return gui.find("metric " + std::string{metric}).max.y;
    };
    gui.settle(session);
    CHECK(bottom_of("requests_cut") < 480);
    const auto top_of_first = [&] {
        return gui.find("metric " + std::string{session.sweep().metrics().front()}).min.y;
    };
    const float unscrolled = gui.find("param strategy").min.y;
    for (int i = 0; i < 9; ++i) {
        gui.settle(session, {{.key = app::Key::page_down}});
        CHECK(bottom_of(session.sweep().metric()) < 480);
    }
    CHECK(session.sweep().metric() == session.sweep().metrics().back());
    CHECK(top_of_first() < unscrolled); // else the list was not scrolled
}

TEST_CASE("the curve is that of the run whose parameters are moved") {
    app::Session session = support::make_session("semaphore-throttle");
    const std::size_t limit = param_of(session.spec(), "limit");
    session.apply(app::ToggleCompare{});
    session.apply(app::SetEdits{app::Edits::b});
    session.apply(app::SetParam{limit, 7});
    session.apply(app::ToggleSweep{});
    session.apply(app::ChooseSweepParam{param_of(session.spec(), "capacity")});
    support::wait_for("the curve is there", [&] {
        session.tick(std::chrono::milliseconds{16});
        return session.sweep().shown() != nullptr && !session.sweep().is_running();
    });
    CHECK(session.edited_spec().values.at(limit) == 7);
    CHECK(session.sweep().shown()->spec.values.at(limit) == 7);
}

TEST_CASE("the curve goes to the clipboard as a table, and a sentence says so") {
    app::Session session = support::make_session("semaphore-throttle");
    session.apply(app::CopySweep{});
    CHECK_FALSE(session.take_clipboard()); // there is none yet
    session.apply(app::ToggleSweep{});
    support::wait_for("the curve is there", [&] {
        session.tick(std::chrono::milliseconds{16});
        return session.sweep().shown() != nullptr && !session.sweep().is_running();
    });
    session.apply(app::CopySweep{});
    CHECK(session.take_clipboard() == session.sweep().csv());
    CHECK(session.take_along().notice().text == "The curve is in the clipboard");
}

TEST_CASE("whatever is opened over a sweep ends it") {
    const std::vector<app::Command> openers{app::ToggleHelp{}, app::TogglePalette{},
                                            app::ToggleGlossary{}, app::StartTour{},
                                            app::AskForPath{app::FileTask::save}};
    for (const app::Command& opener : openers) {
        CAPTURE(opener.index());
        app::Session session = support::make_session("semaphore-throttle");
        session.apply(app::ToggleSweep{});
        REQUIRE(session.sweep().is_running()); // until a tick takes the curve over
        session.apply(opener);
        CHECK_FALSE(session.overlays().sweep);
        CHECK_FALSE(session.sweep().is_running());
    }
}

TEST_CASE("while it is to be predicted no curve tells how the run ends") {
    app::Session session = support::make_session();
    session.apply(app::ToggleSweep{});
    session.apply(app::TogglePredict{});
    CHECK_FALSE(session.overlays().sweep);
    session.apply(app::ToggleSweep{});
    CHECK_FALSE(session.overlays().sweep);
    CHECK(session.take_along().notice().is_problem);
}

} // TEST_SUITE
