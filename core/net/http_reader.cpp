#include "core/net/http_reader.hpp"

#include <fmt/format.h>
#include <http_parser.h>

#include <algorithm>
#include <array>
#include <utility>

namespace core {

/// http_parser with a buffer in front of it and a message behind it.
class HttpReader::Parser {
public:
    Parser(Kind kind, const HttpLimits& limits) : m_limits(limits) {
        http_parser_init(&m_parser, kind == Kind::requests ? HTTP_REQUEST : HTTP_RESPONSE);
        m_parser.data = this;
    }

    /// Where the next bytes go; afterwards arrived() must be called.
    std::span<char> room() { return m_buffer; }
    void arrived(std::size_t count) { m_unread = {m_buffer.data(), count}; }

    bool has_unread() const { return !m_unread.empty(); }
    void on_begin(std::function<void()> callback) { m_on_begin = std::move(callback); }
    bool has_begun() const { return m_has_begun; }
    bool is_complete() const { return m_is_complete; }
    void expect_no_body() { m_has_no_body = true; }
    /// True once if the sender wants to be encouraged before it sends the body.
    bool wants_continue() { return std::exchange(m_wants_continue, false); }

    /// Parses what is unread, up to the end of the message.
    void parse() {
        const std::size_t used =
            http_parser_execute(&m_parser, &settings(), m_unread.data(), m_unread.size());
        m_unread.remove_prefix(std::min(used, m_unread.size()));
        const auto error = HTTP_PARSER_ERRNO(&m_parser);
        if (error == HPE_PAUSED) {
            http_parser_pause(&m_parser, 0);
        } else if (m_refusal != 0) {
            throw HttpError{m_refusal, std::string{http_reason(m_refusal)}};
        } else if (error == HPE_HEADER_OVERFLOW) { // of white space, which is no part of our count
            throw HttpError{431, http_errno_description(error)};
        } else if (error != HPE_OK) {
            throw HttpError{400, http_errno_description(error)};
        }
    }

    HttpMessage take() {
        m_is_complete = m_has_begun = m_wants_continue = m_is_past_head = false;
        m_has_no_body = m_has_no_body && is_interim(); // the final response follows
        m_head_size = 0;
        return std::exchange(m_message, HttpMessage{});
    }

private:
    static Parser& self(http_parser* parser) { return *static_cast<Parser*>(parser->data); }

    /// Counts a piece of the head; not 0, which stops the parser, if it is too much.
    int count_to_head(std::size_t size) {
        m_head_size += size;
        return m_head_size > m_limits.head ? refuse(431) : 0;
    }

    int add_to_head(std::string& text, const char* begin, std::size_t size) {
        text.append(begin, size);
        return count_to_head(size);
    }

    int add_to_name(const char* begin, std::size_t size) {
        if (m_is_past_head) {
            return count_to_head(size); // a trailer
        }
        if (!std::exchange(m_in_name, true)) {
            m_message.headers.emplace_back();
        }
        return add_to_head(m_message.headers.back().name, begin, size);
    }

    int add_to_value(const char* begin, std::size_t size) {
        m_in_name = false;
        return m_is_past_head ? count_to_head(size)
                              : add_to_head(m_message.headers.back().value, begin, size);
    }

    int refuse(int status) {
        m_refusal = status;
        return -1;
    }

    bool is_interim() const { return m_message.status != 0 && m_message.status < 200; }
    bool has_no_body() const {
        return m_has_no_body || is_interim() || m_message.status == 204 || m_message.status == 304;
    }

    /// http_parser as Debian builds it lets through what others read in another way (RFC 9112,
    /// sections 2.3 and 5.1): white space in names, bytes beyond ASCII in the target, HTTP/0.9.
    bool is_well_formed() const {
        const bool is_known_version = m_parser.http_major == 1 && m_parser.http_minor <= 1;
        const auto is_no_space = [](char c) { return c > ' ' && c <= '~'; };
        const auto is_plain = [&](const std::string& text) {
            return std::all_of(text.begin(), text.end(), is_no_space);
        };
        const std::vector<HttpHeader>& headers = m_message.headers;
        return is_known_version && is_plain(m_message.target) &&
               std::all_of(headers.begin(), headers.end(),
                           [&](const HttpHeader& header) { return is_plain(header.name); });
    }

