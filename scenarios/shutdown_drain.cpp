// SIGTERM under load: what happens to the requests in flight, to the log, to the exit code?
//
// abrupt   no handler: the process dies of the signal
// article  the tutorial pattern: a task of the group drains, then throws SystemExit(0)
// robust   stop accepting, drain with a deadline, cancel the rest, flush, return an exit code
#include "core/engine/gather.hpp"
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/engine/timeout.hpp"
#include "core/sync/event.hpp"
#include "scenarios/on_cancel.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>

namespace scenarios {

namespace {

using namespace std::chrono_literals;

constexpr auto undo_time = 50ms;   // a cut request gives back what it holds
constexpr auto undo_limit = 200ms; // nobody waits longer than this for that
constexpr auto close_time = 50ms;  // the article's server says goodbye to its clients

/// Answers requests and counts what became of them. Each of its tasks keeps it alive.
struct Service : std::enable_shared_from_this<Service> {
    Service(core::Loop& in, const ParamValues& of, World& outside)
        : loop(in), values(of), sigterm(in, "SIGTERM"), drained(in, "drained"),
          log_closed(in, "log closed"), clients(outside.clients()) {}

    void open();
    void accept(int number);
    void count(std::string_view name, int& number, int change = 1) const {
        loop.counter(name, number += change);
    }

