#pragma once
#include "core/base/result.hpp"
#include "core/net/http_reader.hpp"
#include "core/net/stream.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace service {

/// "http://127.0.0.1:8080/work?x=1" taken apart.
struct Url {
    std::string host; ///< an IP address or "localhost"
    std::uint16_t port = 80;
    std::string target = "/"; ///< path and query
};

/// "127.0.0.1:8080", "[::1]:8080": host and port as a URL and the Host header have them.
std::string authority(const Url& url);

/// Only http://; a name that would need a resolver is an error.
core::Result<Url> parse_url(std::string_view text);

/// Calls one URL again and again over connections that are kept for the next call.
class HttpClient {
public:
    HttpClient(core::Network& network, Url url);
    ~HttpClient();

    /// One GET and its whole answer. Suspends until it is there. Any number of calls may be under
    /// way; each has a connection of its own.
    ///
    /// Throws OsError if there is no connection or it breaks, HttpError if the answer is none, and
    /// CancelledError; the connection is closed then. A kept connection that the server has closed
    /// meanwhile is replaced by a new one.
    core::Coro<core::HttpMessage> get();

    /// Connections opened so far.
    std::int64_t connections() const { return m_connections; }

private:
    struct Connection;
    core::Coro<std::unique_ptr<Connection>> connect();
    core::Coro<std::optional<core::HttpMessage>> exchange(Connection& connection);

    core::Network& m_network;
    Url m_url;
    std::string m_request;
    std::vector<std::unique_ptr<Connection>> m_idle; // the one used last is at the end
    std::int64_t m_connections = 0;
};

} // namespace service
