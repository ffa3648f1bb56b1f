#include "tests/support/headless_gui.hpp"
#include "tests/support/wait_for.hpp"

#include <doctest/doctest.h>

using support::HeadlessGui;
using support::make_session;

namespace {

void finish(app::Session& session) {
    support::wait_for("the sweep is over", [&] {
        session.tick(std::chrono::milliseconds{16});
        return session.sweep().shown() != nullptr && !session.sweep().is_running();
    });
}

} // namespace

TEST_SUITE("app/views/sweep") {

TEST_CASE("the chosen parameter and the chosen metric are both in sight, at any size") {
    struct Window {
        ImVec2 size;
        float scale;
    };
    for (const Window& window :
         {Window{{1280, 720}, 1}, Window{{1280, 720}, 1.5F}, Window{{900, 420}, 1}}) {
        HeadlessGui gui{window.size, window.scale};
        for (const std::string_view id : {"shutdown-drain", "deadlock"}) { // long lists, short runs
            CAPTURE(id);
            CAPTURE(window.scale);
            app::Session session = make_session(id);
            session.apply(app::ToggleSweep{});
            gui.settle(session);
            for (int i = 0; i < 4; ++i) {
                gui.settle(session, {{.key = i % 2 == 0 ? app::Key::down : app::Key::page_down}});
                finish(session);
                gui.settle(session);
                const app::SweepPanel& panel = session.sweep();
                const auto& param = session.scenario().params[panel.param()];
                for (const std::string& row_id :
                     {"param " + std::string{param.id}, "metric " + std::string{panel.metric()}}) {
                    CAPTURE(row_id);
                    const app::Area row = gui.find(row_id);
                    CHECK(row.min.y >= gui.find("close").min.y);
                    CHECK(row.max.y <= window.size.y - 16 * window.scale);
                }
                CHECK(gui.find("param " + std::string{param.id}).max.y <=
                      gui.find("metric " + std::string{panel.metric()}).min.y);
            }
        }
    }
}

TEST_CASE("of several keys in one frame each goes on from the one before") {
    HeadlessGui gui;
    app::Session session = make_session("semaphore-throttle");
    session.apply(app::ToggleSweep{});
    finish(session);
    gui.settle(session);
    const std::size_t param = session.sweep().param();
    const std::int64_t value = session.spec().values.at(param);
    gui.settle(session, {{.key = app::Key::right}, {.key = app::Key::right}});
    CHECK(session.spec().values.at(param) == value + 2); // the limit: a run for each
    gui.settle(session, {{.key = app::Key::down}, {.key = app::Key::down}});
    CHECK(session.sweep().param() == param + 2);
    gui.settle(session, {{.key = app::Key::up}, {.key = app::Key::up}, {.key = app::Key::up}});
    CHECK(session.sweep().param() == param - 1);
}

} // TEST_SUITE
