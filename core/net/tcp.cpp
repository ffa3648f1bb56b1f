#include "core/net/tcp.hpp"

#include "core/engine/sleep.hpp"
#include "core/net/host.hpp"
#include "core/net/io_wait.hpp"
#include "core/net/os_error.hpp"

#include <asio/ip/tcp.hpp>
#include <fmt/format.h>

#include <cerrno>
#include <utility>

#include <sys/socket.h>

namespace core {

namespace {

using asio::socket_base;
using asio::ip::tcp;

/// Waits of tasks for one direction of a socket. A wait of Asio under way serves whoever waits when
/// it ends, so a cancelled task leaves it alone.
class Readiness {
public:
    explicit Readiness(socket_base::wait_type type) : m_type(type) {}

    /// Suspends until the socket is ready. `socket` must outlive the call.
    template <class Socket>
    Coro<void> wait(Socket& socket) {
        const std::shared_ptr<State> state = m_state;
        if (!state->is_under_way) {
            state->is_under_way = true;
            socket.async_wait(m_type, [state](const asio::error_code&) {
                state->is_under_way = false;
                state->io.wake();
            });
        }
        co_await state->io.wait();
    }

    void wake() { m_state->io.wake(); }

private:
    struct State {
        IoWait io;
        bool is_under_way = false;
    };
    socket_base::wait_type m_type;
    std::shared_ptr<State> m_state = std::make_shared<State>();
};

std::string to_text(const tcp::endpoint& endpoint) {
    return fmt::format("{}:{}", endpoint.address().to_string(), endpoint.port());
}

bool would_block(const asio::error_code& error) {
    return error == asio::error::would_block || error == asio::error::try_again;
}

class TcpStream final : public Stream {
public:
    explicit TcpStream(tcp::socket socket) : m_socket(std::move(socket)) {
        asio::error_code ignored; // the peer may be gone already: the first read will tell
        m_socket.non_blocking(true, ignored);
        m_socket.set_option(tcp::no_delay(true), ignored);
        const tcp::endpoint peer = m_socket.remote_endpoint(ignored);
        m_peer = to_text(peer);
    }

    Coro<std::size_t> read(std::span<char> buffer) override {
        const Busy busy{m_is_read};
        while (true) {
            if (!m_is_drained) {
                if (++m_reads_in_a_row > most_reads_in_a_row) {
                    m_reads_in_a_row = 0;
                    co_await sleep(Duration::zero());
                }
                asio::error_code error;
                const std::size_t count =
                    m_socket.read_some(asio::buffer(buffer.data(), buffer.size()), error);
                if (!error) {
                    m_is_drained = count < buffer.size(); // the next try would be in vain
                    co_return count;
                }
                if (error == asio::error::eof) {
                    co_return 0;
                }
                if (!would_block(error)) {
                    throw OsError{error.value(), "read"};
                }
            }
            m_is_drained = false; // before the wait: if it is cancelled, the next call tries first
            m_reads_in_a_row = 0;
            co_await m_readable.wait(m_socket);
        }
    }

    Coro<void> write(std::string_view bytes) override {
        const Busy busy{m_is_written};
        while (!bytes.empty()) {
            asio::error_code error;
            const std::size_t count =
                m_socket.write_some(asio::buffer(bytes.data(), bytes.size()), error);
            if (error && !would_block(error)) {
                throw OsError{error.value(), "write"};
            }
            bytes.remove_prefix(count);
            if (error) {
                co_await m_writable.wait(m_socket);
            }
        }
    }

    void write_eof() override {
        asio::error_code ignored; // the peer may be gone
        m_socket.shutdown(socket_base::shutdown_send, ignored);
    }

    void close() override {
        asio::error_code ignored;
        m_socket.close(ignored);
    }

    std::string peer() const override { return m_peer; }

private:
    // A peer that sends without a break must not keep the loop from everybody else.
    static constexpr int most_reads_in_a_row = 16;

    tcp::socket m_socket;
    std::string m_peer;
    bool m_is_drained = true; // of a new connection: most have not sent anything yet
    bool m_is_read = false;
    bool m_is_written = false;
    int m_reads_in_a_row = 0;
    Readiness m_readable{socket_base::wait_read};
    Readiness m_writable{socket_base::wait_write};
};

class TcpListener final : public Listener {
public:
    TcpListener(asio::io_context& context, std::uint16_t port) : m_acceptor(context) {
        const tcp::endpoint endpoint{asio::ip::address_v4::loopback(), port};
        asio::error_code error;
        const auto must = [&](const char* what) {
            if (error) {
                throw OsError{error.value(), fmt::format("{} on port {}", what, port)};
            }
        };
        m_acceptor.open(endpoint.protocol(), error);
        must("open a socket");
        m_acceptor.set_option(socket_base::reuse_address(true), error);
        must("set options");
        m_acceptor.bind(endpoint, error);
        must("listen"); // people do not say bind
        m_acceptor.listen(socket_base::max_listen_connections, error);
        must("listen");
        m_acceptor.non_blocking(true, error);
        must("set options");
        m_port = m_acceptor.local_endpoint(error).port();
    }

    Coro<std::unique_ptr<Stream>> accept() override {
        std::unique_ptr<Stream> stream = accept_now();
        while (stream == nullptr) {
            co_await m_readable.wait(m_acceptor);
            stream = accept_now();
        }
        co_return stream;
    }

    std::unique_ptr<Stream> accept_now() override {
        asio::error_code error;
        do {
            tcp::socket socket = m_acceptor.accept(error);
            if (!error) {
                return std::make_unique<TcpStream>(std::move(socket));
            }
        } while (error == asio::error::connection_aborted); // that one has gone before we came
        if (!would_block(error)) {
            throw OsError{error.value(), "accept"};
        }
        return nullptr;
    }

    void close() override {
        asio::error_code ignored;
        m_acceptor.close(ignored);
    }

    std::uint16_t port() const override { return m_port; }

private:
    tcp::acceptor m_acceptor;
    std::uint16_t m_port = 0;
    Readiness m_readable{socket_base::wait_read};
};

asio::ip::address address_of(const std::string& host) {
    throw_if_no_host(host);
    return host == "localhost" ? asio::ip::address{asio::ip::address_v4::loopback()}
                               : asio::ip::make_address(host);
}

} // namespace

std::unique_ptr<Listener> TcpNetwork::listen(std::uint16_t port) {
    return std::make_unique<TcpListener>(m_context, port);
}

Coro<std::unique_ptr<Stream>> TcpNetwork::connect(std::string host, std::uint16_t port) {
    const tcp::endpoint endpoint{address_of(host), port};
    const std::string what = fmt::format("connect to {}", to_text(endpoint));
    asio::error_code error;
    tcp::socket socket{m_context};
    socket.open(endpoint.protocol(), error);
    if (!error) {
        socket.non_blocking(true, error);
    }
    if (error) {
        throw OsError{error.value(), what};
    }
    // Asio's own connect() without a handler blocks, whatever the socket's mode.
    if (::connect(socket.native_handle(), endpoint.data(), // NOLINT: as POSIX has it
                  static_cast<socklen_t>(endpoint.size())) != 0) {
        if (errno != EINPROGRESS) {
            throw OsError{errno, what};
        }
        Readiness connected{socket_base::wait_write};
        co_await connected.wait(socket);
        int code = 0;
        socklen_t size = sizeof code;
        ::getsockopt(socket.native_handle(), SOL_SOCKET, SO_ERROR, &code, &size);
        if (code != 0) {
            throw OsError{code, what};
        }
    }
    co_return std::make_unique<TcpStream>(std::move(socket));
}

} // namespace core
