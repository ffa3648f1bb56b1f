#pragma once
#include "core/engine/asio_clock.hpp"
#include "core/engine/loop.hpp"
#include "core/net/tcp.hpp"
#include "live/http_door.hpp"
#include "live/lifeline.hpp"
#include "scenarios/downstream.hpp"
#include "service/http_client.hpp"

namespace live {

/// An HTTP server on the loopback interface, and the client that calls it. The server takes
/// `capacity` calls at a time, each for `latency_ms`, and answers 503 to the rest; both follow the
/// parameters while it runs. It does not notice a caller that hangs up: such a call is in flight
/// for its whole time.
class LiveDownstream final : public scenarios::Downstream {
public:
    /// All must outlive this.
    LiveDownstream(core::AsioClock& clock, core::Loop& loop, const scenarios::ParamValues& values);

    /// A GET over a connection that is kept for the next call. Throws OsError if the server
    /// cannot be reached.
    core::Coro<scenarios::Status> call() override;

private:
    void serve(HttpDoor::Exchange exchange);
    void answer(HttpDoor::Exchange exchange);

    core::Loop& m_loop;
    const scenarios::ParamValues& m_values;
    core::TcpNetwork m_network;
    HttpDoor m_door;
    service::HttpClient m_client;
    int m_in_flight = 0;
    int m_refusals = 0;
    Lifeline<LiveDownstream> m_self{*this};
};

} // namespace live
