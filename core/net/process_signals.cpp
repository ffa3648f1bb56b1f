#include "core/net/process_signals.hpp"

#include <asio/signal_set.hpp>

#include <csignal>

namespace core {

/// Asio keeps it alive as long as it may still call it.
class ProcessSignals::Waiting : public std::enable_shared_from_this<Waiting> {
public:
    Waiting(AsioClock& clock, Loop& loop) : m_loop(loop), m_set(clock.context(), SIGINT, SIGTERM) {}

    void wait() {
        m_set.async_wait([self = shared_from_this()](const asio::error_code& error, int number) {
            if (!error && !self->m_is_over) {
                const Signal signal = number == SIGINT ? Signal::interrupt : Signal::terminate;
                self->m_loop.signal_at(self->m_loop.now(), signal);
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
    Loop& m_loop;
    asio::signal_set m_set;
    bool m_is_over = false;
};

ProcessSignals::ProcessSignals(AsioClock& clock, Loop& loop)
    : m_waiting(std::make_shared<Waiting>(clock, loop)) {
    m_waiting->wait();
}

ProcessSignals::~ProcessSignals() {
    m_waiting->end();
}

} // namespace core
