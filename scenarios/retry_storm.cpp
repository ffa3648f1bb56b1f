// A service is down for a while, and all its clients try again: when, and how many at a time?
//
// fixed        the same wait after each refusal: all come back at once, again and again
// exponential  the wait doubles: the waves are rarer, and as high as before
// full-jitter  any wait up to the doubled one: those who failed together come back one by one
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/sync/backoff.hpp"
#include "core/sync/event.hpp"
#include "scenarios/downstream.hpp"
#include "scenarios/programs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace scenarios {

namespace {

/// The service that everybody needs. Whether it refuses a call is decided when the call arrives.
class Service {
public:
    Service(core::Loop& loop, const ParamValues& values)
        : m_loop(loop), m_values(values), m_is_down(values.get("down_ms") > 0) {
        tell_capacity();
    }

    core::Coro<void> outage();
    core::Coro<Status> call();

private:
    void tell_capacity();

    core::Loop& m_loop;
    const ParamValues& m_values;
    bool m_is_down;
    std::int64_t m_capacity = 0; // as it was told
    int m_served = 0;            // calls that will be answered with 200
    int m_calls = 0;             // and the refused ones as well
    int m_refusals = 0;
};

core::Coro<void> Service::outage() {
    struct Finally {
        Service& service;
        ~Finally() {
            service.m_is_down = false;
            service.m_loop.mark("the service is up again");
        }
    } const finally{*this};
    co_await core::sleep(m_values.ms("down_ms")); // [outage]
}

void Service::tell_capacity() {
    if (const std::int64_t now = m_values.get("capacity"); now != m_capacity) {
        m_capacity = now;
        m_loop.counter("in_flight_limit", now);
    }
}

core::Coro<Status> Service::call() {
    tell_capacity(); // somebody may have changed it
    const bool is_refused = m_is_down || m_served >= m_values.get("capacity");
    m_served += is_refused ? 0 : 1;
    m_loop.counter("in_flight", ++m_calls);
    if (is_refused) {
        m_loop.counter("requests_rejected", ++m_refusals);
    }
    struct Finally {
        Service& service;
        int served;
        ~Finally() {
            service.m_served -= served;
            service.m_loop.counter("in_flight", --service.m_calls);
        }
    } const finally{*this, is_refused ? 0 : 1};
    const auto answer = std::make_shared<core::AsyncEvent>(m_loop, "an answer");
    const core::Instant when = m_loop.now() + m_values.ms("latency_ms");
    m_loop.call_at(when, [answer] { answer->set(); }); // [answer]
    co_await answer->wait();                           // [call]
    co_return is_refused ? Status::unavailable : Status::ok;
}

class Client {
public:
    Client(core::Loop& loop, const ParamValues& values, std::uint64_t seed)
        : m_loop(loop), m_values(values), m_seed(seed), m_service(loop, values) {}

    core::Coro<void> run();

private:
    core::Coro<void> request(int number);
    core::Duration wait(int number, int attempt) const;

    core::Loop& m_loop;
    const ParamValues& m_values;
    std::uint64_t m_seed;
    Service m_service;
    int m_answered = 0;
};

/// Tries until the answer is 200 or no attempt is left.
core::Coro<void> Client::request(int number) {
    for (int attempt = 0; attempt <= m_values.get("retries"); ++attempt) {
        const Status status = co_await m_service.call();
        if (status == Status::ok) { // [answered]
            m_loop.counter("requests_completed", ++m_answered);
            m_loop.counter("latency_us", core::to_us(m_loop.now()));
            co_return;
        }
        if (attempt < m_values.get("retries")) {
            co_await core::sleep(wait(number, attempt)); // [back-off]
        }
    }
    m_loop.mark(fmt::format("request-{} gives up", number));
}

/// This is all that the three ways differ in.
core::Duration Client::wait(int number, int attempt) const {
    constexpr int most_doublings = 20;
    const std::chrono::milliseconds base{m_values.get("base_ms")};
    const std::chrono::milliseconds longest{m_values.get("longest_ms")};
    const auto doubled = std::min(longest, base * (1 << std::min(attempt, most_doublings)));
    const std::string_view way = m_values.choice("backoff");
    if (way == "fixed") {
        return std::min(longest, base); // [fixed]
    }
    if (way == "exponential") {
        return doubled; // [exponential]
    }
    // Depends on seed, client and attempt, on nothing else, so that a run can be repeated.
    const core::BackoffJitter who{m_seed, static_cast<std::uint64_t>(number)};
    return core::jitter_below(doubled + std::chrono::milliseconds{1}, attempt,
                              who); // [full-jitter]
}

core::Coro<void> Client::run() {
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        group.create_task(m_service.outage(), "outage"); // [down]
        for (int number = 1; number <= m_values.get("clients"); ++number) {
            const std::string name = fmt::format("request-{}", number);
            group.create_task(request(number), name); // [create]
        }
        co_return;
    };
    co_await core::task_group(m_loop, "clients", body); // [group]
}

} // namespace

core::Coro<int> retry_storm_main(core::Loop& loop, const ParamValues& values, std::uint64_t seed,
                                 World&) {
    for (const auto* name : {"in_flight", "requests_completed", "requests_rejected"}) {
        loop.counter(name, 0);
    }
    Client client{loop, values, seed};
    co_await client.run();
    co_return 0;
}

} // namespace scenarios
