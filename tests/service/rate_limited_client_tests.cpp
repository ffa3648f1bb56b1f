#include "core/net/memory_network.hpp"
#include "service/rate_limited_client.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

#include <functional>

using namespace std::chrono_literals;
using core::Coro;
using service::Limiter;
using service::LoadOptions;

namespace {

/// What the fake service does with its n-th request (1, 2, …): the status after that time; 0: it
/// ends the connection instead.
struct Reaction {
    int status;
    core::Duration after;
    Reaction(int answer, core::Duration delay) : status(answer), after(delay) {}
};
using Behaviour = std::function<Reaction(int)>;

/// A client and a fake service, 0 ms apart, on the virtual clock.
struct LoadRun : support::EngineRun {
    core::MemoryNetwork network{loop, 0ms};
    std::unique_ptr<core::Listener> listener = network.listen(80);
    Behaviour behaviour;
    int requests_seen = 0;
    service::RateLimitedClient client;

    LoadRun(const LoadOptions& options, Behaviour does)
        : behaviour(std::move(does)), client(loop, network, options) {}

    Coro<void> serve_connection(std::unique_ptr<core::Stream> stream) {
        core::HttpReader reader{*stream, core::HttpReader::Kind::requests, core::HttpLimits{}};
        std::optional<core::HttpMessage> request = co_await reader.next();
        while (request) {
            const Reaction reaction = behaviour(++requests_seen);
            co_await core::sleep(reaction.after);
            if (reaction.status == 0) {
                co_return;
            }
            const std::string answer = core::http_response(reaction.status, "", true);
            co_await stream->write(answer);
            request = co_await reader.next();
        }
    }

    Coro<void> accept() {
        while (true) {
            std::unique_ptr<core::Stream> stream = co_await listener->accept();
            loop.create_task(serve_connection(std::move(stream)));
        }
    }

    /// Sends all requests; how long that took.
    core::Duration load() {
        core::Duration took{};
        const auto main = [&]() -> Coro<void> {
            loop.create_task(accept());
            const core::Instant begun = loop.now();
            co_await client.run();
            took = loop.now() - begun;
        };
        run(main);
        return took;
    }
    const service::LoadCounts& counts() const { return client.counts(); }
};

LoadOptions with(Limiter limiter, std::int64_t requests, std::int64_t limit) {
    LoadOptions options;
    options.url.host = "localhost";
    options.limiter = limiter;
    options.requests = requests;
    options.limit = limit;
    return options;
}

Behaviour always(int status, core::Duration after) {
    return [=](int) { return Reaction{status, after}; };
}

} // namespace

