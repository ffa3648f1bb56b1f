#include "app/platform/signal_route.hpp"

#include "live/live_run.hpp"

#include <chrono>
#include <csignal>
#include <utility>

#include <unistd.h>

namespace app {

using namespace std::chrono_literals;

namespace {

/// A live run that is on the route as long as it lives.
class RoutedRun final : public scenarios::LiveRun {
public:
    RoutedRun(SignalRoute& route, const scenarios::RunSpec& spec, scenarios::Signalling signalling)
        : m_route(route), m_run(live::start(spec, live::SignalSource::caller, signalling,
                                            [&route](core::Signal) { route.send_sigterm(); })) {
        if (spec.scenario->prepare != nullptr) { // else it knows no signals: they are the window's
            m_route.set_program(m_run.get());
        }
    }
    RoutedRun(const RoutedRun&) = delete;
    RoutedRun& operator=(const RoutedRun&) = delete;
    ~RoutedRun() override { m_route.set_program(nullptr); }

    core::Instant take_new(core::Recorder& into) override { return m_run->take_new(into); }
    bool is_over() const override { return m_run->is_over(); }
    void set(std::size_t param, std::int64_t value) override { m_run->set(param, value); }
    void take_in(core::Signal signal) override { m_run->take_in(signal); }
    void stop() override { m_run->stop(); }

private:
    SignalRoute& m_route;
    std::unique_ptr<scenarios::LiveRun> m_run;
};

} // namespace

bool SignalRoute::take(int signal) {
    const std::lock_guard lock{m_mutex};
    if (signal != SIGTERM || (m_program == nullptr && !m_is_expected)) {
        return false;
    }
    if (m_program != nullptr) {
        m_program->take_in(core::Signal::terminate);
    } else {
        m_is_kept = true;
    }
    m_is_expected = false;
    m_has_come.notify_all();
    return true;
}

void SignalRoute::send_sigterm() {
    const std::lock_guard sending{m_sending};
    std::unique_lock lock{m_mutex};
    m_is_expected = true;
    ::kill(::getpid(), SIGTERM);
    m_has_come.wait_for(lock, 1s, [this] { return !m_is_expected; });
    m_is_expected = false;
}

void SignalRoute::set_program(scenarios::LiveRun* run) {
    const std::lock_guard lock{m_mutex};
    m_program = run;
    if (std::exchange(m_is_kept, false) && run != nullptr) {
        run->take_in(core::Signal::terminate);
    }
}

LiveHooks live_hooks(SignalRoute& route) {
    return {.start =
                [&route](const scenarios::RunSpec& spec, scenarios::Signalling signalling) {
                    return std::make_unique<RoutedRun>(route, spec, signalling);
                },
            .send_sigterm = [&route] { route.send_sigterm(); }};
}

} // namespace app
