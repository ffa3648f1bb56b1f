#include "core/engine/timeout.hpp"
#include "core/net/os_error.hpp"
#include "core/net/tcp.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

using namespace core;
using namespace std::chrono_literals;
using support::error_of;
using support::next_pass;
using support::thrown_by;

namespace {

const std::string closed = "OSError: read: Bad file descriptor";

/// A text of that size whose parts all differ.
std::string long_text(std::size_t size, const std::string& word) {
    std::string text;
    for (int i = 0; text.size() < size; ++i) {
        text += word + std::to_string(i) + " ";
    }
    text.resize(size);
    return text;
}

/// What one read gives; empty at the end.
Coro<std::string> read_some(Stream& stream, std::size_t most = 100'000) {
    std::string buffer(most, '\0');
    const std::size_t count = co_await stream.read(buffer);
    buffer.resize(count);
    co_return buffer;
}

/// A loop on the real clock and a listener on a port of the system's choice. Whatever run() runs
/// fails after 10 s, so that no mistake can hang the tests.
struct Sockets {
    AsioClock clock;
    Loop loop{clock};
    TcpNetwork network{clock};
    std::unique_ptr<Listener> listener = network.listen(0);
    std::unique_ptr<Stream> client; // connected by connect()
    std::unique_ptr<Stream> server;
    std::string taken; // by take()

    template <class Body>
    void run(Body& body) {
        const auto limited = [&](Timeout&) -> Coro<void> { co_await body(); };
        Runner{loop}.run(timeout(loop, "test", 10s, limited));
    }

    Task<void> start(Coro<void> coro) { return loop.create_task(std::move(coro), "task"); }

    Coro<void> connect() {
        client = co_await network.connect("127.0.0.1", listener->port());
        server = co_await listener->accept();
    }
    Coro<void> accept() { server = co_await listener->accept(); }

    /// Reads once and appends to `taken`.
    Coro<void> take(Stream& stream) { taken += co_await read_some(stream); }
    /// Reads to the end.
    Coro<void> take_all(Stream& stream, std::string& all) {
        std::string part = co_await read_some(stream);
        while (!part.empty()) {
            all += part;
            part = co_await read_some(stream);
        }
    }
    Coro<void> send_all(Stream& stream, const std::string& bytes) {
        co_await stream.write(bytes);
        stream.write_eof();
    }
    Coro<void> pass(int times) {
        for (int i = 0; i < times; ++i) {
            co_await next_pass();
        }
    }
};

} // namespace

