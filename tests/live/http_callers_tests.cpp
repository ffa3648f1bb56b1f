#include "live/http_callers.hpp"
#include "live/http_door.hpp"
#include "tests/live/wires.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <set>
#include <vector>

using asio::ip::tcp;
using support::poll_until;
using support::RawPeer;

namespace {

constexpr std::string_view answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

/// Callers of a door.
struct CallersRun {
    asio::io_context context;
    std::vector<live::HttpDoor::Exchange> asked;
    int refused = 0;
    live::HttpDoor door{context, [this](auto exchange) { asked.push_back(exchange); }};
    live::HttpCallers callers{context, door.port(), [this] { ++refused; }};

    void wait_for_requests(std::size_t count) {
        poll_until(context, "requests", [&] { return asked.size() >= count; });
    }
    void wait_for_refusals(int count) {
        poll_until(context, "refusals", [&] { return refused >= count; });
    }
    /// Takes in all that is under way: a call that is made now comes behind it.
    void settle() {
        for (int i = 0; i < 3; ++i) {
            callers.call();
            wait_for_requests(asked.size() + 1);
        }
    }
};

/// Callers of a server that is played by hand.
struct ByHand {
    asio::io_context context;
    tcp::acceptor acceptor{context, {asio::ip::address_v4::loopback(), 0}};
    int refused = 0;
    std::unique_ptr<live::HttpCallers> callers = std::make_unique<live::HttpCallers>(
        context, acceptor.local_endpoint().port(), [this] { ++refused; });

    /// Waits for a connection and a whole request over it.
    RawPeer accept() {
        acceptor.non_blocking(true);
        tcp::socket socket{context};
        poll_until(context, "a connection", [&] {
            asio::error_code error;
            acceptor.accept(socket, error);
            return !error;
        });
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
    CallersRun r;
    r.callers.call();
    r.callers.call();
    r.wait_for_requests(2);
    CHECK(r.asked[0] != r.asked[1]);
    r.door.answer(r.asked[0], 200);
    r.door.answer(r.asked[1], 503);
    // Two of these have a connection that is kept, as soon as the answers are there.
    const std::set<live::HttpDoor::Exchange> known{r.asked.begin(), r.asked.end()};
    poll_until(r.context, "a call over a connection that was kept", [&] {
        if (!known.contains(r.asked.back()) || r.asked.size() == 2) {
            const std::size_t former = r.asked.size();
            r.callers.call();
            r.wait_for_requests(former + 1);
            r.door.answer(r.asked.back(), 200);
        }
        return r.asked.size() > 2 && known.contains(r.asked.back());
    });
    CHECK(r.refused == 0);
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
    r.door.answer(r.asked[0], 200); // this connection is idle when the door closes
    r.door.close();
    r.door.answer(r.asked[1], 200); // and this one ends with its answer
    for (int i = 0; i < 3; ++i) {
        r.callers.call();
    }
    r.wait_for_refusals(3);
    CHECK(r.refused == 3);
    CHECK(r.asked.size() == 2);
}

TEST_CASE("a call over a kept connection that the server closes goes over a new one") {
    ByHand r;
    r.callers->call();
    RawPeer first = r.accept();
    first.send(answer);
    r.callers->call(); // before the answer is taken in: over a second connection
    RawPeer second = r.accept();
    r.callers->call(); // after it: over the first
    r.wait_for_requests(first, 2);
    first.close();
    RawPeer third = r.accept();
    CHECK(third.received() == second.received());
    CHECK(r.refused == 0);
}

TEST_CASE("a call over a new connection that the server closes is not made again") {
    ByHand r;
    r.callers->call();
    r.accept().close();
    r.callers->call();
    RawPeer second = r.accept();
    second.send(answer);
    asio::error_code error;
    tcp::socket socket{r.context};
    r.acceptor.accept(socket, error);
    CHECK(error == asio::error::would_block);
    CHECK(r.refused == 0);
}

TEST_CASE("a connection that the server closes while nobody uses it is not used again") {
    ByHand r;
    r.callers->call();
    RawPeer first = r.accept();
    first.send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    poll_until(r.context, "the end", [&] { return first.is_over(); });
    r.callers->call();
    RawPeer second = r.accept();
    CHECK(second.received() == first.received());
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
