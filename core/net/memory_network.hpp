#pragma once
#include "core/net/stream.hpp"

#include <map>

namespace core {

/// Connections within one loop, without sockets: what is sent arrives after `latency`, in order, on
/// either clock. Deterministic on the virtual one.
///
/// The loop must outlive the network and everything that came from it; streams and listeners may
/// outlive the network.
class MemoryNetwork final : public Network {
public:
    MemoryNetwork(Loop& loop, Duration latency);
    ~MemoryNetwork() override;

    std::unique_ptr<Listener> listen(std::uint16_t port) override;
    Coro<std::unique_ptr<Stream>> connect(std::string host, std::uint16_t port) override;

    /// Bytes on their way in one direction before write() suspends.
    static constexpr std::size_t capacity = 64 * 1024;

    struct Port; // an open port and the connections that nobody has accepted yet

private:
    bool is_open(std::uint16_t port) const;
    std::uint16_t free_port() const;

    Loop& m_loop;
    Duration m_latency;
    std::map<std::uint16_t, std::weak_ptr<Port>> m_ports;
};

} // namespace core
