#pragma once
#include "live/http_wire.hpp"
#include "live/lifeline.hpp"

#include <set>
#include <string>

namespace live {

/// Programs that call a server on the loopback interface, as many at a time as there are calls: the
/// clients' side of the outside world. Connections are kept for the next call.
class HttpCallers {
public:
    /// `on_failed` is called from the loop's poll for each call that gets no connection:
    /// `connection_refused` if nobody lets it in, else what the system lacks.
    using OnFailed = std::function<void(const asio::error_code&)>;
    HttpCallers(asio::io_context& context, std::uint16_t port, OnFailed on_failed);
    HttpCallers(const HttpCallers&) = delete;
    HttpCallers& operator=(const HttpCallers&) = delete;
    ~HttpCallers();

    /// Sends one request. Its answer, if there is one, is read and forgotten.
    void call();

private:
    using Wire = std::shared_ptr<HttpWire>;

    void connect();
    void use_new(asio::ip::tcp::socket socket);
    void use(const Wire& wire, bool is_kept);

    asio::io_context& m_context;
    asio::ip::tcp::endpoint m_server;
    OnFailed m_on_failed;
    std::string m_request;
    std::set<Wire> m_wires;
    std::vector<Wire> m_idle; // the one used last is at the end
    Lifeline<HttpCallers> m_self{*this};
};

} // namespace live
