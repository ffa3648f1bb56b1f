// Many calls to a service that can take only a few at a time: who holds them back?
//
// none          nobody: the service answers 503 to what is too much
// semaphore     bounds how many calls are in flight, not how many there are per second
// token-bucket  bounds how many calls start per second, not how many are in flight
// worker-queue  a few workers take requests from a short queue: bounds the tasks as well
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/sync/backoff.hpp"
#include "core/sync/queue.hpp"
#include "core/sync/semaphore.hpp"
#include "core/sync/token_bucket.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/world.hpp"

#include <fmt/format.h>

#include <functional>
#include <utility>

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
    Client(core::Loop& loop, const ParamValues& values, std::uint64_t seed, World& world)
        : m_loop(loop), m_values(values), m_seed(seed), m_world(world),
          m_downstream(world.downstream()), m_limit(values.get("limit")),
          m_semaphore(loop, static_cast<int>(m_limit), "downstream"),
          m_bucket(loop, values.get("rate_per_s"), values.get("burst")), m_started(loop.now()) {
        m_world.on_change([this] { adjust(); });
    }
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;
    ~Client() { m_world.on_change(nullptr); }

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
    void adjust();

    core::Loop& m_loop;
    const ParamValues& m_values;
    std::uint64_t m_seed;
    World& m_world;
    std::unique_ptr<Downstream> m_downstream;
    std::int64_t m_limit; // as it is now
    core::Semaphore m_semaphore;
    core::TokenBucket m_bucket;
    core::Instant m_started;
    int m_answered = 0;
    std::function<void()> m_hire; // as many workers as the limit; empty: they are going home
    std::int64_t m_hired = 0;
    std::int64_t m_workers = 0;
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
    for (int attempt = 0; attempt <= m_values.get("retries"); ++attempt) {
        Permit permit = co_await enter();
        const Status status = co_await m_downstream->call(); // [call]
        const bool hold = m_values.choice("hold_permit_during_backoff") == "on";
        const bool last = attempt >= m_values.get("retries");
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

core::Duration Client::backoff(int number, int attempt) const {
    return core::backoff(first_backoff, attempt, {m_seed, static_cast<std::uint64_t>(number)});
}

/// Somebody has turned a knob of the running program.
void Client::adjust() {
    const std::int64_t limit = m_values.get("limit");
    m_semaphore.add_permits(static_cast<int>(limit - std::exchange(m_limit, limit)));
    m_bucket.set_rate(m_values.get("rate_per_s"), m_values.get("burst"));
    if (m_hire) {
        m_hire();
    }
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
    Queue queue{m_loop, static_cast<std::size_t>(m_limit), "queue"};
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        m_hire = [&] {
            for (; m_workers < m_limit; ++m_workers) {
                const std::string name = fmt::format("worker-{}", ++m_hired);
                group.create_task(worker(queue), name); // [workers]
            }
        };
        struct Finally {
            Client& client;
            ~Finally() { client.m_hire = nullptr; }
        } const finally{*this};
        m_hire();
        for (int number = 1; number <= m_values.get("requests"); ++number) {
            co_await queue.put(number); // [put]
        }
        m_hire = nullptr;
        for (std::int64_t left = m_workers; left > 0; --left) {
            co_await queue.put(std::nullopt); // [close]
        }
    };
    co_await core::task_group(m_loop, "batch", body); // [worker-group]
}

core::Coro<void> Client::worker(Queue& queue) {
    while (const std::optional<int> number = co_await queue.get()) { // [get]
        co_await request(*number);
        if (m_hire && m_workers > m_limit) { // lowered meanwhile: one too many
            --m_workers;
            co_return;
        }
    }
}

} // namespace

std::unique_ptr<Downstream> simulated_downstream(core::Loop& loop, const ParamValues& values) {
    return std::make_unique<SimulatedDownstream>(loop, values);
}

core::Coro<int> semaphore_throttle_main(core::Loop& loop, const ParamValues& values,
                                        std::uint64_t seed, World& world) {
    for (const auto* name : {"requests_completed", "requests_rejected", "in_flight"}) {
        loop.counter(name, 0);
    }
    Client client{loop, values, seed, world};
    if (values.choice("limiter") == "worker-queue") {
        co_await client.workers();
    } else {
        co_await client.one_task_each();
    }
    co_return 0;
}

} // namespace scenarios
