// Where http_parser alone does not do what RFC 9110 and 9112 say.
#include "core/net/http_reader.hpp"
#include "tests/core/net/wire.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::Notes;
using support::Wire;
using Kind = HttpReader::Kind;

namespace {

Coro<void> read_all(HttpReader& reader, Notes& lines) {
    try {
        std::optional<HttpMessage> message = co_await reader.next();
        while (message) {
            lines.push_back(message->method + message->target +
                            (message->status == 0 ? "" : std::to_string(message->status)) + " '" +
                            message->body + "'");
            message = co_await reader.next();
        }
        lines.emplace_back("end");
    } catch (const HttpError& error) {
        lines.push_back(std::to_string(error.status()));
    }
}

Notes lines_of(std::string_view text, Kind kind, bool is_answer_to_head = false) {
    Wire wire;
    Notes lines;
    const auto send = [&]() -> Coro<void> {
        co_await wire.peer->write(text);
        wire.peer->write_eof();
    };
    const auto main = [&]() -> Coro<void> {
        HttpReader reader{*wire.here, kind, {}};
        if (is_answer_to_head) {
            reader.expect_no_body();
        }
        const Task<void> sender = wire.r.loop.create_task(send(), "peer");
        co_await read_all(reader, lines);
        wire.here->close(); // it may not have read everything
    };
    wire.run(main);
    return lines;
}

/// What the reader itself writes to a peer that sends these parts, 1 ms apart.
std::string answer_to(std::vector<std::string> parts, Kind kind) {
    Wire wire;
    std::string answer;
    Notes lines;
    const auto send = [&]() -> Coro<void> {
        for (const std::string& part : parts) {
            co_await wire.peer->write(part);
            co_await sleep(1ms);
        }
        wire.peer->write_eof();
    };
    const auto main = [&]() -> Coro<void> {
        const Task<void> sender = wire.r.loop.create_task(send(), "peer");
        HttpReader reader{*wire.here, kind, {}};
        co_await read_all(reader, lines);
        wire.here->write_eof();
        std::string buffer(100, '\0');
        const std::size_t count = co_await wire.peer->read(buffer);
        answer = buffer.substr(0, count);
    };
    wire.run(main);
    return answer;
}

} // namespace

TEST_SUITE("core/net/http_reader/rules") {

TEST_CASE("Expect of a message that is over does not speak for the next one") {
    CHECK(
        answer_to({"POST /a HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\nhiGET /b",
                   " HTTP/1.1\r\n\r\n"},
                  Kind::requests) == "");
}

TEST_CASE("a response to HEAD may tell a length above the limit, it has no body") {
    CHECK(lines_of("HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n", Kind::responses, true) ==
          Notes{"200 ''", "end"});
}

TEST_CASE("no white space in or behind a header's name (RFC 9112, 5.1)") {
    for (const std::string text :
         {"POST / HTTP/1.1\r\nContent-Length : 5\r\n\r\nhello",
          "POST / HTTP/1.1\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
          "GET / HTTP/1.1\r\nHo st: a\r\n\r\n", "GET / HTTP/0.9\r\n\r\n", "GET /\r\n\r\n",
          "GET /a\xffz HTTP/1.1\r\n\r\n"}) {
        CAPTURE(text);
        CHECK(lines_of(text, Kind::requests) == Notes{"400"});
    }
}

TEST_CASE("304 and 204 have no body whatever their length (RFC 9112, 6.3)") {
    for (const char* status : {"304", "204"}) {
        CHECK(lines_of("HTTP/1.1 " + std::string{status} + " X\r\nContent-Length: 5\r\n\r\n" +
                           http_response(200, "x", true),
                       Kind::responses) == Notes{std::string{status} + " ''", "200 'x'", "end"});
    }
}

TEST_CASE(
    "100-continue is read without case, ignored from 1.0 and in responses (RFC 9110, 10.1.1)") {
    const std::string tail = "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n";
    CHECK(answer_to({"POST / HTTP/1.1\r\nContent-Length: 2\r\nExpect: 100-Continue\r\n\r\n", "hi"},
                    Kind::requests) == "HTTP/1.1 100 Continue\r\n\r\n");
    CHECK(answer_to({"POST / HTTP/1.0\r\n" + tail, "hi"}, Kind::requests) == "");
    CHECK(answer_to({"HTTP/1.1 200 OK\r\n" + tail, "hi"}, Kind::responses) == "");
}

TEST_CASE("a head that only http_parser finds too large is refused with 431 as well") {
    CHECK(lines_of("GET / HTTP/1.1\r\nX: " + std::string(90'000, ' ') + "\r\n\r\n",
                   Kind::requests) == Notes{"431"});
}

TEST_CASE("the interim response 100 is not the response to a HEAD") {
    CHECK(lines_of("HTTP/1.1 100 Continue\r\n\r\n" + http_response(200, "hello", true, true),
                   Kind::responses, true)
              .back() == "end");
}

} // TEST_SUITE
