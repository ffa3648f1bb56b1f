#include "core/net/http_reader.hpp"
#include "tests/core/net/wire.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

using namespace core;
using namespace std::chrono_literals;
using support::Notes;
using Kind = HttpReader::Kind;

namespace {

/// The next message as "POST /x 'body' keeps" or "200 'body' closes"; else "end", or the status of
/// an HttpError: one word.
Coro<std::string> next_as_text(HttpReader& reader) {
    try {
        const std::optional<HttpMessage> message = co_await reader.next();
        if (!message) {
            co_return "end";
        }
        const std::string start = message->status == 0 ? message->method + " " + message->target
                                                       : std::to_string(message->status);
        co_return start + " '" + message->body + "' " + (message->keep_alive ? "keeps" : "closes");
    } catch (const HttpError& error) {
        co_return std::to_string(error.status());
    }
}

/// What `peer` writes, a reader on `here` reads.
struct Wire : support::Wire {
    Coro<void> note_next(HttpReader& reader) { r.note(co_await next_as_text(reader)); }
};

struct Reading {
    Kind kind = Kind::requests;
    HttpLimits limits = {};
    std::size_t piece = SIZE_MAX; // bytes that arrive together
};

/// What a reader makes of a peer that sends this and ends the connection.
Notes read_all(std::string_view sent, const Reading& how = {}) {
    Wire wire;
    Notes lines;
    const auto send = [&]() -> Coro<void> {
        for (std::size_t at = 0; at < sent.size(); at += std::min(how.piece, sent.size() - at)) {
            co_await wire.peer->write(sent.substr(at, how.piece));
            co_await sleep(1ms);
        }
        wire.peer->write_eof();
    };
    const auto read = [&]() -> Coro<void> {
        wire.r.loop.create_task(send(), "peer");
        HttpReader reader{*wire.here, how.kind, how.limits};
        do {
            lines.push_back(co_await next_as_text(reader));
        } while (lines.back().find(' ') != std::string::npos);
    };
    wire.run(read);
    return lines;
}

Notes read_responses(std::string_view sent) {
    return read_all(sent, {.kind = Kind::responses});
}

const std::string post_head = "POST /p HTTP/1.1\r\nHost: a\r\n";
const std::string chunked = "Transfer-Encoding: chunked\r\n\r\n";

std::string with_length(std::size_t size) {
    return "Content-Length: " + std::to_string(size) + "\r\n\r\n";
}

} // namespace

