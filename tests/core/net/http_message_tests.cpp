#include "core/net/http_message.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

using namespace core;

TEST_SUITE("core/net/http_message") {

TEST_CASE("a header is found in whatever case its name is written") {
    HttpMessage message;
    message.headers = {{"content-LENGTH", "12"}, {"X-Empty", ""}};
    for (const char* name : {"Content-Length", "content-length", "CONTENT-LENGTH"}) {
        CAPTURE(name);
        CHECK(message.header(name) == "12");
    }
    CHECK(message.header("x-empty").empty());
}

TEST_CASE("a header is found by its whole name only, and by no other") {
    HttpMessage message;
    CHECK(message.header("Host").empty());
    message.headers = {{"Hostess", "a"}, {"Ho", "b"}, {"X-Host", "c"}, {"H\xC3\xB6st", "d"}};
    CHECK(message.header("Host").empty());
    CHECK(message.header("").empty());
    CHECK(message.header("H\xC3\xB6st") == "d");
}

TEST_CASE("of several headers with one name the first is found") {
    HttpMessage message;
    message.headers = {{"Via", "first"}, {"via", "second"}};
    CHECK(message.header("VIA") == "first");
}

TEST_CASE("the path is the target without its query") {
    struct Row {
        const char* target;
        const char* path;
    };
    constexpr Row rows[] = {
        {"/work?ms=10", "/work"}, {"/work", "/work"}, {"/?", "/"},
        {"/a?b?c=/d", "/a"},      {"*", "*"},         {"", ""},
    };
    for (const Row& row : rows) {
        CAPTURE(row.target);
        HttpMessage message;
        message.target = row.target;
        CHECK(message.path() == row.path);
    }
}

TEST_CASE("a message is empty and keeps the connection until somebody says otherwise") {
    const HttpMessage message;
    CHECK(message.status == 0);
    CHECK(message.method.empty());
    CHECK(message.keep_alive);
}

TEST_CASE("statuses have the names that the standards give them, others have none") {
    CHECK(http_reason(100) == "Continue");
    CHECK(http_reason(200) == "OK");
    CHECK(http_reason(400) == "Bad Request");
    CHECK(http_reason(404) == "Not Found");
    CHECK(http_reason(408) == "Request Timeout");
    CHECK(http_reason(413) == "Payload Too Large");
    CHECK(http_reason(431) == "Request Header Fields Too Large");
    CHECK(http_reason(503) == "Service Unavailable");
    for (const int status : {-1, 0, 99, 299, 600}) {
        CAPTURE(status);
        CHECK(http_reason(status).empty());
    }
}

TEST_CASE("a response has its status, a text and the length of the text") {
    CHECK(http_response(200, "hello", true) == "HTTP/1.1 200 OK\r\n"
                                               "Content-Type: text/plain\r\n"
                                               "Content-Length: 5\r\n"
                                               "\r\n"
                                               "hello");
}

TEST_CASE("a response without a text says that its length is zero") {
    CHECK(http_response(404, "", true) == "HTTP/1.1 404 Not Found\r\n"
                                          "Content-Type: text/plain\r\n"
                                          "Content-Length: 0\r\n"
                                          "\r\n");
}

TEST_CASE("only a response after which the connection ends says so") {
    const std::string_view says_so = "\r\nConnection: close\r\n";
    CHECK(http_response(503, "busy", false) == "HTTP/1.1 503 Service Unavailable\r\n"
                                               "Content-Type: text/plain\r\n"
                                               "Content-Length: 4\r\n"
                                               "Connection: close\r\n"
                                               "\r\n"
                                               "busy");
    CHECK(http_response(503, "busy", true).find(says_so) == std::string::npos);
}

TEST_CASE("a response to HEAD differs from the one to GET only by the body it leaves out") {
    const std::string text = "hello";
    for (const bool keep_alive : {true, false}) {
        CAPTURE(keep_alive);
        const std::string to_get = http_response(200, text, keep_alive);
        const std::string to_head = http_response(200, text, keep_alive, true);
        CHECK(to_head.find("Content-Length: 5\r\n") != std::string::npos);
        CHECK(to_head + text == to_get);
    }
}

TEST_CASE("a body may hold any bytes, braces and zeros too") {
    const std::string body{"{}\0{0}\r\n", 8};
    const std::string response = http_response(200, body, true);
    CHECK(response.find("Content-Length: 8\r\n") != std::string::npos);
    CHECK(response.substr(response.size() - body.size()) == body);
}

TEST_CASE("a GET request names its target and its host and has no body") {
    CHECK(http_get("127.0.0.1:8080", "/work?ms=5") == "GET /work?ms=5 HTTP/1.1\r\n"
                                                      "Host: 127.0.0.1:8080\r\n"
                                                      "User-Agent: asynclab\r\n"
                                                      "\r\n");
}

TEST_CASE("an HttpError tells the status that answers the message") {
    const HttpError error{413, "too much"};
    CHECK(error.status() == 413);
    CHECK(error.type() == "HttpError");
    CHECK(error.message() == "too much");
}

} // TEST_SUITE
