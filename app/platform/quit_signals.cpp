#include "app/platform/quit_signals.hpp"

#include <pthread.h>

namespace app {

QuitSignals::QuitSignals(std::function<void()> wake, std::function<bool(int)> is_for_other)
    : m_wake(std::move(wake)), m_is_for_other(std::move(is_for_other)) {
    sigemptyset(&m_signals);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP}) {
        sigaddset(&m_signals, signal);
    }
    pthread_sigmask(SIG_BLOCK, &m_signals, &m_former);
    m_thread = std::thread{[this] { wait(); }};
}

QuitSignals::~QuitSignals() {
    m_ending = true;
    // The signal is blocked in that thread: it only ends its sigwait.
    // NOLINTNEXTLINE(bugprone-bad-signal-to-kill-thread)
    pthread_kill(m_thread.native_handle(), SIGTERM);
    m_thread.join();
    pthread_sigmask(SIG_SETMASK, &m_former, nullptr);
}

void QuitSignals::wait() {
    // A thread that waits needs no handler, so there is no global for a handler to reach.
    while (!m_ending) {
        int signal = 0;
        if (sigwait(&m_signals, &signal) != 0 || m_ending) {
            continue;
        }
        if (!m_is_for_other || !m_is_for_other(signal)) {
            m_requested = true;
            m_wake();
        }
    }
}

} // namespace app