TEST_SUITE("core/net/http_reader") {

TEST_CASE("a request is read with its method, target and headers") {
    Wire wire;
    std::optional<HttpMessage> request;
    const auto main = [&]() -> Coro<void> {
        HttpReader reader{*wire.here, Kind::requests, {}};
        co_await wire.peer->write("GET /work?x=1 HTTP/1.1\r\nHost: a:80\r\nX-Empty:\r\n\r\n");
        request = co_await reader.next();
    };
    wire.run(main);
    REQUIRE(request);
    CHECK(request->method == "GET");
    CHECK(request->target == "/work?x=1");
    CHECK(request->status == 0);
    REQUIRE(request->headers.size() == 2);
    CHECK(request->headers[1].name == "X-Empty");
    CHECK(request->header("host") == "a:80");
    CHECK(request->header("X-Empty").empty());
}

TEST_CASE("a body is as long as Content-Length says, be it longer than the reader's buffer") {
    const std::string body(100'000, 'x');
    CHECK(read_all(post_head + with_length(0)) == Notes{"POST /p '' keeps", "end"});
    CHECK(read_all(post_head + with_length(body.size()) + body) ==
          Notes{"POST /p '" + body + "' keeps", "end"});
}

TEST_CASE("the chunks of a body are put together, their extensions and trailers left out") {
    const std::string body = "5\r\nhello\r\n6;a=b\r\n world\r\n0\r\nX-Sum: 1\r\n\r\n";
    CHECK(read_all(post_head + chunked + body + "GET /q HTTP/1.1\r\n\r\n") ==
          Notes{"POST /p 'hello world' keeps", "GET /q '' keeps", "end"});
}

TEST_CASE("requests that were sent together are read one after the other, at once") {
    Wire wire;
    const auto main = [&]() -> Coro<void> {
        HttpReader reader{*wire.here, Kind::requests, {}};
        co_await wire.peer->write("GET /a HTTP/1.1\r\n\r\n" + post_head + with_length(2) + "hiGE");
        co_await wire.note_next(reader);
        CHECK(reader.has_more());
        co_await wire.note_next(reader);
        CHECK(reader.has_more());
        co_await wire.peer->write("T /b HTTP/1.1\r\n\r\n");
        co_await wire.note_next(reader);
        CHECK_FALSE(reader.has_more());
    };
    wire.run(main);
    CHECK(wire.r.notes == Notes{"GET /a '' keeps@3", "POST /p 'hi' keeps@3", "GET /b '' keeps@4"});
}

TEST_CASE("messages are the same in whatever pieces they arrive") {
    const std::array<std::pair<Kind, std::string>, 4> texts{{
        {Kind::requests, "GET /a?b=c HTTP/1.1\r\nHost: a\r\nX-Empty:\r\n\r\n" + post_head +
                             "Content-Length: 5\r\n\r\nhelloGET /b HTTP/1.0\r\n\r\n"},
        {Kind::requests, post_head + chunked + "a;e=f\r\n0123456789\r\n0\r\nX-T: 1\r\n\r\n"},
        {Kind::requests, "GET /a HTTP/1.1\r\nHost a\r\n\r\n"},
        {Kind::responses,
         http_response(404, "nothing", true) + "HTTP/1.1 200 OK\r\n\r\nto the end"},
    }};
    for (const auto& text : texts) {
        const Notes whole = read_all(text.second, {.kind = text.first});
        for (const std::size_t piece : {1, 2, 3, 7, 20}) {
            CAPTURE(text.second);
            CAPTURE(piece);
            CHECK(read_all(text.second, {.kind = text.first, .piece = piece}) == whole);
        }
    }
}

TEST_CASE("what http_get and http_response write can be read") {
    CHECK(read_all(http_get("a", "/x")) == Notes{"GET /x '' keeps", "end"});
    CHECK(read_responses(http_response(200, "a\r\nb", true) + http_response(503, "", false)) ==
          Notes{"200 'a\r\nb' keeps", "503 '' closes", "end"});
}

TEST_CASE("a connection is kept by default in 1.1, on demand in 1.0") {
    using Row = std::array<std::string, 3>;
    const std::array<Row, 8> rows{Row{"1.1", "", "keeps"},
                                  Row{"1.1", "Connection: close\r\n", "closes"},
                                  Row{"1.0", "", "closes"},
                                  Row{"1.1", "connection: Close\r\n", "closes"},
                                  Row{"1.1", "Connection: x, close\r\n", "closes"},
                                  Row{"1.1", "Connection: keep-alive\r\n", "keeps"},
                                  Row{"1.0", "Connection: close\r\n", "closes"},
                                  Row{"1.0", "Connection: Keep-Alive\r\n", "keeps"}};
    for (const Row& row : rows) {
        const std::string tail = row[0] + "\r\n" + row[1] + with_length(0);
        CAPTURE(tail);
        const std::string response = tail.substr(0, 3) + " 200 OK" + tail.substr(3);
        CHECK(read_all("GET / HTTP/" + tail) == Notes{"GET / '' " + row[2], "end"});
        CHECK(read_responses("HTTP/" + response) == Notes{"200 '' " + row[2], "end"});
    }
}

TEST_CASE("what cannot be a message is refused with 400") {
    const std::array<std::string, 13> requests{
        "hello\r\n\r\n",
        "GET\r\n\r\n",
        "get / HTTP/1.1\r\n\r\n",
        "GET /a b HTTP/1.1\r\n\r\n",
        "GET / HTTP/x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost a\r\n\r\n",
        "GET / HTTP/1.1\r\n: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n",
        post_head + "Content-Length: five\r\n\r\nhello",
        post_head + "Content-Length: -5\r\n\r\nhello",
        post_head + "Content-Length: 99999999999999999999\r\n\r\nhello",
        post_head + chunked + "xyz\r\n",
        post_head + "Transfer-Encoding: gzip\r\n\r\nhello"};
    for (const std::string& text : requests) {
        CAPTURE(text);
        CHECK(read_all(text) == Notes{"400"});
        CHECK(read_all("GET /a HTTP/1.1\r\n\r\n" + text) == Notes{"GET /a '' keeps", "400"});
    }
    for (const char* text :
         {"GET / HTTP/1.1\r\n\r\n", "HTTP/1.1 abc\r\n\r\n", "HTTP 200 OK\r\n\r\n"}) {
        CAPTURE(text);
        CHECK(read_responses(text) == Notes{"400"});
    }
}

TEST_CASE("a message whose length could be read in two ways is refused") {
    const std::string length = "Content-Length: 5\r\n";
    const std::array<std::string, 4> heads{
        length + chunked, "Transfer-Encoding: chunked\r\n" + length + "\r\n",
        length + "Content-Length: 6\r\n\r\n", "Content-Length: 5, 6\r\n\r\n"};
    for (const std::string& head : heads) {
        CAPTURE(head);
        CHECK(read_all(post_head + head + "0\r\n\r\n") == Notes{"400"});
        CHECK(read_responses("HTTP/1.1 200 OK\r\n" + head + "0\r\n\r\n") == Notes{"400"});
    }
}

TEST_CASE("a head may have as many bytes as the limit says, then it is refused with 431") {
    const std::array<std::string, 4> heads{
        "GET /12345678 HTTP/1.1\r\n\r\n",             // 9 bytes of target
        "GET / HTTP/1.1\r\nHost: abcd\r\n\r\n",       // 1 + 4 + 4
        "GET / HTTP/1.1\r\nA: b\r\nC: abcde\r\n\r\n", // 1 + 1 + 1 + 1 + 5
        "GET / HTTP/1.1\r\nAbcdefgh:\r\n\r\n",        // 1 + 8
    };
    for (const std::string& head : heads) {
        for (const std::size_t piece : {std::size_t{1}, head.size()}) {
            CAPTURE(head);
            CAPTURE(piece);
            const Notes twice = read_all(head + head, {.limits = {.head = 9}, .piece = piece});
            CHECK(twice.size() == 3); // the limit is one of each message
            CHECK(twice.back() == "end");
            CHECK(read_all(head, {.limits = {.head = 8}, .piece = piece}) == Notes{"431"});
        }
    }
    const std::string until_trailer = post_head + chunked + "0\r\nX-Trailer: "; // 2+4+1+17+7+9
    CHECK(read_all(until_trailer + "\r\n\r\n", {.limits = {.head = 40}}).back() == "end");
    CHECK(read_all(until_trailer + "1\r\n\r\n", {.limits = {.head = 40}}) == Notes{"431"});
}

TEST_CASE("a body may have as many bytes as the limit says, then it is refused with 413") {
    const Reading how{.limits = {.body = 5}};
    CHECK(read_all(post_head + with_length(5) + "12345", how) ==
          Notes{"POST /p '12345' keeps", "end"});
    CHECK(read_all(post_head + with_length(6), how) == Notes{"413"}); // before the body is there
    CHECK(read_all(post_head + chunked + "3\r\n123\r\n2\r\n45\r\n0\r\n\r\n", how) ==
          Notes{"POST /p '12345' keeps", "end"});
    CHECK(read_all(post_head + chunked + "3\r\n123\r\n3\r\n456", how) == Notes{"413"});
    CHECK(read_all("HTTP/1.1 200 OK\r\n\r\n123456", {Kind::responses, {.body = 5}}) ==
          Notes{"413"});
}

TEST_CASE("a connection that ends between two messages is no error") {
    CHECK(read_all("") == Notes{"end"});
    CHECK(read_all("GET / HTTP/1.1\r\n\r\n\r\n") == Notes{"GET / '' keeps", "end"});
}

TEST_CASE("a connection that ends in the middle of a message is an error 400") {
    const std::string request = post_head + with_length(5) + "hello";
    for (std::size_t size = 1; size < request.size(); ++size) {
        CAPTURE(size);
        CHECK(read_all(request.substr(0, size)) == Notes{"400"});
    }
    CHECK(read_all(post_head + chunked + "5\r\nhello\r\n") == Notes{"400"});
    CHECK(read_responses("HTTP/1.1 200 OK\r\n" + with_length(5) + "hell") == Notes{"400"});
}

TEST_CASE("a response without a length ends with the connection, one with no body before it") {
    CHECK(read_responses("HTTP/1.1 200 OK\r\n\r\nto the\r\n\r\nend") ==
          Notes{"200 'to the\r\n\r\nend' closes", "end"});
    CHECK(read_responses("HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 304 Not Modified\r\n\r\n") ==
          Notes{"204 '' keeps", "304 '' keeps", "end"});
}

TEST_CASE("the response to HEAD has no body whatever its head says, the next one has") {
    for (const std::string& head :
         {http_response(200, "hello", true, true), std::string{"HTTP/1.1 200 OK\r\n\r\n"},
          "HTTP/1.1 200 OK\r\n" + chunked}) {
        CAPTURE(head);
        Wire wire;
        const auto main = [&]() -> Coro<void> {
            HttpReader reader{*wire.here, Kind::responses, {}};
            co_await wire.peer->write(head + http_response(200, "hello", true));
            reader.expect_no_body();
            co_await wire.note_next(reader);
            co_await wire.note_next(reader);
        };
        wire.run(main);
        CHECK(wire.r.notes == Notes{"200 '' keeps@3", "200 'hello' keeps@3"});
    }
}

TEST_CASE("a sender that asks for it is told to go on, unless its body is there already") {
    const std::string head = post_head + "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    Wire wire;
    const auto note_answer = [&]() -> Coro<void> {
        std::array<char, 100> answer;
        const std::size_t count = co_await wire.peer->read(answer);
        wire.r.note(std::string{answer.data(), count});
    };
    const auto send = [&]() -> Coro<void> {
        co_await wire.peer->write(head);
        co_await note_answer();
        co_await wire.peer->write("hi" + head + "ho");
        co_await note_answer();
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> sender = wire.r.loop.create_task(send(), "peer");
        HttpReader reader{*wire.here, Kind::requests, {}};
        co_await wire.note_next(reader);
        co_await wire.note_next(reader);
        wire.here->write_eof();
        co_await sender;
    };
    wire.run(main);
    CHECK(wire.r.notes == Notes{"HTTP/1.1 100 Continue\r\n\r\n@4", "POST /p 'hi' keeps@5",
                                "POST /p 'ho' keeps@5", "@6"});
}

TEST_CASE("a message whose reading was cancelled half-way is read on by the next call") {
    const std::string text = post_head + chunked + "2\r\nhi\r\n0\r\n\r\n";
    for (std::size_t half = 0; half < text.size(); ++half) {
        CAPTURE(half);
        Wire wire;
        const auto main = [&]() -> Coro<void> {
            HttpReader reader{*wire.here, Kind::requests, {}};
            int first_bytes = 0;
            reader.on_first_byte([&first_bytes] { ++first_bytes; });
            const Task<void> first = wire.r.loop.create_task(wire.note_next(reader), "first");
            co_await wire.peer->write(std::string_view{text}.substr(0, half));
            co_await sleep(5ms);
            first.cancel();
            const std::string outcome = co_await support::error_of(first);
            CHECK(outcome == "CancelledError");
            co_await wire.peer->write(std::string_view{text}.substr(half));
            co_await wire.note_next(reader);
            CHECK(first_bytes == 1);
        };
        wire.run(main);
        CHECK(wire.r.notes == Notes{"POST /p 'hi' keeps@8"});
    }
}

TEST_CASE("the first byte of each message is told once, when it arrives") {
    Wire wire;
    const auto send = [&]() -> Coro<void> {
        for (const char* part : {"G", "ET /a HTTP/1.1\r\n\r\nGET /b HT", "TP/1.1\r\n", "\r\n"}) {
            co_await wire.peer->write(part);
            co_await sleep(1ms);
        }
        wire.peer->write_eof();
    };
    const auto main = [&]() -> Coro<void> {
        wire.r.loop.create_task(send(), "peer");
        HttpReader reader{*wire.here, Kind::requests, {}};
        reader.on_first_byte([&] { wire.r.note("first byte"); });
        for (int i = 0; i < 3; ++i) {
            co_await wire.note_next(reader);
        }
    };
    wire.run(main);
    CHECK(wire.r.notes ==
          Notes{"first byte@3", "GET /a '' keeps@4", "first byte@4", "GET /b '' keeps@6", "end@7"});
}

TEST_CASE("an error of the connection goes through to the one who reads") {
    Wire wire;
    const auto main = [&]() -> Coro<void> {
        HttpReader reader{*wire.here, Kind::requests, {}};
        const Task<void> task = wire.r.loop.create_task(wire.note_next(reader), "reader");
        co_await sleep(1ms);
        wire.here->close();
        const std::string outcome = co_await support::error_of(task);
        CHECK(outcome == "ConnectionResetError: read: Connection reset by peer");
    };
    wire.run(main);
}

} // TEST_SUITE
