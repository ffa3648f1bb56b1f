#include "live/http_wire.hpp"

#include <asio/write.hpp>

#include <utility>

namespace live {

using asio::ip::tcp;

HttpWire::HttpWire(tcp::socket socket, Side side) : m_socket(std::move(socket)) {
    asio::error_code ignored; // the other side may be gone: the first read will tell
    m_socket.set_option(tcp::no_delay(true), ignored);
    http_parser_init(&m_parser, side == Side::server ? HTTP_REQUEST : HTTP_RESPONSE);
    m_parser.data = this;
}

void HttpWire::listen(std::function<void()> message, std::function<void(bool)> end) {
    m_on_message = std::move(message);
    m_on_end = std::move(end);
}

void HttpWire::read() {
    m_socket.async_read_some(
        asio::buffer(m_buffer),
        [self = shared_from_this()](const asio::error_code& error, std::size_t count) {
            if (error) {
                self->end(error == asio::error::connection_reset);
            } else {
                self->parse(count);
            }
        });
}

void HttpWire::parse(std::size_t count) {
    http_parser_settings settings{};
    settings.on_message_complete = [](http_parser* parser) {
        auto& wire = *static_cast<HttpWire*>(parser->data);
        wire.m_is_complete = true;
        wire.m_keeps_alive = http_should_keep_alive(parser) != 0;
        return 0;
    };
    if (http_parser_execute(&m_parser, &settings, m_buffer.data(), count) != count) {
        end(false);
    } else if (!std::exchange(m_is_complete, false)) {
        read();
    } else if (const auto on_message = m_on_message) { // a copy: it may set another one
        on_message();
    }
}

void HttpWire::send(std::string_view bytes) {
    asio::error_code ignored; // a connection that is broken says so to its reader
    asio::write(m_socket, asio::buffer(bytes.data(), bytes.size()), ignored);
}

void HttpWire::close() {
    m_on_message = nullptr;
    m_on_end = nullptr;
    asio::error_code ignored;
    m_socket.close(ignored);
}

void HttpWire::abort() {
    asio::error_code ignored;
    m_socket.set_option(asio::socket_base::linger{true, 0}, ignored);
    close();
}

void HttpWire::end(bool was_aborted) {
    const auto on_end = std::move(m_on_end);
    close();
    if (on_end) {
        on_end(was_aborted);
    }
}

} // namespace live
