#pragma once
#include "core/engine/asio_clock.hpp"
#include "live/http_callers.hpp"
#include "live/http_door.hpp"
#include "live/lifeline.hpp"
#include "live/traffic.hpp"
#include "scenarios/clients.hpp"

#include <optional>

namespace live {

/// Clients that send HTTP requests to a listening socket of the program's, over the loopback
/// interface. Their rate follows `requests_per_s`, also while they run.
class LiveClients final : public scenarios::Clients {
public:
    /// All must outlive the clients.
    LiveClients(core::AsioClock& clock, core::Loop& loop, const scenarios::ParamValues& values,
                Traffic& traffic);
    ~LiveClients() override;

    void open(OnRequest on_request) override;
    void close() override;
    void answer(int number) override;
    void hang_up(int number) override;

private:
    void wait_for_next();
    void send_what_is_due();
    void arrive(std::optional<HttpDoor::Exchange> exchange);
    void fail(const asio::error_code& error);

    core::AsioClock& m_clock;
    core::Loop& m_loop;
    const scenarios::ParamValues& m_values;
    Traffic& m_traffic;
    OnRequest m_on_request;
    std::optional<HttpDoor> m_door;
    std::optional<HttpCallers> m_callers;
    asio::steady_timer m_timer;
    std::map<int, HttpDoor::Exchange> m_in_flight; // by number of the request
    int m_arrived = 0;
    bool m_has_failed = false; // the trace has been told
    Lifeline<LiveClients> m_self{*this};
};

} // namespace live
