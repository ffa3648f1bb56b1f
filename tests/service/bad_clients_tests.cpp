#include "tests/service/service_run.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using core::Coro;
using service::ServiceOptions;
using support::connect;
using support::nap;
using support::ServiceRun;
using support::TestClient;
using Client = std::unique_ptr<TestClient>;

namespace {

/// What the service answers to these bytes; 0: it ended the connection without an answer.
Coro<int> status_for(ServiceRun& run, std::string bytes) {
    const Client client = co_await connect(run);
    co_await client->stream().write(bytes);
    const std::optional<core::HttpMessage> answer = co_await client->answer();
    co_return answer ? answer->status : 0;
}

/// Runs `body()`, then shuts down; checks that nothing is left and that the books balance.
template <class Body>
void serve(ServiceRun& r, Body& body, int expected_code = 0) {
    const auto main = [&]() -> Coro<void> {
        co_await body();
        const int still_serving = co_await status_for(r, core::http_get("test", "/healthz"));
        CHECK(still_serving == 200);
        r.service.stop();
        const int code = co_await r.exit_code;
        CHECK(code == expected_code);
    };
    r.run(main);
    const service::ServiceCounts& counts = r.service.counts();
    CHECK(counts.accepted + counts.rejected == counts.completed + counts.cut + counts.abandoned);
    CHECK(static_cast<std::int64_t>(r.log.lines.size()) == counts.completed);
    CHECK(r.loop.all_tasks().empty());
}

} // namespace

TEST_SUITE("service/bad_clients") {

TEST_CASE("a client that sends its head too slowly gets 408") {
    ServiceRun r{ServiceOptions{}};
    const auto body = [&]() -> Coro<void> {
        const Client client = co_await connect(r);
        const core::Instant begun = r.loop.now() + 1ms;
        const std::string head = core::http_get("test", "/work");
        const auto dribble = [&]() -> Coro<void> {
            for (const char& c : head) {
                co_await client->stream().write(std::string_view{&c, 1});
                co_await nap(1s);
            }
        };
        const core::Task<void> sender = r.loop.create_task(dribble());
        const auto answer = co_await client->answer();
        REQUIRE(answer.has_value());
        CHECK(answer->status == 408);
        CHECK(r.loop.now() == begun + 10s + 1ms); // the default limit, and the way back
        sender.cancel();
    };
    serve(r, body);
    CHECK(r.service.counts().rejected == 1);
}

TEST_CASE("a client that connects and says nothing is let go without an answer") {
    ServiceRun r{ServiceOptions{}};
    const auto body = [&]() -> Coro<void> {
        const Client client = co_await connect(r);
        const auto nothing = co_await client->answer();
        CHECK_FALSE(nothing.has_value());
        CHECK(r.loop.now() == 2ms + 75s + 1ms); // connected, the idle limit, and the way back
    };
    serve(r, body);
}

TEST_CASE("what is too large or malformed is refused with the status that says so") {
    ServiceRun r{ServiceOptions{}};
    const auto body = [&]() -> Coro<void> {
        const std::string long_header = "X: " + std::string(9000, 'x') + "\r\n\r\n";
        const int large_head = co_await status_for(r, "GET / HTTP/1.1\r\n" + long_header);
        CHECK(large_head == 431);
        const int large_body =
            co_await status_for(r, "POST / HTTP/1.1\r\nContent-Length: 2000000\r\n\r\n");
        CHECK(large_body == 413);
        const int noise = co_await status_for(r, "\x16\x03\x01 this is TLS\r\n\r\n");
        CHECK(noise == 400);
        const int two_lengths = co_await status_for(r, "POST / HTTP/1.1\r\nContent-Length: 3\r\n"
                                                       "Transfer-Encoding: chunked\r\n\r\n");
        CHECK(two_lengths == 400);
    };
    serve(r, body);
    CHECK(r.service.counts().rejected == 4);
}

TEST_CASE("a client that closes its sending side after the request gets its answer") {
    ServiceOptions options;
    options.work = 50ms;
    ServiceRun r{options};
    const auto body = [&]() -> Coro<void> {
        const Client client = co_await connect(r);
        const std::string request = core::http_get("test", "/work");
        co_await client->stream().write(request);
        client->stream().write_eof();
        const auto answer = co_await client->answer();
        REQUIRE(answer.has_value());
        CHECK(answer->status == 200);
    };
    serve(r, body);
}

TEST_CASE("a client that ends in the middle of a request gets 400") {
    ServiceRun r{ServiceOptions{}};
    const auto body = [&]() -> Coro<void> {
        const Client client = co_await connect(r);
        co_await client->stream().write("GET /work HT");
        client->stream().write_eof();
        const auto answer = co_await client->answer();
        REQUIRE(answer.has_value());
        CHECK(answer->status == 400);
    };
    serve(r, body);
}

TEST_CASE("a client that is gone before its answer is counted as such, and nobody else suffers") {
    ServiceOptions options;
    options.work = 50ms;
    ServiceRun r{options};
    const auto body = [&]() -> Coro<void> {
        Client client = co_await connect(r);
        const std::string request = core::http_get("test", "/work");
        co_await client->stream().write(request);
        co_await nap(10ms);
        client.reset();
        co_await nap(100ms);
    };
    serve(r, body);
    CHECK(r.service.counts().abandoned == 1);
}

TEST_CASE("pipelined requests are answered in their order") {
    ServiceOptions options;
    options.work = 10ms;
    ServiceRun r{options};
    const auto body = [&]() -> Coro<void> {
        const Client client = co_await connect(r);
        const std::string requests = core::http_get("test", "/work") +
                                     core::http_get("test", "/nothing") +
                                     core::http_get("test", "/healthz");
        co_await client->stream().write(requests);
        for (const int expected : {200, 404, 200}) {
            const auto answer = co_await client->answer();
            REQUIRE(answer.has_value());
            CHECK(answer->status == expected);
        }
    };
    serve(r, body);
    CHECK(r.service.counts().completed == 4);
}

TEST_CASE("a client that does not read its answers is given up after the send limit") {
    ServiceRun r{ServiceOptions{}};
    const auto body = [&]() -> Coro<void> {
        const Client client = co_await connect(r);
        std::string requests;
        for (int i = 0; i < 5000; ++i) { // more answers than fit on the way
            requests += core::http_get("test", "/work");
        }
        const auto push = [&]() -> Coro<void> { co_await client->stream().write(requests); };
        const std::string broken = co_await support::thrown_by(push);
        CHECK(broken.starts_with("BrokenPipeError"));
    };
    serve(r, body);
    CHECK(r.service.counts().abandoned == 1);
}

} // TEST_SUITE
