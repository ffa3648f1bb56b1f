#include "live/http_door.hpp"
#include "tests/live/wires.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

using support::poll_until;
using support::RawPeer;

namespace {

constexpr std::string_view request = "GET /work HTTP/1.1\r\nHost: test\r\n\r\n";

/// A door, and who asked for something there.
struct DoorRun {
    asio::io_context context;
    std::vector<live::HttpDoor::Exchange> asked;
    std::unique_ptr<live::HttpDoor> door = std::make_unique<live::HttpDoor>(
        context, [this](live::HttpDoor::Exchange exchange) { asked.push_back(exchange); });

    std::unique_ptr<RawPeer> connect() { return std::make_unique<RawPeer>(context, door->port()); }
    void wait_for_requests(std::size_t count) {
        poll_until(context, "requests", [&] { return asked.size() >= count; });
    }
    void wait_for_end(RawPeer& peer) {
        poll_until(context, "the end", [&] { return peer.is_over(); });
    }
    /// Waits for an answer, which comes in one piece.
    std::string wait_for_answer(RawPeer& peer) {
        poll_until(context, "an answer", [&] { return !peer.received().empty(); });
        return peer.received();
    }
};

} // namespace

TEST_SUITE("live/http_door") {

TEST_CASE("a request is told of once it is whole") {
    DoorRun r;
    const auto peer = r.connect();
    peer->send(request.substr(0, 20));
    const auto other = r.connect();
    other->send(request);
    r.wait_for_requests(1); // what came before has been taken in, too
    CHECK(r.asked.size() == 1);
    peer->send(request.substr(20));
    r.wait_for_requests(2);
    CHECK(r.asked[0] != r.asked[1]);
}

TEST_CASE("an answer goes to who asked, and the connection carries the next request") {
    DoorRun r;
    const auto one = r.connect();
    const auto two = r.connect();
    one->send(request);
    r.wait_for_requests(1);
    two->send(request);
    r.wait_for_requests(2);
    r.door->answer(r.asked[1], 503);
    CHECK(r.wait_for_answer(*two).starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
    CHECK(one->received().empty());
    r.door->answer(r.asked[0], 200);
    const std::string answer = r.wait_for_answer(*one);
    CHECK(answer.starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(answer.find("Connection: close") == std::string::npos);
    one->send(request);
    r.wait_for_requests(3);
    CHECK(r.asked[2] == r.asked[0]);
    CHECK_FALSE(one->is_over());
}

TEST_CASE("a client that wants no further answer is answered and left") {
    DoorRun r;
    const auto peer = r.connect();
    peer->send("GET / HTTP/1.1\r\nHost: test\r\nConnection: close\r\n\r\n");
    r.wait_for_requests(1);
    r.door->answer(r.asked[0], 200);
    r.wait_for_end(*peer);
    CHECK(peer->received().find("Connection: close\r\n") != std::string::npos);
}

TEST_CASE("who is hung up on gets the end and no answer, and nobody is there to answer then") {
    DoorRun r;
    const auto peer = r.connect();
    peer->send(request);
    r.wait_for_requests(1);
    r.door->hang_up(r.asked[0]);
    r.door->answer(r.asked[0], 200);
    r.door->hang_up(r.asked[0]);
    r.wait_for_end(*peer);
    CHECK(peer->received().empty());
}

TEST_CASE("what is no HTTP ends its connection and no other") {
    DoorRun r;
    const auto noise = r.connect();
    const auto peer = r.connect();
    noise->send("\x16\x03\x01 what is this?\r\n\r\n");
    r.wait_for_end(*noise);
    CHECK(r.asked.empty());
    peer->send(request);
    r.wait_for_requests(1);
}

TEST_CASE("a client that has gone before its answer does no harm") {
    DoorRun r;
    auto peer = r.connect();
    peer->send(request);
    r.wait_for_requests(1);
    peer.reset();
    r.door->answer(r.asked[0], 200);
    const auto other = r.connect();
    other->send(request);
    r.wait_for_requests(2);
    r.door->answer(r.asked[1], 200);
    r.wait_for_answer(*other);
}

TEST_CASE("a closed door lets nobody in, leaves the idle and answers those inside once more") {
    DoorRun r;
    const auto served = r.connect();
    served->send(request);
    r.wait_for_requests(1);
    const auto idle = r.connect();
    idle->send(request);
    r.wait_for_requests(2);
    r.door->answer(r.asked[1], 200);
    r.wait_for_answer(*idle);

    r.door->close();
    CHECK_THROWS_AS(r.connect(), std::system_error);
    r.wait_for_end(*idle);
    CHECK_FALSE(served->is_over());
    r.door->answer(r.asked[0], 200);
    r.wait_for_end(*served);
    CHECK(served->received().starts_with("HTTP/1.1 200 OK\r\n"));
    CHECK(served->received().find("Connection: close\r\n") != std::string::npos);
    CHECK(r.asked.size() == 2);
}

TEST_CASE("the end of a door hangs up on everybody, and nothing of it is called any more") {
    DoorRun r;
    const auto served = r.connect();
    served->send(request);
    r.wait_for_requests(1);
    const auto idle = r.connect();
    idle->send(request.substr(0, 10));
    r.context.poll();
    r.door.reset();
    r.wait_for_end(*served);
    CHECK(served->received().empty());
    CHECK(r.asked.size() == 1);
}

} // TEST_SUITE
