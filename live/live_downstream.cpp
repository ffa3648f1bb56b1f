#include "live/live_downstream.hpp"

#include <asio/io_context.hpp>

namespace live {

LiveDownstream::LiveDownstream(core::AsioClock& clock, core::Loop& loop,
                               const scenarios::ParamValues& values)
    : m_loop(loop), m_values(values), m_network(clock),
      m_door(clock.context(),
             [this](HttpDoor::Exchange exchange) {
                 m_loop.call_soon([self = m_self.weak(), exchange] {
                     if (self.get() != nullptr) {
                         self.get()->serve(exchange);
                     }
                 });
             }),
      m_client(m_network, {.host = "127.0.0.1", .port = m_door.port(), .target = "/work"}) {}

core::Coro<scenarios::Status> LiveDownstream::call() {
    const core::HttpMessage answer = co_await m_client.get();
    co_return answer.status == 200 ? scenarios::Status::ok : scenarios::Status::unavailable;
}

void LiveDownstream::serve(HttpDoor::Exchange exchange) {
    if (m_in_flight >= m_values.get("capacity")) {
        m_loop.counter("requests_rejected", ++m_refusals);
        m_door.answer(exchange, 503);
        return;
    }
    m_loop.counter("in_flight", ++m_in_flight);
    m_loop.call_at(m_loop.now() + m_values.ms("latency_ms"), [self = m_self.weak(), exchange] {
        if (self.get() != nullptr) {
            self.get()->answer(exchange);
        }
    });
}

void LiveDownstream::answer(HttpDoor::Exchange exchange) {
    m_loop.counter("in_flight", --m_in_flight);
    m_door.answer(exchange, 200);
}

} // namespace live
