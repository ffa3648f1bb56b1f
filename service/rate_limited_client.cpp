#include "service/rate_limited_client.hpp"

#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/engine/timeout.hpp"
#include "core/net/os_error.hpp"
#include "core/sync/backoff.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace service {

using namespace std::chrono_literals;

namespace {

constexpr auto first_backoff = 100ms; // doubles each time; plus a jitter below this

} // namespace

RateLimitedClient::RateLimitedClient(core::Loop& loop, core::Network& network,
                                     const LoadOptions& options)
    : m_loop(loop), m_options(options), m_http(network, options.url),
      m_semaphore(loop, static_cast<int>(options.limit), "permit"),
      m_bucket(loop, options.rate_per_s, options.burst) {}

core::Coro<void> RateLimitedClient::run() {
    m_counts.latencies_us.reserve(static_cast<std::size_t>(m_options.requests));
    return m_options.limiter == Limiter::worker_queue ? workers() : one_task_each();
}

/// All request tasks exist at once; the limiter makes them wait, not fewer.
core::Coro<void> RateLimitedClient::one_task_each() {
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        for (std::int64_t number = 1; number <= m_options.requests; ++number) {
            const std::string name = m_loop.is_traced() ? fmt::format("request-{}", number) : "";
            group.create_task(request(number), name);
        }
        co_return;
    };
    co_await core::task_group(m_loop, "batch", body);
}

/// As many tasks as the limit; `put` waits while the queue is full.
core::Coro<void> RateLimitedClient::workers() {
    Queue queue{m_loop, static_cast<std::size_t>(m_options.limit), "queue"};
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        for (std::int64_t number = 1; number <= m_options.limit; ++number) {
            group.create_task(worker(queue), fmt::format("worker-{}", number));
        }
        for (std::int64_t number = 1; number <= m_options.requests; ++number) {
            co_await queue.put(number);
        }
        for (std::int64_t number = 1; number <= m_options.limit; ++number) {
            co_await queue.put(std::nullopt);
        }
    };
    co_await core::task_group(m_loop, "batch", body);
}

core::Coro<void> RateLimitedClient::worker(Queue& queue) {
    std::optional<std::int64_t> number = co_await queue.get();
    while (number) {
        co_await request(*number);
        number = co_await queue.get();
    }
}

/// Tries until there is an answer or no attempt is left.
core::Coro<void> RateLimitedClient::request(std::int64_t number) {
    for (int attempt = 0; attempt <= m_options.retries; ++attempt) {
        if (attempt > 0) {
            co_await core::sleep(backoff(number, attempt - 1));
        }
        const Permit permit = co_await enter();
        const core::Instant begun = m_loop.now();
        const Outcome outcome = co_await call();
        if (outcome == Outcome::answered) {
            const std::int64_t latency = core::to_us(m_loop.now() - begun);
            m_counts.latencies_us.push_back(latency);
            count("requests_completed", m_counts.completed);
            m_loop.counter("latency_us", latency);
            co_return;
        }
    }
    count("requests_failed", m_counts.failed);
}

/// Waits until the limiter lets a call begin. What it gives back ends the call.
core::Coro<RateLimitedClient::Permit> RateLimitedClient::enter() {
    if (m_options.limiter == Limiter::semaphore) {
        co_return co_await m_semaphore.acquire();
    }
    if (m_options.limiter == Limiter::token_bucket) {
        co_await m_bucket.take();
    }
    co_return std::nullopt;
}

core::Coro<RateLimitedClient::Outcome> RateLimitedClient::call() {
    count("in_flight", m_counts.in_flight);
    m_counts.peak_in_flight = std::max(m_counts.peak_in_flight, m_counts.in_flight);
    struct Finally {
        RateLimitedClient& client;
        ~Finally() { client.count("in_flight", client.m_counts.in_flight, -1); }
    } const finally{*this};
    const auto body = [this](core::Timeout&) { return m_http.get(); };
    try {
        const core::HttpMessage answer =
            co_await core::timeout(m_loop, "call", m_options.timeout, body);
        if (answer.status != 429 && answer.status != 503) {
            co_return Outcome::answered;
        }
        count("requests_rejected", m_counts.rejected);
        co_return Outcome::rejected;
    } catch (const core::TimeoutError&) {
        m_counts.last_error = "no answer in time";
    } catch (const core::Exception& error) { // OsError, HttpError
        m_counts.last_error = error.what();
    }
    count("call_errors", m_counts.errors);
    co_return Outcome::error;
}

/// How long to wait; the jitter depends on seed, request and attempt, on nothing else.
core::Duration RateLimitedClient::backoff(std::int64_t number, int attempt) const {
    return core::backoff(first_backoff, attempt,
                         {m_options.seed, static_cast<std::uint64_t>(number)});
}

void RateLimitedClient::count(std::string_view name, std::int64_t& number, std::int64_t change) {
    number += change;
    m_loop.counter(name, number);
}

} // namespace service
