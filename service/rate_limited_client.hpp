#pragma once
#include "core/sync/queue.hpp"
#include "core/sync/semaphore.hpp"
#include "core/sync/token_bucket.hpp"
#include "service/http_client.hpp"

#include <chrono>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace service {

/// Who holds the calls back. The names are those of the scenario semaphore-throttle.
enum class Limiter : std::uint8_t { none, semaphore, token_bucket, worker_queue };
inline constexpr std::array<std::string_view, 4> limiter_names{"none", "semaphore", "token-bucket",
                                                               "worker-queue"};

struct LoadOptions {
    Url url;
    std::int64_t requests = 100;
    Limiter limiter = Limiter::semaphore;
    std::int64_t limit = 10;       ///< calls in flight: of the semaphore, or workers
    std::int64_t rate_per_s = 100; ///< of the token bucket
    std::int64_t burst = 10;       ///< of the token bucket
    int retries = 3;               ///< after the first attempt
    core::Duration timeout = std::chrono::seconds{10}; ///< of one call, waiting in line not counted
    std::uint64_t seed = 1;                            ///< of the jitter
};

struct LoadCounts {
    std::int64_t completed = 0; ///< requests with an answer other than 429 and 503
    std::int64_t rejected = 0;  ///< answers 429 and 503; a request may get several
    std::int64_t errors = 0;    ///< calls without an answer: refused, broken, timed out
    std::int64_t failed = 0;    ///< requests given up after the last attempt
    std::string last_error;     ///< why the last of those calls had no answer
    std::int64_t in_flight = 0; ///< calls at present
    std::int64_t peak_in_flight = 0;
    std::vector<std::int64_t> latencies_us; ///< of the completed requests' last calls, in order
};

/// Sends a number of requests to one URL, as many at a time as its limiter lets through; answers
/// 429 and 503, broken connections and time-outs are tried again after a back-off that doubles and
/// jitters. Nobody holds a permit while backing off.
///
/// The article's RateLimitedClient (semantics/article.md, iii) with what it lacks there.
class RateLimitedClient {
public:
    /// Loop and network must outlive the client, and the client its tasks.
    RateLimitedClient(core::Loop& loop, core::Network& network, const LoadOptions& options);

    /// Sends all requests; suspends until each is answered or given up. Cancelling it cancels them
    /// all. To be called once.
    core::Coro<void> run();

    const LoadCounts& counts() const { return m_counts; }
    std::int64_t connections() const { return m_http.connections(); }

private:
    using Permit = std::optional<core::Semaphore::Permit>;
    using Queue = core::Queue<std::optional<std::int64_t>>;
    enum class Outcome : std::uint8_t { answered, rejected, error };

    core::Coro<void> one_task_each();
    core::Coro<void> workers();
    core::Coro<void> worker(Queue& queue);
    core::Coro<void> request(std::int64_t number);
    core::Coro<Permit> enter();
    core::Coro<Outcome> call();
    core::Duration backoff(std::int64_t number, int attempt) const;
    void count(std::string_view name, std::int64_t& number, std::int64_t change = 1);

    core::Loop& m_loop;
    LoadOptions m_options;
    HttpClient m_http;
    core::Semaphore m_semaphore;
    core::TokenBucket m_bucket;
    LoadCounts m_counts;
};

} // namespace service