TEST_SUITE("core/net/tcp") {

TEST_CASE("two programs send each other a mebibyte at the same time, unchanged") {
    Sockets s;
    const std::string question = long_text(1 << 20, "client");
    const std::string answer = long_text(1 << 20, "server");
    std::string at_server;
    std::string at_client;
    const auto main = [&]() -> Coro<void> {
        co_await s.connect();
        const Task<void> asking = s.start(s.send_all(*s.client, question));
        const Task<void> answering = s.start(s.send_all(*s.server, answer));
        const Task<void> at_one_end = s.start(s.take_all(*s.client, at_client));
        const Task<void> at_other_end = s.start(s.take_all(*s.server, at_server));
        co_await asking;
        co_await answering;
        co_await at_one_end;
        co_await at_other_end;
    };
    s.run(main);
    CHECK((at_server == question)); // not to be printed
    CHECK((at_client == answer));
}

TEST_CASE("an echo gives a mebibyte back while it is still being sent") {
    Sockets s;
    const std::string text = long_text(1 << 20, "echo");
    std::string echoed;
    const auto echo = [&]() -> Coro<void> {
        std::string part = co_await read_some(*s.server, 5000);
        while (!part.empty()) {
            co_await s.server->write(part);
            part = co_await read_some(*s.server, 5000);
        }
        s.server->write_eof();
    };
    const auto main = [&]() -> Coro<void> {
        co_await s.connect();
        const Task<void> echoing = s.start(echo());
        const Task<void> sending = s.start(s.send_all(*s.client, text));
        co_await s.take_all(*s.client, echoed);
        co_await sending;
        co_await echoing;
    };
    s.run(main);
    CHECK((echoed == text));
}

TEST_CASE("the end comes behind what was sent, comes again, and leaves the way back open") {
    Sockets s;
    const auto main = [&]() -> Coro<void> {
        co_await s.connect();
        co_await s.send_all(*s.client, "last");
        std::string all;
        co_await s.take_all(*s.server, all);
        CHECK(all == "last");
        CHECK(co_await read_some(*s.server) == "");
        co_await s.server->write("answer");
        CHECK(co_await read_some(*s.client) == "answer");
        const auto write = [&] { return s.client->write("more"); };
        CHECK(co_await thrown_by(write) == "BrokenPipeError: write: Broken pipe");
    };
    s.run(main);
}

TEST_CASE("a read gives no more than fits, the next ones give the rest") {
    Sockets s;
    const auto main = [&]() -> Coro<void> {
        co_await s.connect();
        co_await s.client->write("abcde");
        std::string parts;
        while (parts.size() < 8) {
            parts += co_await read_some(*s.server, 2) + "|";
        }
        CHECK(parts == "ab|cd|e|");
    };
    s.run(main);
}

TEST_CASE("a connection to a port where nobody listens gives a ConnectionRefusedError") {
    Sockets s;
    const std::uint16_t port = s.listener->port();
    s.listener->close();
    const auto connect = [&]() -> Coro<void> { co_await s.network.connect("127.0.0.1", port); };
    const auto main = [&]() -> Coro<void> {
        CHECK(co_await thrown_by(connect) == "ConnectionRefusedError: connect to 127.0.0.1:" +
                                                 std::to_string(port) + ": Connection refused");
    };
    s.run(main);
}

TEST_CASE("a port in use cannot be opened again, one just closed can, even after connections") {
    Sockets s;
    const std::uint16_t port = s.listener->port();
    const auto main = [&]() -> Coro<void> {
        CHECK(port != 0);
        CHECK_THROWS_WITH_AS(
            s.network.listen(port),
            ("listen on port " + std::to_string(port) + ": Address already in use").c_str(),
            OsError);
        for (int i = 0; i < 3; ++i) {
            co_await s.connect();
            s.server->close(); // first, so the system remembers the connection at this port
            CHECK(co_await read_some(*s.client) == "");
            s.listener->close();
            s.listener = s.network.listen(port);
        }
        CHECK(s.listener->port() == port);
        co_await s.connect();
    };
    s.run(main);
}

TEST_CASE("a host is an IP address or localhost, any other name is a ValueError") {
    Sockets s;
    const auto main = [&]() -> Coro<void> {
        for (const char* host : {"localhost", "127.0.0.1"}) {
            s.client = co_await s.network.connect(host, s.listener->port());
            CHECK(s.client->peer() == "127.0.0.1:" + std::to_string(s.listener->port()));
            co_await s.accept();
            CHECK(s.server->peer().substr(0, 10) == "127.0.0.1:");
        }
        for (const std::string host : {"example.org", "", "127.0.0", "127.0.0.1 ", "Localhost"}) {
            const auto connect = [&]() -> Coro<void> { co_await s.network.connect(host, 80); };
            CHECK(co_await thrown_by(connect) ==
                  "ValueError: '" + host + "' is no IP address and not localhost");
        }
    };
    s.run(main);
}

TEST_CASE("a read cancelled around the arrival of bytes loses none of them") {
    Sockets s;
    std::string sent;
    const auto main = [&]() -> Coro<void> {
        co_await s.connect();
        for (int passes = 0; passes < 20; ++passes) {
            const std::string text = std::to_string(passes) + " ";
            const Task<void> reader = s.start(s.take(*s.server));
            co_await s.pass(passes % 3);
            co_await s.client->write(text);
            sent += text;
            co_await s.pass(passes / 3);
            reader.cancel();
            const std::string outcome = co_await error_of(reader);
            CHECK((outcome == "CancelledError" || outcome == "nothing"));
        }
        while (s.taken.size() < sent.size()) {
            co_await s.take(*s.server);
        }
    };
    s.run(main);
    CHECK(s.taken == sent);
}

TEST_CASE("a read works after another one was cancelled while nothing came") {
    Sockets s;
    const auto main = [&]() -> Coro<void> {
        co_await s.connect();
        const Task<void> first = s.start(s.take(*s.server));
        co_await s.pass(3);
        first.cancel();
        CHECK(co_await error_of(first) == "CancelledError");
        const Task<void> second = s.start(s.take(*s.server)); // waits, too
        co_await s.pass(3);
        co_await s.client->write("for the second");
        co_await second;
    };
    s.run(main);
    CHECK(s.taken == "for the second");
}

TEST_CASE("accept cancelled around the arrival of a connection loses none") {
    Sockets s;
    const auto main = [&]() -> Coro<void> {
        for (int passes = 0; passes < 10; ++passes) {
            s.server.reset();
            const Task<void> first = s.start(s.accept());
            co_await s.pass(passes % 2);
            s.client = co_await s.network.connect("localhost", s.listener->port());
            co_await s.pass(passes / 2);
            first.cancel();
            co_await error_of(first);
            if (s.server == nullptr) {
                co_await s.accept();
            }
            co_await s.client->write(std::to_string(passes));
            CHECK(co_await read_some(*s.server) == std::to_string(passes));
        }
    };
    s.run(main);
}

TEST_CASE("closing a stream wakes its reader and its writer with an OsError") {
    Sockets s;
    const std::string too_much(32 << 20, 'x');
    const auto main = [&]() -> Coro<void> {
        co_await s.connect();
        const Task<void> reader = s.start(s.take(*s.client));
        const Task<void> writer = s.start(s.send_all(*s.client, too_much));
        co_await s.pass(5);
        CHECK_FALSE(reader.done());
        CHECK_FALSE(writer.done()); // nobody reads at the other end
        s.client->close();
        CHECK(co_await error_of(reader) == closed);
        CHECK(co_await error_of(writer) == "OSError: write: Bad file descriptor");
        const auto read = [&] { return s.take(*s.client); };
        CHECK(co_await thrown_by(read) == closed);
        s.client->close();
    };
    s.run(main);
}

TEST_CASE("a write waits for a peer that does not read, and goes on when it does") {
    Sockets s;
    const std::string much = long_text(16 << 20, std::string(1000, 'x'));
    std::string all;
    const auto main = [&]() -> Coro<void> {
        co_await s.connect();
        const Task<void> writer = s.start(s.send_all(*s.client, much));
        co_await s.pass(5);
        CHECK_FALSE(writer.done());
        co_await s.take_all(*s.server, all);
        co_await writer;
    };
    s.run(main);
    CHECK((all == much)); // not to be printed
}

TEST_CASE("a peer that is gone is a disconnect to who writes, or has sent what nobody read") {
    Sockets s;
    const auto main = [&]() -> Coro<void> {
        co_await s.connect();
        co_await s.client->write("unread");
        co_await read_some(*s.server, 1); // the rest has arrived as well
        s.server.reset();                 // destroying it closes it
        const auto read = [&] { return s.take(*s.client); };
        CHECK(co_await thrown_by(read) == "ConnectionResetError: read: Connection reset by peer");
        const auto write = [&]() -> Coro<void> {
            while (true) {
                co_await s.client->write("x");
                co_await next_pass();
            }
        };
        try {
            co_await write();
        } catch (const OsError& error) {
            CHECK(error.is_disconnect());
            CHECK_FALSE(error.is_exhaustion());
        }
    };
    s.run(main);
}

TEST_CASE("one task at a time reads, and one accepts; a second gets a RuntimeError") {
    Sockets s;
    const auto main = [&]() -> Coro<void> {
        co_await s.connect();
        const Task<void> reader = s.start(s.take(*s.server));
        const Task<void> second_reader = s.start(s.take(*s.server));
        const std::string busy = co_await error_of(second_reader);
        CHECK(busy == "RuntimeError: another task is already waiting for this stream");
        co_await s.client->write("for the first");
        co_await reader;
        CHECK(s.taken == "for the first");
        const Task<void> acceptor = s.start(s.accept());
        const Task<void> second_acceptor = s.start(s.accept());
        CHECK(co_await error_of(second_acceptor) == busy);
        s.listener->close();
        CHECK(co_await error_of(acceptor) == "OSError: accept: Bad file descriptor");
        co_await s.client->write("x"); // who is connected stays so
        CHECK(co_await read_some(*s.server) == "x");
    };
    s.run(main);
}

TEST_CASE("a peer that never pauses does not keep the other tasks from running") {
    Sockets s;
    const std::string text(50'000, 'x');
    int turns = 0;
    const auto main = [&]() -> Coro<void> {
        co_await s.connect();
        co_await s.client->write(text);
        const auto others = [&]() -> Coro<void> {
            while (true) {
                co_await next_pass();
                ++turns;
            }
        };
        const Task<void> task = s.start(others());
        for (std::size_t read = 0; read < text.size(); ++read) {
            co_await read_some(*s.server, 1);
        }
        task.cancel();
    };
    s.run(main);
    CHECK(turns > 1000); // one per 17 reads at the least
}

} // TEST_SUITE
