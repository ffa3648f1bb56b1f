#include "app/platform/quit_signals.hpp"
#include "app/platform/signal_route.hpp"
#include "tests/support/wait_for.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <csignal>

#include <unistd.h>

namespace {

/// A run that counts the signals of its program.
class Program final : public scenarios::LiveRun {
public:
    core::Instant take_new(core::Recorder&) override { return {}; }
    bool is_over() const override { return false; }
    void set(std::size_t, std::int64_t) override {}
    void take_in(core::Signal signal) override {
        signals += signal == core::Signal::terminate ? 1 : 0;
    }
    void stop() override {}

    std::atomic<int> signals = 0;
};

/// The signals of this process, as the window has them.
struct Fixture {
    app::SignalRoute route;
    std::atomic<int> wakes = 0;
    app::QuitSignals quit{[this] { ++wakes; }, [this](int signal) { return route.take(signal); }};
    Program program;
};

} // namespace

TEST_SUITE("app/platform/signal_route") {

TEST_CASE_FIXTURE(Fixture, "a SIGTERM is for the program as long as there is one") {
    route.set_program(&program);
    ::kill(::getpid(), SIGTERM);
    support::wait_for("the program to be told", [&] { return program.signals == 1; });
    CHECK_FALSE(quit.requested());
    route.set_program(nullptr);
    ::kill(::getpid(), SIGTERM);
    support::wait_for("the window to be told", [&] { return quit.requested(); });
    CHECK(program.signals == 1);
}

TEST_CASE_FIXTURE(Fixture, "Ctrl-C is for the window, whoever runs") {
    route.set_program(&program);
    ::kill(::getpid(), SIGINT);
    support::wait_for("the window to be told", [&] { return quit.requested(); });
    CHECK(program.signals == 0);
}

TEST_CASE_FIXTURE(Fixture, "what is sent by the route has arrived when it returns") {
    route.set_program(&program);
    for (int i = 1; i <= 100; ++i) {
        route.send_sigterm();
        CHECK(program.signals == i);
    }
    CHECK_FALSE(quit.requested());
}

TEST_CASE_FIXTURE(Fixture, "what is sent when the program is over closes no window") {
    route.set_program(&program);
    route.set_program(nullptr);
    for (int i = 0; i < 100; ++i) {
        route.send_sigterm();
    }
    CHECK(program.signals == 0);
    CHECK_FALSE(quit.requested());
}

TEST_CASE_FIXTURE(Fixture, "what is sent before the program is known reaches it") {
    route.send_sigterm();
    CHECK(program.signals == 0);
    route.set_program(&program);
    CHECK(program.signals == 1);
    CHECK_FALSE(quit.requested());
}

} // TEST_SUITE
