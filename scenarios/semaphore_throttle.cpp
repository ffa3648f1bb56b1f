// Many calls to a service that can take only a few at a time: who holds them back?
//
// none          nobody: the service answers 503 to what is too much
// semaphore     bounds how many calls are in flight, not how many there are per second
// token-bucket  bounds how many calls start per second, not how many are in flight
// worker-queue  a few workers take requests from a short queue: bounds the tasks as well
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/sync/queue.hpp"
#include "core/sync/semaphore.hpp"
#include "core/sync/token_bucket.hpp"
#include "scenarios/downstream.hpp"
#include "scenarios/programs.hpp"

#include <fmt/format.h>

#include <array>

namespace scenarios {

namespace {

using namespace std::chrono_literals;

constexpr auto first_backoff = 100ms; // doubles each time; plus a jitter below this

/// The service that is called: quick to refuse, slow to answer.
class SimulatedDownstream final : public Downstream {
public:
    SimulatedDownstream(core::Loop& loop, const ParamValues& values)
        : m_loop(loop), m_values(values) {}

    core::Coro<Status> call() override {
        if (m_in_flight >= m_values.get("capacity")) {
            m_loop.counter("requests_rejected", ++m_refusals);
            co_return Status::unavailable;
        }
        m_loop.counter("in_flight", ++m_in_flight);
        struct Finally {
            SimulatedDownstream& service;
            ~Finally() { service.m_loop.counter("in_flight", --service.m_in_flight); }
        } const finally{*this};
        co_await core::sleep(m_values.ms("latency_ms")); // [fetch]
        co_return Status::ok;
    }

private:
    core::Loop& m_loop;
    const ParamValues& m_values;
    int m_in_flight = 0;
    int m_refusals = 0;
};

/// Sends one batch of requests; all of them are wanted at the same moment.
class Client {
public:
    Client(core::Loop& loop, const ParamValues& values, std::uint64_t seed)
        : m_loop(loop), m_values(values), m_seed(seed), m_downstream(loop, values),
          m_semaphore(loop, static_cast<int>(values.get("limit")), "permit"),
          m_bucket(loop, values.get("rate_per_s"), values.get("burst")), m_started(loop.now()) {}

    core::Coro<void> one_task_each();
    core::Coro<void> workers();

private:
    using Permit = std::optional<core::Semaphore::Permit>;
    using Queue = core::Queue<std::optional<int>>;

    core::Coro<Permit> enter();
    core::Coro<void> request(int number);
    core::Coro<void> worker(Queue& queue);
    core::Duration backoff(int number, int attempt) const;
    void answered();

    core::Loop& m_loop;
    const ParamValues& m_values;
    std::uint64_t m_seed;
    SimulatedDownstream m_downstream;
    core::Semaphore m_semaphore;
    core::TokenBucket m_bucket;
    core::Instant m_started;
    int m_answered = 0;
};

/// Waits until the limiter lets a call begin. What it gives back ends the call.
core::Coro<Client::Permit> Client::enter() {
    const std::string_view limiter = m_values.choice("limiter");
    if (limiter == "semaphore") {
        co_return co_await m_semaphore.acquire(); // [permit]
    }
    if (limiter == "token-bucket") {
        co_await m_bucket.take(); // [token]
    }
    co_return std::nullopt;
}

/// Tries until the answer is 200 or no attempt is left.
core::Coro<void> Client::request(int number) {
    const bool hold = m_values.choice("hold_permit_during_backoff") == "on";
    const auto retries = static_cast<int>(m_values.get("retries"));
    for (int attempt = 0; attempt <= retries; ++attempt) {
        const bool last = attempt == retries;
        Permit permit = co_await enter();
        const Status status = co_await m_downstream.call(); // [call]
        if (status == Status::unavailable && hold && !last) {
            co_await core::sleep(backoff(number, attempt)); // [backoff-held]
        }
        permit.reset();
        if (status == Status::ok) {
            answered();
            co_return;
        }
        if (!hold && !last) {
            co_await core::sleep(backoff(number, attempt)); // [backoff]
        }
    }
}

void Client::answered() {
    m_loop.counter("requests_completed", ++m_answered);
    m_loop.counter("latency_us", core::to_us(m_loop.now() - m_started));
}

/// How long to wait; the jitter depends on seed, request and attempt, on nothing else.
core::Duration Client::backoff(int number, int attempt) const {
    constexpr std::uint64_t modulus = 2'147'483'647;
    const std::uint64_t mixed = m_seed % modulus * 1'000'003 +
                                static_cast<std::uint64_t>(number) * 10'007 +
                                static_cast<std::uint64_t>(attempt) * 101;
    const std::uint64_t jitter =
        mixed % modulus * 48'271 % modulus % static_cast<std::uint64_t>(first_backoff.count());
    return first_backoff * (1 << attempt) + std::chrono::milliseconds{jitter};
}

/// All request tasks exist at once; the limiter makes them wait, not fewer.
core::Coro<void> Client::one_task_each() {
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        for (int number = 1; number <= m_values.get("requests"); ++number) {
            const std::string name = fmt::format("request-{}", number);
            group.create_task(request(number), name); // [create]
        }
        co_return;
    };
    co_await core::task_group(m_loop, "batch", body); // [group]
}

/// As many tasks as the limit; `put` waits while the queue is full (backpressure).
core::Coro<void> Client::workers() {
    const std::int64_t limit = m_values.get("limit");
    Queue queue{m_loop, static_cast<std::size_t>(limit), "queue"};
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        for (int number = 1; number <= limit; ++number) {
            group.create_task(worker(queue), fmt::format("worker-{}", number)); // [workers]
        }
        for (int number = 1; number <= m_values.get("requests"); ++number) {
            co_await queue.put(number); // [put]
        }
        for (int number = 1; number <= limit; ++number) {
            co_await queue.put(std::nullopt); // [close]
        }
    };
    co_await core::task_group(m_loop, "batch", body); // [worker-group]
}

core::Coro<void> Client::worker(Queue& queue) {
    while (const std::optional<int> number = co_await queue.get()) { // [get]
        co_await request(*number);
    }
}

} // namespace

core::Coro<int> semaphore_throttle_main(core::Loop& loop, const ParamValues& values,
                                        std::uint64_t seed) {
    for (const auto* name : {"requests_completed", "requests_rejected", "in_flight"}) {
        loop.counter(name, 0);
    }
    Client client{loop, values, seed};
    if (values.choice("limiter") == "worker-queue") {
        co_await client.workers();
    } else {
        co_await client.one_task_each();
    }
    co_return 0;
}

} // namespace scenarios
