#pragma once
#include "core/engine/loop.hpp"
#include "scenarios/param.hpp"

#include <functional>

namespace scenarios {

/// The outside world that sends requests to our program: parameter `requests_per_s` of them, the
/// first one after the first interval. In simulated runs a timer, in live ones sockets; a scenario
/// does not see the difference.
///
/// None of its functions suspends. Its end hangs up on everybody.
class Clients {
public:
    using OnRequest = std::function<void(int number)>;

    virtual ~Clients() = default;

    /// From now on `on_request` is called, outside of any task, for each request: 1, 2, …
    virtual void open(OnRequest on_request) = 0;

    /// Nobody is let in any more. Who tries nevertheless is still told to `on_request`, so that
    /// the program can count them.
    virtual void close() = 0;

    /// Sends the answer to a request.
    virtual void answer(int number) = 0;

    /// There will be no answer: the client learns so. Does nothing for an answered request.
    virtual void hang_up(int number) = 0;
};

/// When the n-th request comes if they come that often. Whole microseconds, as in the twins.
core::Duration request_interval(const ParamValues& values);

/// Clients that consist of a timer.
class SimulatedClients final : public Clients, private core::Timer {
public:
    SimulatedClients(core::Loop& loop, const ParamValues& values);
    ~SimulatedClients() override;

    void open(OnRequest on_request) override;
    void close() override {}
    void answer(int) override {}
    void hang_up(int) override {}

private:
    void run() override;

    core::Loop& m_loop;
    const ParamValues& m_values;
    OnRequest m_on_request;
    int m_sent = 0;
};

} // namespace scenarios