    void trim_values() {
        for (HttpHeader& header : m_message.headers) {
            header.value.erase(header.value.find_last_not_of(" \t") + 1);
        }
    }

    // 1: no body follows, whatever the head says.
    int end_head() {
        m_in_name = false;
        if (!is_well_formed()) {
            return refuse(400);
        }
        trim_values();
        m_is_past_head = true;
        if (m_parser.type == HTTP_REQUEST) {
            m_message.method = http_method_str(static_cast<http_method>(m_parser.method));
            m_parser.upgrade = 0; // an offer, which we do not take
            m_wants_continue = m_parser.http_minor == 1 &&
                               same_without_case(m_message.header("Expect"), "100-continue");
        } else {
            m_message.status = static_cast<int>(m_parser.status_code);
        }
        if (has_no_body()) {
            return 1;
        }
        constexpr std::uint64_t unknown = UINT64_MAX;
        const bool is_too_large =
            m_parser.content_length != unknown && m_parser.content_length > m_limits.body;
        return is_too_large ? refuse(413) : 0;
    }

    int add_to_body(const char* begin, std::size_t size) {
        if (m_message.body.size() + size > m_limits.body) {
            return refuse(413);
        }
        m_message.body.append(begin, size);
        return 0;
    }

    int end_message() {
        m_is_complete = true;
        m_message.keep_alive = http_should_keep_alive(&m_parser) != 0;
        http_parser_pause(&m_parser, 1); // what follows belongs to the next message
        return 0;
    }

    static const http_parser_settings& settings() {
        static const http_parser_settings callbacks = [] {
            http_parser_settings made{};
            made.on_message_begin = [](http_parser* parser) {
                self(parser).m_has_begun = true;
                if (self(parser).m_on_begin) {
                    self(parser).m_on_begin();
                }
                return 0;
            };
            made.on_url = [](http_parser* parser, const char* at, std::size_t size) {
                return self(parser).add_to_head(self(parser).m_message.target, at, size);
            };
            made.on_header_field = [](http_parser* parser, const char* at, std::size_t size) {
                return self(parser).add_to_name(at, size);
            };
            made.on_header_value = [](http_parser* parser, const char* at, std::size_t size) {
                return self(parser).add_to_value(at, size);
            };
            made.on_headers_complete = [](http_parser* parser) { return self(parser).end_head(); };
            made.on_body = [](http_parser* parser, const char* at, std::size_t size) {
                return self(parser).add_to_body(at, size);
            };
            made.on_message_complete = [](http_parser* parser) {
                return self(parser).end_message();
            };
            return made;
        }();
        return callbacks;
    }

    HttpLimits m_limits;
    http_parser m_parser{};
    std::array<char, 4096> m_buffer;
    std::string_view m_unread; // of m_buffer
    HttpMessage m_message;
    std::function<void()> m_on_begin;
    std::size_t m_head_size = 0;
    int m_refusal = 0; // the status that says why
    bool m_is_past_head = false;
    bool m_in_name = false;
    bool m_has_begun = false;
    bool m_is_complete = false;
    bool m_has_no_body = false;
    bool m_wants_continue = false;
};

HttpReader::HttpReader(Stream& stream, Kind kind, const HttpLimits& limits)
    : m_parser(std::make_unique<Parser>(kind, limits)), m_stream(stream) {}

HttpReader::~HttpReader() = default;

Coro<std::optional<HttpMessage>> HttpReader::next() {
    Parser& parser = *m_parser;
    while (true) {
        if (parser.has_unread()) {
            parser.parse();
            if (parser.is_complete()) {
                co_return parser.take();
            }
            if (parser.wants_continue()) {
                co_await m_stream.write("HTTP/1.1 100 Continue\r\n\r\n");
            }
            continue;
        }
        const std::size_t count = co_await m_stream.read(parser.room());
        parser.arrived(count);
        if (count == 0) {
            if (!parser.has_begun()) {
                co_return std::nullopt;
            }
            parser.parse(); // a response may end with the connection
            if (parser.is_complete()) {
                co_return parser.take();
            }
            throw HttpError{400, "the connection ended in the middle of a message"};
        }
    }
}

bool HttpReader::has_more() const {
    return m_parser->has_unread();
}

void HttpReader::on_first_byte(std::function<void()> callback) {
    m_parser->on_begin(std::move(callback));
}

void HttpReader::expect_no_body() {
    m_parser->expect_no_body();
}

} // namespace core
