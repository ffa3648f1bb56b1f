#include "tests/service/service_run.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace std::chrono_literals;
using core::Coro;
using service::ServiceOptions;
using support::connect;
using support::nap;
using support::Notes;
using support::ServiceRun;
using support::TestClient;
using Client = std::unique_ptr<TestClient>;

namespace {

ServiceOptions working(core::Duration work) {
    ServiceOptions options;
    options.work = work;
    return options;
}

/// Sends one request on a connection of its own; the status of the answer, 0 if there was none.
Coro<int> one_request(ServiceRun& run, std::string target) {
    const Client client = co_await connect(run);
    co_return co_await client->get(target);
}

} // namespace

TEST_SUITE("service/graceful_service") {

TEST_CASE("a service without work to do answers and ends with 0 on the first signal") {
    ServiceRun r{working(0ms)};
    const auto main = [&]() -> Coro<void> {
        const int work = co_await one_request(r, "/work");
        const int health = co_await one_request(r, "/healthz");
        const int other = co_await one_request(r, "/else");
        CHECK(work == 200);
        CHECK(health == 200);
        CHECK(other == 404);
        r.service.stop();
        const int code = co_await r.exit_code;
        CHECK(code == 0);
    };
    r.run(main);
    CHECK(r.service.counts().completed == 3);
    CHECK(r.log.lines.size() == 3);
    CHECK(r.loop.all_tasks().empty());
}

TEST_CASE("a request in flight at the signal is answered, with the end of the connection") {
    ServiceRun r{working(100ms)};
    const auto main = [&]() -> Coro<void> {
        const Client client = co_await connect(r);
        const std::string request = core::http_get("test", "/work");
        co_await client->stream().write(request);
        co_await nap(50ms);
        r.loop.signal_at(r.loop.now(), core::Signal::terminate);
        const auto answer = co_await client->answer();
        REQUIRE(answer.has_value());
        CHECK(answer->status == 200);
        CHECK_FALSE(answer->keep_alive);
        const auto nothing = co_await client->answer();
        CHECK_FALSE(nothing.has_value());
        client->stream().close();
        const int code = co_await r.exit_code;
        CHECK(code == 0);
    };
    r.run(main);
    // Connected at 2 ms, the request is there at 3, the answer goes at 103; the client's end of the
    // connection is back at 105.
    CHECK(r.notes == Notes{"serving@0", "unready@52", "draining@52", "flushing@105", "ended@105"});
}

TEST_CASE("idle connections end at the signal and do not delay it") {
    ServiceRun r{working(0ms)};
    const auto main = [&]() -> Coro<void> {
        std::vector<Client> clients;
        for (int i = 0; i < 10; ++i) {
            Client client = co_await connect(r);
            const int status = co_await client->get("/work");
            CHECK(status == 200);
            clients.push_back(std::move(client));
        }
        const core::Instant signal = r.loop.now();
        r.service.stop();
        for (const Client& client : clients) {
            const auto nothing = co_await client->answer();
            CHECK_FALSE(nothing.has_value());
            client->stream().close();
        }
        const int code = co_await r.exit_code;
        CHECK(code == 0);
        CHECK(r.loop.now() - signal <= 2ms);
    };
    r.run(main);
    CHECK(r.service.counts().connections == 10);
}

TEST_CASE("a client that never closes its side is waited for only half a second") {
    ServiceRun r{working(0ms)};
    const auto main = [&]() -> Coro<void> {
        const Client client = co_await connect(r);
        co_await nap(10ms);
        r.service.stop();
        const int code = co_await r.exit_code;
        CHECK(code == 0);
    };
    r.run(main);
    CHECK(r.notes.back() == "ended@512");
}

TEST_CASE("what is in flight at the deadline is cut, and the exit code says so") {
    ServiceOptions options = working(10s);
    options.drain = 300ms;
    ServiceRun r{options};
    const auto main = [&]() -> Coro<void> {
        const core::Task<int> request = r.loop.create_task(one_request(r, "/work"));
        co_await nap(100ms);
        r.service.stop();
        const int code = co_await r.exit_code;
        CHECK(code == 1);
        const int status = co_await request;
        CHECK(status == 0);
    };
    r.run(main);
    CHECK(r.notes == Notes{"serving@0", "unready@100", "draining@100", "cutting@400",
                           "flushing@400", "ended@400"});
    CHECK(r.service.counts().accepted == 1);
    CHECK(r.service.counts().cut == 1);
    CHECK(r.service.counts().completed == 0);
    CHECK(r.log.lines.empty());
}

TEST_CASE("a second signal cuts at once") {
    ServiceRun r{working(10s)};
    const auto main = [&]() -> Coro<void> {
        const core::Task<int> request = r.loop.create_task(one_request(r, "/work"));
        r.loop.signal_at(100ms, core::Signal::interrupt);
        r.loop.signal_at(150ms, core::Signal::terminate);
        const int code = co_await r.exit_code;
        CHECK(code == 1);
        co_await request;
    };
    r.run(main);
    CHECK(r.notes.back() == "ended@150");
}

TEST_CASE("a lame duck still accepts, and /healthz says 503") {
    ServiceOptions options = working(0ms);
    options.lame_duck = 1s;
    ServiceRun r{options};
    const auto main = [&]() -> Coro<void> {
        co_await nap(10ms);
        r.service.stop();
        co_await nap(500ms);
        const int health = co_await one_request(r, "/healthz");
        const int work = co_await one_request(r, "/work");
        CHECK(health == 503);
        CHECK(work == 200);
        const int code = co_await r.exit_code;
        CHECK(code == 0);
        const auto late = [&]() -> Coro<void> { co_await one_request(r, "/work"); };
        const std::string refused = co_await support::thrown_by(late);
        CHECK(refused.starts_with("ConnectionRefusedError"));
    };
    r.run(main);
    CHECK(r.notes ==
          Notes{"serving@0", "unready@10", "draining@1010", "flushing@1010", "ended@1010"});
}

TEST_CASE("a request that has arrived when the idle connections are closed is still answered") {
    // For each moment around the arrival of the second request: it is answered, or it came later
    // than the signal; and the books balance.
    for (int delay_us = 0; delay_us <= 3000; delay_us += 100) {
        ServiceRun r{working(0ms)};
        const auto main = [&]() -> Coro<void> {
            const Client client = co_await connect(r);
            const int first = co_await client->get("/work");
            CHECK(first == 200);
            const core::Instant sent = r.loop.now();
            r.loop.call_at(sent + std::chrono::microseconds{delay_us}, [&] { r.service.stop(); });
            const int second = co_await client->get("/work");
            const bool arrived_before = delay_us >= 1000;
            CHECK((second == 200) == arrived_before);
            client->stream().close();
            const int code = co_await r.exit_code;
            CHECK(code == 0);
        };
        r.run(main);
        CHECK(r.service.counts().accepted == r.service.counts().completed);
    }
}

TEST_CASE("no more connections are served at once than there are slots") {
    ServiceOptions options = working(100ms);
    options.max_connections = 3;
    ServiceRun r{options};
    const auto main = [&]() -> Coro<void> {
        std::vector<core::Task<int>> requests;
        requests.reserve(9);
        for (int i = 0; i < 9; ++i) {
            requests.push_back(r.loop.create_task(one_request(r, "/work")));
        }
        for (const core::Task<int>& request : requests) {
            const int status = co_await request;
            CHECK(status == 200);
        }
        CHECK(r.loop.now() >= 300ms); // three rounds
        r.service.stop();
        co_await r.exit_code;
    };
    r.run(main);
    CHECK(r.service.counts().completed == 9);
}

TEST_CASE("a signal that arrives while the log is flushed changes nothing any more") {
    for (const core::Signal signal : {core::Signal::interrupt, core::Signal::terminate}) {
        ServiceRun r{working(0ms)};
        r.log.on_close = [&] { r.loop.signal_at(r.loop.now(), signal); };
        const auto main = [&]() -> Coro<void> {
            co_await nap(1ms);
            r.service.stop();
            const int code = co_await r.exit_code;
            CHECK(code == 0);
            co_await nap(1ms);
        };
        CHECK_NOTHROW(r.run(main));
    }
}

TEST_CASE("who has connected but asks for something only after the signal gets no answer") {
    ServiceOptions options = working(10ms);
    options.max_connections = 2;
    ServiceRun r{options};
    const auto main = [&]() -> Coro<void> {
        std::vector<core::Task<int>> requests;
        requests.reserve(2);
        for (int i = 0; i < 2; ++i) {
            requests.push_back(r.loop.create_task(one_request(r, "/work")));
        }
        r.loop.call_at(2500us, [&] { r.service.stop(); }); // both have connected at 2 ms
        for (const core::Task<int>& request : requests) {
            const int status = co_await request;
            CHECK(status == 0); // their requests come at 3 ms
        }
        const int code = co_await r.exit_code;
        CHECK(code == 0);
    };
    r.run(main);
    CHECK(r.service.counts().connections == 2);
}

TEST_CASE("a log that cannot be kept makes the exit code 1") {
    ServiceRun r{working(0ms)};
    r.log.fails = true;
    const auto main = [&]() -> Coro<void> {
        co_await nap(1ms);
        r.service.stop();
        const int code = co_await r.exit_code;
        CHECK(code == 1);
    };
    r.run(main);
    CHECK(r.service.log_error() == "the access log lost 1 lines: No space left on device");
}

} // TEST_SUITE
