#pragma once
#include "app/model/session.hpp"

#include <condition_variable>
#include <mutex>

namespace app {

/// Whom a SIGTERM to this process is for: the window, or the live program as long as there is one.
class SignalRoute {
public:
    /// Hands a signal to the live program. False if it is none of its business. Any thread.
    bool take(int signal);

    /// Sends this process a SIGTERM that is for the live program and for nobody else, even if it is
    /// over by then. Waits until take() has had it, at most a second. Any thread but that of
    /// take().
    void send_sigterm();

    /// From now on the program of that run gets SIGTERM; null: the window does.
    void set_program(scenarios::LiveRun* run);

private:
    std::mutex m_sending; // one at a time: signals of one kind that wait are merged into one
    std::mutex m_mutex;
    std::condition_variable m_has_come;
    scenarios::LiveRun* m_program = nullptr;
    bool m_is_expected = false; // sent by us, on its way
    bool m_is_kept = false;     // came before the program was known
};

/// Live runs in a thread of their own whose signals come by the route, which must outlive them.
LiveHooks live_hooks(SignalRoute& route);

} // namespace app
