#include "live/http_callers.hpp"
#include "live/http_door.hpp"
#include "tests/live/wires.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace std::chrono_literals;
using asio::ip::tcp;
using support::poll_until;
using support::RawPeer;

namespace {

constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

/// Takes in the one thing that is to arrive next.
void take_in_one(asio::io_context& context) {
    REQUIRE(context.run_one_for(20s) == 1);
}

/// Callers of a door.
struct CallersRun {
    asio::io_context context;
    std::vector<live::HttpDoor::Exchange> asked;
    int refused = 0;
    live::HttpDoor door{context, [this](auto exchange) { asked.push_back(exchange); }};
    live::HttpCallers callers{context, door.port(), [this](const asio::error_code&) { ++refused; }};

    void wait_for_requests(std::size_t count) {
        poll_until(context, "requests", [&] { return asked.size() >= count; });
    }
    void wait_for_refusals(int count) {
        poll_until(context, "refusals", [&] { return refused >= count; });
    }
};

/// Callers of a server that is played by hand.
struct ByHand {
    asio::io_context context;
    tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
    tcp::socket socket{context}; // accepted last
    int refused = 0;
    std::unique_ptr<live::HttpCallers> callers = std::make_unique<live::HttpCallers>(
        context, acceptor.local_endpoint().port(), [this](const asio::error_code&) { ++refused; });

    /// True if one more connection waits to be accepted.
    bool has_connection() {
        acceptor.non_blocking(true);
        asio::error_code error;
        socket = tcp::socket{context};
        acceptor.accept(socket, error);
        return !error;
    }
    /// Waits for a connection and a whole request over it.
    RawPeer accept() {
        poll_until(context, "a connection", [&] { return has_connection(); });
        RawPeer peer{std::move(socket)};
        wait_for_requests(peer, 1);
        return peer;
    }
    void wait_for_requests(RawPeer& peer, std::size_t count) {
        poll_until(context, "a request", [&] {
            const std::string& text = peer.received();
            std::size_t found = 0;
            for (std::size_t at = 0; (at = text.find("\r\n\r\n", at)) != std::string::npos; ++at) {
                ++found;
            }
            return found >= count;
        });
    }
};

} // namespace

TEST_SUITE("live/http_callers") {

TEST_CASE("calls at the same time have a connection each, one after the other share one") {
    ByHand r;
    r.callers->call();
    r.callers->call();
    RawPeer one = r.accept();
    RawPeer other = r.accept();
    one.send(answer);
    take_in_one(r.context);
    r.callers->call();
    r.wait_for_requests(one, 2);
    CHECK(one.received() == other.received() + other.received());
}

TEST_CASE("a call that nobody lets in is refused, each of them") {
    CallersRun r;
    r.door.close();
    r.callers.call();
    r.callers.call();
    r.wait_for_refusals(2);
    CHECK(r.refused == 2);
    CHECK(r.asked.empty());
}

TEST_CASE("after the door has closed a caller with a kept connection is refused as everybody") {
    CallersRun r;
    r.callers.call();
    r.callers.call();
    r.wait_for_requests(2);
    r.door.answer(r.asked[0], 200);
    take_in_one(r.context); // now this connection is kept
    r.door.close();
    r.callers.call();
    r.wait_for_refusals(1);
    r.door.answer(r.asked[1], 200); // the last answer of the other connection
    take_in_one(r.context);
    r.callers.call();
    r.wait_for_refusals(2);
    CHECK(r.refused == 2);
    CHECK(r.asked.size() == 2);
}

TEST_CASE("a call over a kept connection that the server closes goes over a new one") {
    ByHand r;
    r.callers->call();
    RawPeer first = r.accept();
    first.send(answer);
    take_in_one(r.context);
    r.callers->call();
    r.wait_for_requests(first, 2);
    first.close();
    RawPeer second = r.accept();
    CHECK(second.received().starts_with("GET /work HTTP/1.1\r\n"));
    CHECK(r.refused == 0);
}

TEST_CASE("a call over a new connection that the server closes is not made again") {
    ByHand r;
    r.callers->call();
    r.accept().close();
    take_in_one(r.context);
    r.callers->call();
    r.accept();
    CHECK_FALSE(r.has_connection());
    CHECK(r.refused == 0);
}

TEST_CASE("a connection that the server ends while nobody uses it is not used again") {
    for (const bool is_announced : {false, true}) {
        CAPTURE(is_announced);
        ByHand r;
        r.callers->call();
        RawPeer first = r.accept();
        if (is_announced) {
            first.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        } else {
            first.send(answer);
            take_in_one(r.context);
            first.close();
        }
        take_in_one(r.context);
        r.callers->call();
        r.accept();
        CHECK_FALSE(r.has_connection());
        CHECK(r.refused == 0);
    }
}

TEST_CASE("the end of the callers closes their connections, and nothing of them is called") {
    ByHand r;
    r.callers->call();
    RawPeer first = r.accept();
    r.callers->call(); // under way
    r.callers.reset();
    poll_until(r.context, "the end", [&] { return first.is_over(); });
    CHECK(r.refused == 0);
}

} // TEST_SUITE
