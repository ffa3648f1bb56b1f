#include "live/live_clients.hpp"

#include <asio/io_context.hpp>

#include <utility>

namespace live {

namespace {

// A program that nobody ends must not fill the memory with its trace.
constexpr std::int64_t max_requests = 100'000;

} // namespace

LiveClients::LiveClients(core::AsioClock& clock, core::Loop& loop,
                         const scenarios::ParamValues& values, Traffic& traffic)
    : m_clock(clock), m_loop(loop), m_values(values), m_traffic(traffic), m_timer(clock.context()) {
}

LiveClients::~LiveClients() {
    m_traffic.next = core::Instant::max();
}

void LiveClients::open(OnRequest on_request) {
    m_on_request = std::move(on_request);
    m_door.emplace(m_clock.context(), [this](HttpDoor::Exchange exchange) { arrive(exchange); });
    m_callers.emplace(m_clock.context(), m_door->port(),
                      [this](const asio::error_code& error) { fail(error); });
    m_traffic.next = scenarios::request_interval(m_values);
    wait_for_next();
}

void LiveClients::wait_for_next() {
    if (m_traffic.sent >= max_requests) {
        m_traffic.next = core::Instant::max();
        return;
    }
    m_timer.expires_after(m_traffic.next - m_clock.now());
    m_timer.async_wait([self = m_self.weak()](const asio::error_code& error) {
        if (!error && self.get() != nullptr) {
            self.get()->send_what_is_due();
            self.get()->wait_for_next();
        }
    });
}

/// After a pause of the whole machine there may be several, but never more than a burst of them:
/// clients do not make up for what they could not send.
void LiveClients::send_what_is_due() {
    constexpr int most_at_once = 100;
    const core::Instant now = m_clock.now();
    for (int i = 0; i < most_at_once && m_traffic.next <= now; ++i) {
        ++m_traffic.sent;
        m_callers->call();
        m_traffic.next += scenarios::request_interval(m_values);
    }
    m_traffic.next = std::max(m_traffic.next, now);
}

/// Asio has called: the program hears of it in a pass of its own loop, like of everything else.
void LiveClients::arrive(std::optional<HttpDoor::Exchange> exchange) {
    m_loop.call_soon([self = m_self.weak(), exchange] {
        if (self.get() == nullptr) {
            return;
        }
        LiveClients& clients = *self.get();
        ++clients.m_traffic.arrived;
        const int number = ++clients.m_arrived;
        if (exchange) {
            clients.m_in_flight.emplace(number, *exchange);
        }
        clients.m_on_request(number);
    });
}

/// Who is turned away has arrived. Where there is no connection to be had at all, nobody has; the
/// story says why, once.
void LiveClients::fail(const asio::error_code& error) {
    if (error == asio::error::connection_refused) {
        arrive(std::nullopt);
        return;
    }
    ++m_traffic.arrived;
    if (!std::exchange(m_has_failed, true)) {
        m_loop.call_soon([&loop = m_loop, text = error.message()] {
            loop.mark("clients get no connection: " + text);
        });
    }
}

void LiveClients::close() {
    m_door->close();
}

void LiveClients::answer(int number) {
    if (const auto found = m_in_flight.find(number); found != m_in_flight.end()) {
        m_door->answer(found->second, 200);
        m_in_flight.erase(found);
    }
}

void LiveClients::hang_up(int number) {
    if (const auto found = m_in_flight.find(number); found != m_in_flight.end()) {
        m_door->hang_up(found->second);
        m_in_flight.erase(found);
    }
}

} // namespace live
