#include "core/net/process_signals.hpp"

#include <asio/signal_set.hpp>

#include <csignal>
#include <utility>

namespace core {

/// Asio keeps it alive as long as it may still call it.
class ProcessSignals::Waiting : public std::enable_shared_from_this<Waiting> {
public:
    Waiting(AsioClock& clock, std::function<void(Signal)> on_signal)
        : m_on_signal(std::move(on_signal)), m_set(clock.context(), SIGINT, SIGTERM) {}

    void wait() {
        m_set.async_wait([self = shared_from_this()](const asio::error_code& error, int number) {
            if (!error && !self->m_is_over) {
                self->m_on_signal(number == SIGINT ? Signal::interrupt : Signal::terminate);
                self->wait();
            }
        });
    }

    void end() {
        m_is_over = true;
        m_set.clear();
        m_set.cancel();
    }

private:
    std::function<void(Signal)> m_on_signal;
    asio::signal_set m_set;
    bool m_is_over = false;
};

ProcessSignals::ProcessSignals(AsioClock& clock, Loop& loop, Afterwards afterwards)
    : ProcessSignals(
          clock, [&loop](Signal signal) { loop.signal_at(loop.now(), signal); }, afterwards) {}

ProcessSignals::ProcessSignals(AsioClock& clock, std::function<void(Signal)> on_signal,
                               Afterwards afterwards)
    : m_waiting(std::make_shared<Waiting>(clock, std::move(on_signal))), m_afterwards(afterwards) {
    m_waiting->wait();
}

ProcessSignals::~ProcessSignals() {
    // Blocked meanwhile, so that none arrives between two dispositions; one that is to be ignored
    // is then discarded.
    sigset_t both;
    sigset_t former;
    sigemptyset(&both);
    sigaddset(&both, SIGINT);
    sigaddset(&both, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &both, &former);
    m_waiting->end();
    if (m_afterwards == Afterwards::nothing) {
        std::signal(SIGINT, SIG_IGN);
        std::signal(SIGTERM, SIG_IGN);
    }
    pthread_sigmask(SIG_SETMASK, &former, nullptr);
}

} // namespace core