    core::Loop& loop;
    const ParamValues& values;
    bool accepting = true;
    std::map<int, core::Task<void>> in_flight;
    int running = 0, accepted = 0, completed = 0, refused = 0;
    core::AsyncEvent sigterm; // has arrived
    core::AsyncEvent drained; // nobody is left to wait for
    core::AsyncEvent log_closed;
    std::optional<core::Task<void>> log;
    std::unique_ptr<Clients> clients; // the outside world [arrive]
};

/// One request, from its arrival to its answer.
core::Coro<void> handle(std::shared_ptr<Service> service, int number) {
    const auto answer = [&]() -> core::Coro<void> {
        co_await core::sleep(service->values.ms("request_ms")); // [handle]
        service->clients->answer(number);
        service->count("requests_completed", service->completed);
    };
    const auto undo = [&]() -> core::Coro<void> {
        co_await core::sleep(undo_time); // [undo]
    };
    struct Finally {
        Service& service;
        int number;
        ~Finally() {
            service.clients->hang_up(number); // unless it was answered
            service.in_flight.erase(number);
            service.count("in_flight", service.running, -1);
            if (!service.accepting && service.in_flight.empty()) {
                service.drained.set();
            }
        }
    } const finally{*service, number};
    co_await on_cancel(service->loop, answer, undo);
}

core::Coro<void> access_log(std::shared_ptr<Service> service) {
    const auto body = [&]() -> core::Coro<void> {
        co_await service->log_closed.wait(); // [log]
    };
    const auto flush = [&]() -> core::Coro<void> {
        co_await core::sleep(service->values.ms("flush_ms")); // [flush]
        service->loop.counter("flushed", 1);
    };
    co_await core::with_cleanup(service->loop, body, flush);
}

/// Starts the access log and lets the clients in.
void Service::open() {
    for (const auto* name : {"requests_accepted", "requests_completed", "requests_cut",
                             "requests_refused", "in_flight", "flushed"}) {
        loop.counter(name, 0);
    }
    log = loop.create_task(access_log(shared_from_this()), "access-log");
    clients->open([this](int number) { accept(number); });
}

void Service::accept(int number) {
    if (!accepting) {
        count("requests_refused", refused);
        clients->hang_up(number);
        return;
    }
    count("requests_accepted", accepted);
    count("in_flight", running);
    const std::string name = fmt::format("request-{}", number);
    const auto task = loop.create_task(handle(shared_from_this(), number), name); // [accept]
    in_flight.emplace(number, task);
}

/// Knows nothing of signals. SIGTERM ends the process wherever it happens to be.
core::Coro<int> abrupt(std::shared_ptr<Service> service) {
    core::Loop& loop = service->loop;
    loop.add_signal_handler(core::Signal::terminate, [service] { // what the system does for us
        service->loop.mark("the process dies of the signal");
        service->loop.counter("requests_cut", service->accepted - service->completed);
        service->loop.counter("exit_code", 128 + 15);
        throw ProcessKilled{};
    });
    service->open();
    core::AsyncEvent never{loop, "for ever"};
    co_await never.wait(); // [serve]
    co_return 0;
}

core::Coro<void> serve(std::shared_ptr<Service> service) {
    const auto body = []() -> core::Coro<void> {
        while (true) {
            co_await core::sleep(50ms); // [poll]
        }
    };
    const auto close = []() -> core::Coro<void> {
        co_await core::sleep(close_time); // [close]
    };
    co_await core::with_cleanup(service->loop, body, close);
}

core::Coro<void> wait_for_shutdown(std::shared_ptr<Service> service) {
    co_await service->sigterm.wait(); // [article-sigterm]
    const auto draining = service->in_flight;
    const auto is_done = [](const auto& entry) { return entry.second.done(); };
    while (!std::all_of(draining.begin(), draining.end(), is_done)) { // no deadline, door open
        co_await core::sleep(100ms);                                  // [article-drain]
    }
    service->loop.mark("drained: the shutdown task throws SystemExit(0)");
    service->loop.counter("exit_code", 0);
    throw core::SystemExit{0}; // [system-exit]
}

/// Looks right and is shown by many tutorials. Compare what it does with its exit code.
core::Coro<int> article(std::shared_ptr<Service> service) {
    core::Loop& loop = service->loop;
    loop.add_signal_handler(core::Signal::terminate, [service] { // [article-handler]
        service->sigterm.set();
    });
    service->open();
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        group.create_task(serve(service), "serve");
        group.create_task(wait_for_shutdown(service), "wait-for-shutdown");
        co_return;
    };
    co_await core::task_group(loop, "service", body); // [group]
    co_return 0;
}

/// Waits until nothing is in flight, at most until the deadline or the second signal.
core::Coro<void> drain(Service& service) {
    const auto wait = [&](core::Timeout&) -> core::Coro<void> {
        co_await service.drained.wait(); // [drain]
    };
    const core::Duration deadline = service.values.ms("drain_deadline_ms");
    if (!service.in_flight.empty()) {
        try {
            co_await core::timeout(service.loop, "drain deadline", deadline, wait);
        } catch (const core::TimeoutError&) {
            service.loop.mark("the drain deadline is over");
        }
    }
}

/// Cancels what is still in flight and waits until it is undone; tells whether there was any.
core::Coro<bool> cut_the_rest(Service& service) {
    std::vector<core::Task<void>> cut;
    for (auto& [number, task] : service.in_flight) {
        task.cancel(); // [cut]
        cut.push_back(task);
    }
    const auto wait = [&](core::Timeout&) -> core::Coro<void> {
        co_await core::gather(service.loop, cut, core::return_exceptions); // [undone]
    };
    try {
        co_await core::timeout(service.loop, "undo limit", undo_limit, wait);
    } catch (const core::TimeoutError&) {
        service.loop.mark("some requests could not be undone in time");
    }
    co_return !cut.empty();
}

/// The signal handler sets flags, main does the work, the exit code is a plain value.
core::Coro<int> robust(std::shared_ptr<Service> service) {
    core::Loop& loop = service->loop;
    loop.add_signal_handler(core::Signal::terminate, [service] { // [handler]
        if (service->sigterm.is_set()) {
            service->drained.set(); // the second signal: do not wait any longer
        }
        service->sigterm.set();
    });
    service->open();
    co_await service->sigterm.wait(); // [sigterm]
    service->accepting = false;
    service->clients->close();
    loop.mark("stops accepting, waits for the requests in flight");
    co_await drain(*service);
    const bool any_cut = co_await cut_the_rest(*service);
    service->log_closed.set();
    co_await *service->log; // [flushed]
    const int exit_code = any_cut ? 1 : 0;
    loop.counter("exit_code", exit_code);
    co_return exit_code; // [exit-code]
}

} // namespace

core::Coro<int> shutdown_drain_main(core::Loop& loop, const ParamValues& values, std::uint64_t,
                                    World& world) {
    const auto service = std::make_shared<Service>(loop, values, world);
    struct Report {
        Service& service;
        ~Report() { service.loop.counter("requests_cut", service.accepted - service.completed); }
    } const report{*service};
    constexpr std::array runs{abrupt, article, robust};
    co_return co_await runs[static_cast<std::size_t>(values.get("strategy"))](service);
}

/// What the outside world sends.
void shutdown_drain_signals(World& world, const ParamValues& values) {
    world.signal_at(values.ms("sigterm_at_ms"), core::Signal::terminate);
    if (values.get("second_signal_at_ms") > 0) {
        world.signal_at(values.ms("second_signal_at_ms"), core::Signal::terminate);
    }
}

} // namespace scenarios
