#pragma once
#include "core/engine/coro.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace core {

/// A connection: an awaitable stream of bytes in each direction. Over TCP (tcp.hpp), or in memory
/// with a latency, for the virtual clock (memory_network.hpp).
///
/// One task may read while another writes. A second reader or writer gets a RuntimeError, as from
/// asyncio's StreamReader. Destroying the stream closes it.
class Stream {
public:
    Stream() = default;
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    virtual ~Stream() = default;

    /// Fills the buffer with what has arrived and gives the number of bytes, 1 or more; 0: the peer
    /// has sent all it had to send. Suspends until there is something.
    ///
    /// Throws OsError if the connection is broken, CancelledError if the task is cancelled; nothing
    /// that has arrived is lost then.
    virtual Coro<std::size_t> read(std::span<char> buffer) = 0;

    /// Sends all bytes; they must stay where they are until it returns. Suspends while the peer
    /// does not take them. Never suspends otherwise.
    ///
    /// Throws OsError, or CancelledError; a part may have been sent then.
    virtual Coro<void> write(std::string_view bytes) = 0;

    /// Tells the peer that nothing more will come. Reading goes on.
    virtual void write_eof() = 0;

    /// Ends both directions at once. Who waits for the stream gets an OsError.
    virtual void close() = 0;

    /// "127.0.0.1:40112"
    virtual std::string peer() const = 0;
};

/// Where connections come in.
class Listener {
public:
    Listener() = default;
    Listener(const Listener&) = delete;
    Listener& operator=(const Listener&) = delete;
    virtual ~Listener() = default;

    /// The next connection. Suspends until there is one; one task at a time.
    ///
    /// Throws OsError (see OsError::is_exhaustion) or CancelledError; no connection is lost then.
    virtual Coro<std::unique_ptr<Stream>> accept() = 0;

    /// The next connection if there is one; else null. Never suspends. Throws OsError.
    virtual std::unique_ptr<Stream> accept_now() = 0;

    /// From now on nobody can connect; who is connected stays so.
    virtual void close() = 0;

    virtual std::uint16_t port() const = 0;
};

/// A way to other programs: TCP, or a simulation of it.
class Network {
public:
    virtual ~Network() = default;

    /// Opens a port on the loopback interface; 0: any free one. Throws OsError.
    virtual std::unique_ptr<Listener> listen(std::uint16_t port) = 0;

    /// Suspends until connected. `host` is an IP address or "localhost". Throws OsError, ValueError
    /// for any other host, CancelledError.
    virtual Coro<std::unique_ptr<Stream>> connect(std::string host, std::uint16_t port) = 0;
};

} // namespace core
