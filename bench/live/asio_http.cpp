// The bare peer of `asynclab serve --work-ms 0`: Asio's callbacks and the same parser, nothing
// else. No time-outs, no limits, no log, no shutdown. Prints its first line as serve does; ends on
// SIGTERM.
#include <asio/ip/tcp.hpp>
#include <asio/write.hpp>
#include <http_parser.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string_view>

namespace {

using asio::ip::tcp;

constexpr std::string_view answer = "HTTP/1.1 200 OK\r\n"
                                    "Content-Type: text/plain\r\n"
                                    "Content-Length: 5\r\n"
                                    "\r\n"
                                    "done\n";

class Connection : public std::enable_shared_from_this<Connection> {
public:
    explicit Connection(tcp::socket socket) : m_socket(std::move(socket)) {
        m_socket.set_option(tcp::no_delay(true));
        http_parser_init(&m_parser, HTTP_REQUEST);
        m_parser.data = this;
        http_parser_settings_init(&m_settings);
        m_settings.on_message_complete = [](http_parser* parser) {
            static_cast<Connection*>(parser->data)->m_is_complete = true;
            return 0;
        };
    }

    void read() {
        m_socket.async_read_some(
            asio::buffer(m_buffer),
            [self = shared_from_this()](const asio::error_code& error, std::size_t count) {
                if (!error) {
                    self->parse(count);
                }
            });
    }

private:
    void parse(std::size_t count) {
        const std::size_t used =
            http_parser_execute(&m_parser, &m_settings, m_buffer.data(), count);
        if (used != count) {
            return; // malformed: the connection ends
        }
        if (!std::exchange(m_is_complete, false)) {
            read();
            return;
        }
        asio::async_write(m_socket, asio::buffer(answer),
                          [self = shared_from_this()](const asio::error_code& error, std::size_t) {
                              if (!error) {
                                  self->read();
                              }
                          });
    }

    tcp::socket m_socket;
    http_parser m_parser{};
    http_parser_settings m_settings{};
    std::array<char, 4096> m_buffer{};
    bool m_is_complete = false;
};

void accept(tcp::acceptor& acceptor) {
    acceptor.async_accept([&](const asio::error_code& error, tcp::socket socket) {
        if (!error) {
            std::make_shared<Connection>(std::move(socket))->read();
        }
        accept(acceptor);
    });
}

} // namespace

int main() {
    asio::io_context context{1};
    tcp::acceptor acceptor{context, tcp::endpoint{asio::ip::address_v4::loopback(), 0}};
    std::printf("listening on 127.0.0.1:%d\n", acceptor.local_endpoint().port());
    std::fflush(stdout);
    accept(acceptor);
    context.run();
}
