#pragma once
#include "core/net/memory_network.hpp"
#include "tests/support/engine_run.hpp"

#include <memory>

namespace support {

/// A network with a connection, which is open when run() starts the body: two latencies after the
/// start, so at 2 ms.
struct Wire {
    explicit Wire(core::Duration latency = std::chrono::milliseconds{1})
        : network(r.loop, latency) {}

    EngineRun r;
    core::MemoryNetwork network;
    std::unique_ptr<core::Listener> listener = network.listen(80);
    std::unique_ptr<core::Stream> peer; ///< has connected
    std::unique_ptr<core::Stream> here; ///< has accepted

    template <class Body>
    void run(Body& body) {
        const auto opened = [&]() -> core::Coro<void> {
            peer = co_await network.connect("localhost", 80);
            here = co_await listener->accept();
            co_await body();
        };
        r.run(opened);
    }
};

} // namespace support
