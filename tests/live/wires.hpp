#pragma once
#include "tests/support/wait_for.hpp"

#include <asio/io_context.hpp>
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace support {

/// Takes in what has arrived until `condition()` is true.
template <class Condition>
void poll_until(asio::io_context& context, std::string_view what, Condition condition) {
    wait_for(what, [&] {
        context.restart();
        context.poll();
        return condition();
    });
}

/// One end of a connection, by hand: bytes as they are. Sends and connects at once.
class RawPeer {
public:
    explicit RawPeer(asio::ip::tcp::socket socket) : m_socket(std::move(socket)) {
        m_socket.non_blocking(true);
    }
    /// Connects to the loopback interface. Throws what Asio throws.
    RawPeer(asio::io_context& context, std::uint16_t port) : m_socket(context) {
        m_socket.connect({asio::ip::address_v4::loopback(), port});
        m_socket.non_blocking(true);
    }

    void send(std::string_view bytes) { asio::write(m_socket, asio::buffer(bytes)); }
    void close() { m_socket.close(); }

    /// All bytes that have come so far.
    const std::string& received() {
        char buffer[4096];
        asio::error_code error;
        while (const std::size_t count = m_socket.read_some(asio::buffer(buffer), error)) {
            m_received.append(buffer, count);
        }
        m_is_over = m_is_over || error == asio::error::eof;
        return m_received;
    }
    /// True once the other side has closed.
    bool is_over() {
        received();
        return m_is_over;
    }

private:
    asio::ip::tcp::socket m_socket;
    std::string m_received;
    bool m_is_over = false;
};

} // namespace support
