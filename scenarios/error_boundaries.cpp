// Several services with a few workers each, and one worker fails: how far does that reach?
//
// one-group  all workers in one group: the failure takes everything down
// nested     a group for each service in a group for all: it still takes everything down
// contain    each service catches the error of its own group: only its own workers are stopped
// restart    a supervisor starts the service again, and gives up after some restarts
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "scenarios/on_cancel.hpp"
#include "scenarios/programs.hpp"

#include <fmt/format.h>

namespace scenarios {

namespace {

/// What all tasks share. Each of them keeps it alive.
struct App {
    core::Loop& loop;
    const ParamValues& values;
    int finished = 0;
};
using Shared = std::shared_ptr<App>;

/// A worker in one of the lives of its service. The first one of the failing service fails in the
/// first few lives.
core::Coro<void> worker(Shared app, int service, int number, int life) {
    const ParamValues& values = app->values;
    const auto body = [&]() -> core::Coro<void> {
        const bool fails = service == values.get("fail_service") && number == 1;
        if (fails && life <= values.get("failures")) {
            co_await core::sleep(values.ms("fail_at_ms")); // [fail-after]
            throw core::ValueError{"bad record"};          // [fail]
        }
        co_await core::sleep(values.ms("work_ms")); // [work]
        app->loop.counter("finished", ++app->finished);
    };
    const auto cleanup = [&]() -> core::Coro<void> {
        co_await core::sleep(values.ms("cleanup_ms")); // [cleanup]
        if (values.choice("cleanup_fails") == "on") {
            throw core::Exception{"OSError", "disk full"}; // [fail-again]
        }
    };
    co_await on_cancel(app->loop, body, cleanup);
}

void start_workers(core::TaskGroup& group, const Shared& app, int service, int life) {
    for (int number = 1; number <= app->values.get("workers"); ++number) {
        const std::string again = life == 1 ? "" : fmt::format("#{}", life);
        const std::string name = fmt::format("worker-{}.{}{}", service, number, again);
        group.create_task(worker(app, service, number, life), name); // [create]
    }
}

/// One life of a service: ends with the last of its workers, or with an ExceptionGroup.
core::Coro<void> run_service(Shared app, int service, int life) {
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        start_workers(group, app, service, life);
        co_return;
    };
    const std::string name = fmt::format("workers-{}", service);
    co_await core::task_group(app->loop, name, body); // [service-group]
}

/// Lets errors pass: whoever waits for the service gets them.
core::Coro<void> open_service(Shared app, int service) {
    co_await run_service(app, service, 1); // [nested]
}

/// A boundary: an error of this service ends here, and the service with it.
core::Coro<void> contained_service(Shared app, int service) {
    try {
        co_await run_service(app, service, 1); // [contain]
    } catch (const core::ExceptionGroup&) {    // [boundary]
        app->loop.error_seen(std::current_exception());
        app->loop.mark(fmt::format("service-{} is given up, the others go on", service));
    }
}

/// A supervisor: a service that has failed gets another life, but not for ever.
core::Coro<void> supervised_service(Shared app, int service) {
    for (int life = 1;; ++life) {
        try {
            co_await run_service(app, service, life); // [supervise]
            co_return;
        } catch (const core::ExceptionGroup&) {
            app->loop.error_seen(std::current_exception());
            if (life > app->values.get("restarts")) {
                throw; // somebody above has to know [give-up]
            }
        }
        app->loop.mark(fmt::format("service-{} is going to be started again", service));
        co_await core::sleep(app->values.ms("restart_delay_ms")); // [delay]
    }
}

core::Coro<void> all_in_one_group(Shared app) {
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        for (int service = 1; service <= app->values.get("services"); ++service) {
            start_workers(group, app, service, 1);
        }
        co_return;
    };
    co_await core::task_group(app->loop, "app", body); // [one-group]
}

core::Coro<void> group_of_services(Shared app) {
    constexpr std::array kinds{open_service, open_service, contained_service, supervised_service};
    const auto kind = kinds[static_cast<std::size_t>(app->values.get("mode"))];
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        for (int service = 1; service <= app->values.get("services"); ++service) {
            const std::string name = fmt::format("service-{}", service);
            group.create_task(kind(app, service), name); // [create-service]
        }
        co_return;
    };
    co_await core::task_group(app->loop, "app", body); // [app-group]
}

} // namespace

core::Coro<int> error_boundaries_main(core::Loop& loop, const ParamValues& values, std::uint64_t,
                                      World&) {
    const auto app = std::make_shared<App>(App{loop, values});
    loop.counter("finished", app->finished);
    const bool one_group = values.choice("mode") == "one-group";
    try {
        core::Coro<void> run = one_group ? all_in_one_group(app) : group_of_services(app);
        co_await run;
    } catch (const core::ExceptionGroup&) { // [catch]
        loop.error_seen(std::current_exception());
        loop.mark("main has seen the error");
    }
    co_await core::sleep(values.ms("linger_ms")); // [linger]
    co_return 0;
}

} // namespace scenarios
