#pragma once
#include <asio/ip/tcp.hpp>
#include <http_parser.h>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

namespace live {

/// One end of an HTTP/1.1 connection, by callbacks of Asio. It is for the outside world: whatever a
/// task did would be part of the program's trace.
///
/// Messages come one at a time: after each the owner calls read() for the next.
class HttpWire : public std::enable_shared_from_this<HttpWire> {
public:
    enum class Side : std::uint8_t { server, client };

    HttpWire(asio::ip::tcp::socket socket, Side side);

    /// Called from the loop's poll, never after close(). `message`: one has come whole; `end`: the
    /// other side has closed (`was_aborted`: by abort()), or sent what is no HTTP.
    void listen(std::function<void()> message, std::function<void(bool was_aborted)> end);

    /// Waits for the next message.
    void read();
    /// Sends all bytes at once: a short message always fits into the socket's buffer.
    void send(std::string_view bytes);
    void close();
    /// Closes in a way that the other side can tell from close(): the connection is reset.
    void abort();

    /// Of the last message: the connection may carry another one.
    bool keeps_alive() const { return m_keeps_alive; }

private:
    void parse(std::size_t count);
    void end(bool was_aborted);

    asio::ip::tcp::socket m_socket;
    std::function<void()> m_on_message;
    std::function<void(bool)> m_on_end;
    http_parser m_parser{};
    std::array<char, 4096> m_buffer{};
    bool m_is_complete = false;
    bool m_keeps_alive = true;
};

} // namespace live
