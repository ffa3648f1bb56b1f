#pragma once
#include "core/engine/loop.hpp"

#include <functional>

namespace scenarios {

/// The outside world that sends requests to our program. In simulated runs a timer, in live ones
/// a listening socket; a scenario does not see the difference.
class Clients {
public:
    using OnRequest = std::function<void(int number)>;

    virtual ~Clients() = default;

    /// From now on `on_request` is called, outside of any task, for each request: 1, 2, …
    virtual void open(OnRequest on_request) = 0;
};

/// Sends a request every `interval`, the first one after the first interval, until it dies.
class SimulatedClients final : public Clients, private core::Timer {
public:
    SimulatedClients(core::Loop& loop, core::Duration interval);
    ~SimulatedClients() override;

    void open(OnRequest on_request) override;

private:
    void run() override;

    core::Loop& m_loop;
    core::Duration m_interval;
    OnRequest m_on_request;
    int m_sent = 0;
};

} // namespace scenarios
