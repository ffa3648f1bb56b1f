#include "core/net/os_error.hpp"
#include "tests/core/net/wire.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <memory>
#include <string>
#include <utility>

using namespace core;
using namespace std::chrono_literals;
using support::error_of;
using support::next_pass;
using support::Notes;
using support::thrown_by;

namespace {

const std::string reset = "ConnectionResetError: read: Connection reset by peer";
const std::string broken_pipe = "BrokenPipeError: write: Broken pipe";

/// What one read gives; empty at the end.
Coro<std::string> read_some(Stream& stream, std::size_t most = 100'000) {
    std::string buffer(most, '\0');
    const std::size_t count = co_await stream.read(buffer);
    buffer.resize(count);
    co_return buffer;
}

struct Wire : support::Wire {
    using support::Wire::Wire;

    Task<void> start(Coro<void> coro) { return r.loop.create_task(std::move(coro), "task"); }
    Coro<void> note_read(Stream& stream) { r.note("'" + co_await read_some(stream) + "'"); }
    Coro<void> note_write(Stream& stream, std::string bytes) {
        co_await stream.write(bytes);
        r.note("written");
    }
    Coro<void> note_accept() {
        const std::unique_ptr<Stream> accepted = co_await listener->accept();
        r.note("accepted");
    }
};

} // namespace

