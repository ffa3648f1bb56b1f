#include "core/net/memory_network.hpp"

#include "core/engine/sleep.hpp"
#include "core/net/host.hpp"
#include "core/net/io_wait.hpp"
#include "core/net/os_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <deque>
#include <utility>

namespace core {

namespace {

/// One direction of a connection. The timer lets the reader in when the next bytes have arrived.
class Pipe final : private Timer {
public:
    Pipe(Loop& loop, Duration latency) : m_loop(loop), m_latency(latency) {}
    ~Pipe() { m_loop.disarm(*this); }

    Coro<std::size_t> read(std::span<char> buffer) {
        const Busy busy{m_is_read};
        while (!has_arrived() && !m_is_broken) {
            co_await m_readable.wait();
        }
        if (m_is_broken) {
            throw OsError{ECONNRESET, "read"};
        }
        co_return take(buffer);
    }

    Coro<void> write(std::string_view bytes) {
        const Busy busy{m_is_written};
        while (!bytes.empty()) {
            while (m_size >= MemoryNetwork::capacity && !m_is_broken && !m_is_ended) {
                co_await m_writable.wait();
            }
            if (m_is_broken || m_is_ended) {
                throw OsError{EPIPE, "write"};
            }
            const std::string_view part = bytes.substr(0, MemoryNetwork::capacity - m_size);
            send(std::string{part});
            bytes.remove_prefix(part.size());
        }
    }

    /// Nothing more is sent; the reader learns of it behind what is on its way.
    void end() {
        if (!m_is_ended) {
            m_is_ended = true;
            send({});
        }
    }

    /// Nobody will write any more; a writer that waits learns of it.
    void close_for_writing() {
        end();
        m_writable.wake();
    }

    /// Nobody will read or write any more; what is on its way is lost.
    void break_off() {
        m_is_broken = true;
        m_readable.wake();
        m_writable.wake();
    }

private:
    struct Chunk {
        Instant arrival;
        std::string bytes; // empty: the end
    };

    bool has_arrived() { return !m_chunks.empty() && m_chunks.front().arrival <= m_loop.now(); }

    std::size_t take(std::span<char> buffer) {
        std::string& bytes = m_chunks.front().bytes;
        if (bytes.empty()) {
            return 0; // and again 0, if somebody asks again
        }
        const std::size_t count = std::min(buffer.size(), bytes.size());
        std::copy_n(bytes.begin(), count, buffer.begin());
        bytes.erase(0, count);
        m_size -= count;
        if (bytes.empty()) {
            m_chunks.pop_front();
        }
        m_writable.wake();
        return count;
    }

    void send(std::string bytes) {
        m_size += bytes.size();
        m_chunks.push_back({m_loop.now() + m_latency, std::move(bytes)});
        if (!is_armed() && !is_linked()) {
            m_loop.arm(*this, m_chunks.back().arrival);
        }
    }

    void run() override {
        m_readable.wake();
        const auto later =
            std::find_if(m_chunks.begin(), m_chunks.end(),
                         [this](const Chunk& chunk) { return chunk.arrival > m_loop.now(); });
        if (later != m_chunks.end()) {
            m_loop.arm(*this, later->arrival);
        }
    }

    Loop& m_loop;
    Duration m_latency;
    std::deque<Chunk> m_chunks;
    std::size_t m_size = 0;
    bool m_is_read = false;
    bool m_is_written = false;
    bool m_is_ended = false;
    bool m_is_broken = false;
    IoWait m_readable;
    IoWait m_writable;
};

class MemoryStream final : public Stream {
public:
    MemoryStream(std::shared_ptr<Pipe> in, std::shared_ptr<Pipe> out, std::string peer)
        : m_in(std::move(in)), m_out(std::move(out)), m_peer(std::move(peer)) {}
    ~MemoryStream() override { close(); }

    Coro<std::size_t> read(std::span<char> buffer) override { return m_in->read(buffer); }
    Coro<void> write(std::string_view bytes) override { return m_out->write(bytes); }
    void write_eof() override { m_out->end(); }
    void close() override {
        m_out->close_for_writing(); // what was sent before still arrives
        m_in->break_off();
    }
    std::string peer() const override { return m_peer; }

private:
    std::shared_ptr<Pipe> m_in;
    std::shared_ptr<Pipe> m_out;
    std::string m_peer;
};

} // namespace

struct MemoryNetwork::Port {
    std::uint16_t number;
    bool is_open = true;
    std::deque<std::unique_ptr<Stream>> backlog;
    IoWait arrival;
};

namespace {

class MemoryListener final : public Listener {
public:
    explicit MemoryListener(std::shared_ptr<MemoryNetwork::Port> port) : m_port(std::move(port)) {}
    ~MemoryListener() override { close(); }

    Coro<std::unique_ptr<Stream>> accept() override {
        const auto port = m_port;
        while (port->backlog.empty()) {
            if (!port->is_open) {
                throw OsError{EBADF, "accept"};
            }
            co_await port->arrival.wait();
        }
        co_return accept_now();
    }

    std::unique_ptr<Stream> accept_now() override {
        if (m_port->backlog.empty()) {
            return nullptr;
        }
        std::unique_ptr<Stream> stream = std::move(m_port->backlog.front());
        m_port->backlog.pop_front();
        return stream;
    }

    void close() override {
        m_port->is_open = false;
        m_port->backlog.clear();
        m_port->arrival.wake();
    }

    std::uint16_t port() const override { return m_port->number; }

private:
    std::shared_ptr<MemoryNetwork::Port> m_port;
};

} // namespace

MemoryNetwork::MemoryNetwork(Loop& loop, Duration latency) : m_loop(loop), m_latency(latency) {}

MemoryNetwork::~MemoryNetwork() = default;

bool MemoryNetwork::is_open(std::uint16_t port) const {
    const auto found = m_ports.find(port);
    const auto opened = found == m_ports.end() ? nullptr : found->second.lock();
    return opened != nullptr && opened->is_open;
}

/// The lowest free one of those that the system gives away; 0 if there is none.
std::uint16_t MemoryNetwork::free_port() const {
    for (std::uint16_t port = 49152; port != 0; ++port) {
        if (!is_open(port)) {
            return port;
        }
    }
    return 0;
}

std::unique_ptr<Listener> MemoryNetwork::listen(std::uint16_t port) {
    const std::uint16_t number = port == 0 ? free_port() : port;
    if (number == 0 || is_open(number)) {
        throw OsError{EADDRINUSE, fmt::format("listen on port {}", port)};
    }
    auto opened = std::make_shared<Port>();
    opened->number = number;
    m_ports[number] = opened;
    return std::make_unique<MemoryListener>(std::move(opened));
}

Coro<std::unique_ptr<Stream>> MemoryNetwork::connect(std::string host, std::uint16_t port) {
    throw_if_no_host(host);
    co_await sleep(2 * m_latency); // there and back
    if (!is_open(port)) {
        throw OsError{ECONNREFUSED, fmt::format("connect to {}:{}", host, port)};
    }
    const auto open = m_ports.at(port).lock();
    const auto there = std::make_shared<Pipe>(m_loop, m_latency);
    const auto back = std::make_shared<Pipe>(m_loop, m_latency);
    open->backlog.push_back(std::make_unique<MemoryStream>(there, back, "memory"));
    open->arrival.wake();
    co_return std::make_unique<MemoryStream>(back, there, fmt::format("{}:{}", host, port));
}

} // namespace core
