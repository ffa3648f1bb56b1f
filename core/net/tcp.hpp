#pragma once
#include "core/engine/asio_clock.hpp"
#include "core/net/stream.hpp"

namespace core {

/// Real connections on the loopback interface or to an address that the caller names, for loops on
/// an AsioClock.
///
/// As asyncio over its selector: a task waits until the socket is ready, then reads or writes what
/// it can. So cancelling a wait loses nothing. Sockets have TCP_NODELAY; ports are reopened at once
/// (SO_REUSEADDR).
///
/// The clock must outlive the network and all its streams and listeners.
class TcpNetwork final : public Network {
public:
    explicit TcpNetwork(AsioClock& clock) : m_context(clock.context()) {}

    std::unique_ptr<Listener> listen(std::uint16_t port) override;
    Coro<std::unique_ptr<Stream>> connect(std::string host, std::uint16_t port) override;

private:
    asio::io_context& m_context;
};

} // namespace core
