#include "service/http_client.hpp"

#include "core/net/host.hpp"
#include "core/net/os_error.hpp"

#include <fmt/format.h>
#include <http_parser.h>

#include <cerrno>
#include <cstdlib>
#include <utility>

namespace service {

struct HttpClient::Connection {
    explicit Connection(std::unique_ptr<core::Stream> to)
        : stream(std::move(to)),
          reader(*stream, core::HttpReader::Kind::responses, core::HttpLimits{}) {}

    std::unique_ptr<core::Stream> stream;
    core::HttpReader reader;
};

core::Result<Url> parse_url(std::string_view text) {
    const std::string typed{text};
    http_parser_url fields{};
    http_parser_url_init(&fields);
    const auto part = [&](http_parser_url_fields which) {
        const bool is_there = (fields.field_set & (1U << which)) != 0;
        return is_there ? typed.substr(fields.field_data[which].off, fields.field_data[which].len)
                        : std::string{};
    };
    const bool is_url = http_parser_parse_url(typed.data(), typed.size(), 0, &fields) == 0;
    const bool has_bad_port = is_url && !part(UF_PORT).empty() && fields.port == 0;
    if (!is_url || has_bad_port || part(UF_SCHEMA) != "http" || !part(UF_USERINFO).empty()) {
        return core::Error{fmt::format(
            "'{}' is no URL like http://127.0.0.1:8080/work; only http:// works", typed)};
    }
    Url url;
    url.host = part(UF_HOST);
    if (!core::is_host(url.host)) {
        return core::Error{
            fmt::format("'{}' in the URL is no IP address and not localhost", url.host)};
    }
    url.port = fields.port == 0 ? 80 : fields.port;
    url.target = (part(UF_PATH).empty() ? "/" : part(UF_PATH)) +
                 (part(UF_QUERY).empty() ? "" : "?" + part(UF_QUERY));
    return url;
}

std::string authority(const Url& url) {
    const bool is_v6 = url.host.find(':') != std::string::npos;
    return fmt::format("{}{}{}:{}", is_v6 ? "[" : "", url.host, is_v6 ? "]" : "", url.port);
}

HttpClient::HttpClient(core::Network& network, Url url)
    : m_network(network), m_url(std::move(url)),
      m_request(core::http_get(authority(m_url), m_url.target)) {}

HttpClient::~HttpClient() = default;

core::Coro<std::unique_ptr<HttpClient::Connection>> HttpClient::connect() {
    std::unique_ptr<core::Stream> stream = co_await m_network.connect(m_url.host, m_url.port);
    ++m_connections;
    co_return std::make_unique<Connection>(std::move(stream));
}

/// The answer; nullopt if the server has ended the connection instead.
core::Coro<std::optional<core::HttpMessage>> HttpClient::exchange(Connection& connection) {
    try {
        co_await connection.stream->write(m_request);
        std::optional<core::HttpMessage> answer = co_await connection.reader.next();
        while (answer && answer->status < 200) { // 100 Continue and the like
            answer = co_await connection.reader.next();
        }
        co_return answer;
    } catch (const core::OsError& error) {
        if (!error.is_disconnect()) {
            throw;
        }
    }
    co_return std::nullopt;
}

core::Coro<core::HttpMessage> HttpClient::get() {
    while (true) {
        std::unique_ptr<Connection> connection;
        const bool is_kept = !m_idle.empty();
        if (is_kept) {
            connection = std::move(m_idle.back());
            m_idle.pop_back();
        } else {
            connection = co_await connect();
        }
        std::optional<core::HttpMessage> answer = co_await exchange(*connection);
        if (answer && is_kept && answer->status == 408) {
            answer
                .reset(); // said to the idle connection before our request came (RFC 9110, 15.5.9)
        }
        if (answer) {
            if (answer->keep_alive && !connection->reader.has_more()) {
                m_idle.push_back(std::move(connection));
            }
            co_return std::move(*answer);
        }
        if (!is_kept) { // of a kept one it only means that it had been idle for too long
            throw core::OsError{ECONNRESET, "the server ended the connection"};
        }
    }
}

} // namespace service
