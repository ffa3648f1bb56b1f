#pragma once
#include "live/http_wire.hpp"
#include "live/lifeline.hpp"

#include <asio/steady_timer.hpp>

#include <map>

namespace live {

/// A listening socket on the loopback interface, and the connections that come in: the server's
/// side of the outside world.
class HttpDoor {
public:
    /// Which request: that of this connection.
    using Exchange = std::uint64_t;
    using OnRequest = std::function<void(Exchange)>;

    /// Opens any free port; throws core::OsError. `on_request` is called from the loop's poll for
    /// each whole request; each wants answer() or hang_up().
    HttpDoor(asio::io_context& context, OnRequest on_request);
    HttpDoor(const HttpDoor&) = delete;
    HttpDoor& operator=(const HttpDoor&) = delete;
    ~HttpDoor();

    std::uint16_t port() const { return m_port; }

    void answer(Exchange exchange, int status);
    /// There will be no answer: the connection is reset.
    void hang_up(Exchange exchange);
    /// Nobody comes in any more. Idle connections are closed, the others after their answer.
    void close();

private:
    struct Guest {
        std::shared_ptr<HttpWire> wire;
        bool is_served = false;
    };

    void accept();
    void pause();
    void welcome(asio::ip::tcp::socket socket);

    asio::ip::tcp::acceptor m_acceptor;
    asio::steady_timer m_pause;
    OnRequest m_on_request;
    std::uint16_t m_port = 0;
    std::map<Exchange, Guest> m_guests;
    Exchange m_last = 0;
    Lifeline<HttpDoor> m_self{*this};
};

} // namespace live