TEST_SUITE("core/net/memory_network") {

TEST_CASE("bytes arrive exactly one latency after they were sent, in order") {
    Wire wire;
    const auto send = [&]() -> Coro<void> {
        for (const char* text : {"a", "b", "c"}) {
            co_await wire.peer->write(text);
            co_await sleep(300us);
        }
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> sender = wire.start(send());
        for (int i = 0; i < 3; ++i) {
            const std::string text = co_await read_some(*wire.here);
            wire.r.notes.push_back(text + "@" + std::to_string(to_us(wire.r.loop.now())));
        }
    };
    wire.run(main);
    CHECK(wire.r.notes == Notes{"a@3000", "b@3300", "c@3600"});
}

TEST_CASE("connecting takes one latency there and one back") {
    support::EngineRun r;
    MemoryNetwork network{r.loop, 7ms};
    const auto listener = network.listen(80);
    const auto main = [&]() -> Coro<void> {
        const std::unique_ptr<Stream> stream = co_await network.connect("127.0.0.1", 80);
        r.note(stream->peer());
    };
    r.run(main);
    CHECK(r.notes == Notes{"127.0.0.1:80@14"});
}

TEST_CASE("both directions carry bytes at the same time, also without latency") {
    for (const Duration latency : {0ms, 3ms}) {
        CAPTURE(latency.count());
        Wire wire{latency};
        const auto main = [&]() -> Coro<void> {
            const Task<void> to_here = wire.start(wire.note_read(*wire.here));
            const Task<void> to_peer = wire.start(wire.note_read(*wire.peer));
            co_await next_pass(); // both wait
            co_await wire.peer->write("ping");
            co_await wire.here->write("pong");
            co_await to_here;
            co_await to_peer;
            CHECK(wire.r.loop.now() == 3 * latency);
        };
        wire.run(main);
        CHECK(wire.r.notes.size() == 2);
    }
}

TEST_CASE("a read gives no more than fits, the next ones give the rest at once") {
    Wire wire;
    const auto main = [&]() -> Coro<void> {
        co_await wire.peer->write("abcde");
        for (int i = 0; i < 3; ++i) {
            wire.r.note(co_await read_some(*wire.here, 2));
        }
    };
    wire.run(main);
    CHECK(wire.r.notes == Notes{"ab@3", "cd@3", "e@3"});
}

TEST_CASE("the end comes behind what was sent, comes again, and leaves the way back open") {
    Wire wire;
    const auto main = [&]() -> Coro<void> {
        co_await wire.peer->write("last");
        wire.peer->write_eof();
        wire.peer->write_eof();
        for (int i = 0; i < 3; ++i) {
            co_await wire.note_read(*wire.here);
        }
        co_await wire.here->write("answer");
        co_await wire.note_read(*wire.peer);
        const auto write = [&] { return wire.peer->write("more"); };
        CHECK(co_await thrown_by(write) == broken_pipe);
    };
    wire.run(main);
    CHECK(wire.r.notes == Notes{"'last'@3", "''@3", "''@3", "'answer'@4"});
}

TEST_CASE("writing nothing is no end") {
    Wire wire;
    const auto main = [&]() -> Coro<void> {
        co_await wire.peer->write("");
        co_await wire.peer->write("x");
        co_await wire.note_read(*wire.here);
    };
    wire.run(main);
    CHECK(wire.r.notes == Notes{"'x'@3"});
}

TEST_CASE("a write suspends only beyond the capacity, until the peer reads") {
    Wire wire;
    const std::string full(MemoryNetwork::capacity, 'f');
    const auto main = [&]() -> Coro<void> {
        co_await wire.note_write(*wire.peer, full);
        const Task<void> more = wire.start(wire.note_write(*wire.peer, "more"));
        co_await sleep(8ms);
        std::string got = co_await read_some(*wire.here, 1); // room for "m"
        co_await sleep(10ms);
        CHECK_FALSE(more.done());
        while (got.size() < full.size() + 4) {
            got += co_await read_some(*wire.here);
        }
        CHECK(got == full + "more");
        wire.r.note("read");
    };
    wire.run(main);
    CHECK(wire.r.notes == Notes{"written@2", "written@20", "read@21"});
}

TEST_CASE("a text of many times the capacity goes through unchanged") {
    Wire wire;
    std::string text;
    for (int i = 0; text.size() < 5 * MemoryNetwork::capacity; ++i) {
        text += std::to_string(i) + " ";
    }
    const auto send = [&]() -> Coro<void> {
        co_await wire.peer->write(text);
        wire.peer->write_eof();
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> sender = wire.start(send());
        std::string all;
        std::string part = co_await read_some(*wire.here, 1000);
        while (!part.empty()) {
            all += part;
            part = co_await read_some(*wire.here, 1000);
        }
        CHECK(all == text);
    };
    wire.run(main);
}

TEST_CASE("who reads while the peer closes gets what was sent, then the end") {
    Wire wire;
    const auto main = [&]() -> Coro<void> {
        const Task<void> reader = wire.start(wire.note_read(*wire.here));
        co_await wire.peer->write("last");
        wire.peer->close();
        co_await reader;
        co_await wire.note_read(*wire.here);
    };
    wire.run(main);
    CHECK(wire.r.notes == Notes{"'last'@3", "''@3"});
}

TEST_CASE("who writes while the peer closes gets a BrokenPipeError, and so does a later write") {
    Wire wire;
    const auto main = [&]() -> Coro<void> {
        const std::string too_much(MemoryNetwork::capacity + 1, 'x');
        const Task<void> writer = wire.start(wire.note_write(*wire.here, too_much));
        co_await sleep(1ms);
        wire.peer.reset(); // destroying it closes it
        CHECK(co_await error_of(writer) == broken_pipe);
        const auto write = [&] { return wire.here->write("x"); };
        CHECK(co_await thrown_by(write) == broken_pipe);
    };
    wire.run(main);
    CHECK(wire.r.notes.empty());
}

TEST_CASE("closing a stream wakes the task that reads from it, and all its later uses fail") {
    Wire wire;
    const auto main = [&]() -> Coro<void> {
        const Task<void> reader = wire.start(wire.note_read(*wire.peer));
        co_await wire.here->write("lost");
        co_await next_pass();
        wire.peer->close();
        wire.peer->close();
        CHECK(co_await error_of(reader) == reset);
        const auto read = [&]() -> Coro<void> { co_await read_some(*wire.peer); };
        CHECK(co_await thrown_by(read) == reset);
        const auto write = [&] { return wire.peer->write("x"); };
        CHECK(co_await thrown_by(write) == broken_pipe);
    };
    wire.run(main);
    CHECK(wire.r.notes.empty());
}

TEST_CASE("a read that is cancelled before the bytes arrive, or as they do, loses nothing") {
    for (const Duration when : {0us, 500us, 999us, 1000us}) {
        CAPTURE(to_us(when));
        Wire wire;
        const auto main = [&]() -> Coro<void> {
            const Task<void> first = wire.start(wire.note_read(*wire.here));
            const auto cancel = [&first] { first.cancel(); };
            co_await next_pass();
            co_await wire.peer->write("a");
            wire.r.loop.call_at(wire.r.loop.now() + when, cancel);
            CHECK(co_await error_of(first) == "CancelledError");
            co_await wire.note_read(*wire.here);
            co_await wire.peer->write("b");
            co_await wire.note_read(*wire.here);
        };
        wire.run(main);
        CHECK(wire.r.notes == Notes{"'a'@3", "'b'@4"});
    }
}

TEST_CASE("a second reader or writer gets a RuntimeError, the first one goes on") {
    const std::string busy = "RuntimeError: another task is already waiting for this stream";
    Wire wire;
    const auto main = [&]() -> Coro<void> {
        const Task<void> reader = wire.start(wire.note_read(*wire.here));
        const std::string too_much(MemoryNetwork::capacity + 1, 'x');
        const Task<void> writer = wire.start(wire.note_write(*wire.here, too_much));
        co_await next_pass();
        const Task<void> second_reader = wire.start(wire.note_read(*wire.here));
        const Task<void> second_writer = wire.start(wire.note_write(*wire.here, "y"));
        CHECK(co_await error_of(second_reader) == busy);
        CHECK(co_await error_of(second_writer) == busy);
        co_await wire.peer->write("for the first");
        co_await reader;
        co_await read_some(*wire.peer);
        co_await writer;
    };
    wire.run(main);
    CHECK(wire.r.notes == Notes{"'for the first'@3", "written@3"});
}

TEST_CASE("a connection to a port that is not open, or no longer, is refused") {
    Wire wire;
    const auto main = [&]() -> Coro<void> {
        const auto connect = [&]() -> Coro<void> {
            co_await wire.network.connect("localhost", 81);
        };
        const std::string refused =
            "ConnectionRefusedError: connect to localhost:81: Connection refused";
        CHECK(co_await thrown_by(connect) == refused);
        std::unique_ptr<Listener> other = wire.network.listen(81);
        CHECK(co_await thrown_by(connect) == "nothing");
        other->close();
        CHECK(co_await thrown_by(connect) == refused);
        other = wire.network.listen(81);
        other.reset();
        CHECK(co_await thrown_by(connect) == refused);
    };
    wire.run(main);
}

TEST_CASE("a port has one listener at a time, and port 0 means a port of its own") {
    Wire wire;
    CHECK_THROWS_WITH_AS(wire.network.listen(80), "listen on port 80: Address already in use",
                         OsError);
    wire.listener->close();
    const auto again = wire.network.listen(80);
    CHECK(again->port() == 80);
    wire.listener.reset(); // closed before: no longer its port
    CHECK_THROWS_AS(wire.network.listen(80), OsError);
    const auto one = wire.network.listen(0);
    const auto two = wire.network.listen(0);
    CHECK(one->port() != 0);
    CHECK(one->port() != two->port());
}

TEST_CASE("connections wait in line until they are accepted, and so do their bytes") {
    Wire wire;
    const auto main = [&]() -> Coro<void> {
        for (const char* text : {"first", "second"}) {
            const auto stream = co_await wire.network.connect("localhost", 80);
            co_await stream->write(text);
        }
        for (int i = 0; i < 2; ++i) {
            const std::unique_ptr<Stream> accepted = co_await wire.listener->accept();
            co_await wire.note_read(*accepted);
        }
    };
    wire.run(main);
    CHECK(wire.r.notes == Notes{"'first'@6", "'second'@7"});
}

TEST_CASE("accept cancelled before a connection comes, or as it does, loses none") {
    for (const Duration when : {0us, 1000us, 2000us}) {
        CAPTURE(to_us(when));
        Wire wire;
        const auto main = [&]() -> Coro<void> {
            const Task<void> first = wire.start(wire.note_accept());
            wire.r.loop.call_at(wire.r.loop.now() + when, [&first] { first.cancel(); });
            const auto stream = co_await wire.network.connect("localhost", 80);
            CHECK(co_await error_of(first) == "CancelledError");
            co_await wire.note_accept();
        };
        wire.run(main);
        CHECK(wire.r.notes == Notes{"accepted@4"});
    }
}

TEST_CASE("one task at a time accepts; closing the listener wakes it and leaves streams alone") {
    Wire wire;
    const auto main = [&]() -> Coro<void> {
        const Task<void> first = wire.start(wire.note_accept());
        const Task<void> second = wire.start(wire.note_accept());
        const std::string refusal = co_await error_of(second);
        CHECK(refusal.substr(0, refusal.find(':')) == "RuntimeError");
        wire.listener->close();
        CHECK(co_await error_of(first) == "OSError: accept: Bad file descriptor");
        co_await wire.peer->write("still here");
        co_await wire.note_read(*wire.here);
    };
    wire.run(main);
    CHECK(wire.r.notes == Notes{"'still here'@3"});
}

TEST_CASE("streams outlive the network that made them") {
    support::EngineRun r;
    auto network = std::make_unique<MemoryNetwork>(r.loop, 1ms);
    std::unique_ptr<Listener> listener = network->listen(80);
    std::unique_ptr<Stream> client;
    std::unique_ptr<Stream> server;
    const auto main = [&]() -> Coro<void> {
        client = co_await network->connect("localhost", 80);
        network.reset();
        server = co_await listener->accept();
        co_await client->write("hello");
        r.note(co_await read_some(*server));
    };
    r.run(main);
    CHECK(r.notes == Notes{"hello@3"});
}

} // TEST_SUITE
