#include "tests/app/walk/panels.hpp"
#include "tests/app/walk/random_commands.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

using namespace std::chrono_literals;

namespace {

/// How many commands: ASYNCLAB_WALK=100000 for a long walk.
std::size_t walk_length() {
    const char* wanted = std::getenv("ASYNCLAB_WALK"); // NOLINT(concurrency-mt-unsafe)
    return wanted == nullptr ? 20000 : std::strtoul(wanted, nullptr, 10);
}

} // namespace

TEST_SUITE("app/walk") {

TEST_CASE("whatever a person wishes, in whatever order, every panel tells the same moment") {
    support::HeadlessGui gui;
    app::Session session = support::make_session();
    support::RandomCommands random{20261125};
    const std::size_t length = walk_length();
    for (std::size_t i = 0; i < length; ++i) {
        CAPTURE(i);
        const app::Command command = random.next(session);
        CAPTURE(command.index());
        session.apply(command);
        support::check_cursor(session);
        if (i % 4 == 0) {
            session.tick(std::chrono::milliseconds{random.up_to(200)});
            support::check_cursor(session);
        }
        if (i % 16 == 0) {
            gui.move(
                {static_cast<float>(random.up_to(1280)), static_cast<float>(random.up_to(720))});
            session.apply(gui.frame(session));
            const std::size_t number = session.run_number();
            const std::size_t cursor = session.cursor();
            gui.frame(session);
            if (number == session.run_number() && cursor == session.cursor()) {
                support::check_panels(session, gui.ui().timeline.pane(session.focus()).layout);
            }
        }
    }
}

} // TEST_SUITE
