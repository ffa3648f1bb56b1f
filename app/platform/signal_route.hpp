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

    /// Sends this process a SIGTERM. Waits until take() has had it, so that it cannot come after
    /// the program's end and close the window; at most a second.
    void send_sigterm();

    /// From now on the program of that run gets SIGTERM; null: the window does.
    void set_program(scenarios::LiveRun* run);

private:
    std::mutex m_mutex;
    std::condition_variable m_has_come;
    scenarios::LiveRun* m_program = nullptr;
    int m_arrived = 0;
};

/// Live runs in a thread of their own whose signals come by the route, which must outlive them.
LiveHooks live_hooks(SignalRoute& route);

} // namespace app