TEST_SUITE("service/rate_limited_client") {

TEST_CASE("a semaphore keeps the calls in flight at its limit and reuses as many connections") {
    LoadRun r{with(Limiter::semaphore, 24, 4), always(200, 200ms)};
    CHECK(r.load() == 1200ms); // 6 rounds
    CHECK(r.counts().completed == 24);
    CHECK(r.counts().peak_in_flight == 4);
    CHECK(r.client.connections() == 4);
    CHECK(r.counts().latencies_us == std::vector<std::int64_t>(24, 200'000));
}

TEST_CASE("workers bound the calls as well, with as many tasks as there are workers") {
    LoadRun r{with(Limiter::worker_queue, 24, 4), always(200, 200ms)};
    CHECK(r.load() == 1200ms);
    CHECK(r.counts().peak_in_flight == 4);
    int workers = 0;
    for (const core::Event& event : r.events(core::EventKind::created)) {
        workers += r.recorder.trace().text(event.label).starts_with("worker-") ? 1 : 0;
    }
    CHECK(workers == 4);
}

TEST_CASE("without a limiter all calls are in flight at once") {
    LoadRun r{with(Limiter::none, 50, 4), always(200, 100ms)};
    CHECK(r.load() == 100ms);
    CHECK(r.counts().peak_in_flight == 50);
}

TEST_CASE("a token bucket lets a burst through and then keeps its rate") {
    LoadOptions options = with(Limiter::token_bucket, 30, 1);
    options.burst = 10;
    options.rate_per_s = 100;
    LoadRun r{options, always(200, 0ms)};
    CHECK(r.load() == 200ms); // 10 at once, then one every 10 ms
}

TEST_CASE("429 and 503 are tried again after a back-off, other answers are not") {
    LoadRun r{with(Limiter::semaphore, 1, 1), [](int n) {
                  return Reaction{n == 1 ? 503 : n == 2 ? 429 : 404, 0ms};
              }};
    const core::Duration took = r.load();
    CHECK(took >= 300ms); // 100 and 200 ms, and the jitter
    CHECK(took < 500ms);
    CHECK(r.counts().completed == 1);
    CHECK(r.counts().rejected == 2);
    CHECK(r.requests_seen == 3);
}

TEST_CASE("nobody holds a permit while backing off") {
    // The article's measurement: two permits, two failing calls, eight healthy ones.
    LoadRun r{with(Limiter::semaphore, 10, 2), [](int n) {
                  return Reaction{n <= 2 ? 503 : 200, 10ms};
              }};
    r.load();
    const auto& latest = r.counts();
    CHECK(latest.completed == 10);
    // The healthy calls are done at 50 ms, long before the first back-off is over.
    const auto finished = r.events(core::EventKind::done);
    int early = 0;
    for (const core::Event& event : finished) {
        early += event.at <= 52ms ? 1 : 0;
    }
    CHECK(early >= 8);
}

TEST_CASE("a request is given up after its last attempt, and the others go on") {
    LoadOptions options = with(Limiter::semaphore, 5, 1);
    options.retries = 0;
    LoadRun r{options, [](int n) { return Reaction{n == 3 ? 503 : 200, 1ms}; }};
    r.load();
    CHECK(r.counts().completed == 4);
    CHECK(r.counts().failed == 1);
}

TEST_CASE("a call that takes too long is an error, and its connection is not used again") {
    LoadOptions options = with(Limiter::semaphore, 1, 1);
    options.timeout = 50ms;
    LoadRun r{options, [](int n) { return Reaction{200, n == 1 ? core::Duration{1h} : 0ms}; }};
    r.load();
    CHECK(r.counts().errors == 1);
    CHECK(r.counts().completed == 1);
    CHECK(r.counts().last_error == "no answer in time");
    CHECK(r.client.connections() == 2);
}

TEST_CASE("a kept connection that the server has closed is replaced without an error") {
    LoadRun r{with(Limiter::semaphore, 2, 1), [](int n) {
                  return Reaction{n == 2 ? 0 : 200, 0ms};
              }};
    r.load();
    CHECK(r.counts().completed == 2);
    CHECK(r.counts().errors == 0);
    CHECK(r.requests_seen == 3);
}

TEST_CASE("a server that cannot be reached is an error to each attempt") {
    LoadRun r{with(Limiter::semaphore, 3, 1), always(200, 0ms)};
    r.listener->close();
    r.load();
    CHECK(r.counts().failed == 3);
    CHECK(r.counts().errors == 12);
    CHECK(r.counts().last_error.ends_with("Connection refused"));
}

TEST_CASE("cancelling the load cancels every call and leaves nothing behind") {
    LoadRun r{with(Limiter::none, 100, 1), always(200, 1s)};
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(r.accept());
        const core::Task<void> load = r.loop.create_task(r.client.run());
        co_await support::nap(500ms);
        load.cancel();
        const std::string end = co_await support::error_of(load);
        CHECK(end == "CancelledError");
    };
    r.run(main);
    CHECK(r.counts().completed == 0);
    CHECK(r.counts().in_flight == 0);
    CHECK(r.loop.all_tasks().empty());
}

TEST_CASE("408 to a kept connection is an answer to its idleness, not to the next request") {
    LoadRun r{with(Limiter::semaphore, 2, 1), [](int n) {
                  return Reaction{n == 2 ? 408 : 200, 0ms};
              }};
    r.load();
    CHECK(r.counts().completed == 2);
    CHECK(r.client.connections() == 2);
}

TEST_CASE("a URL is taken apart, and what cannot be called is told") {
    const auto whole = service::parse_url("http://127.0.0.1:8080/work?x=1");
    REQUIRE(whole);
    CHECK(whole.value().host == "127.0.0.1");
    CHECK(whole.value().port == 8080);
    CHECK(whole.value().target == "/work?x=1");
    const auto bare = service::parse_url("http://localhost");
    REQUIRE(bare);
    CHECK(bare.value().port == 80);
    CHECK(bare.value().target == "/");
    const auto v6 = service::parse_url("http://[::1]:8080/");
    REQUIRE(v6);
    CHECK(service::authority(v6.value()) == "[::1]:8080");
    CHECK(service::authority(whole.value()) == "127.0.0.1:8080");
    for (const std::string_view wrong : {"", "work", "http://localhost:0/", "https://localhost/",
                                         "http://", "http://user@localhost/", "http://a b/"}) {
        CAPTURE(wrong);
        CHECK_FALSE(service::parse_url(wrong));
    }
    CHECK(service::parse_url("http://example.com/").error().message ==
          "'example.com' in the URL is no IP address and not localhost");
}

} // TEST_SUITE
