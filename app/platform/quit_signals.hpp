#pragma once
#include <atomic>
#include <csignal>
#include <functional>
#include <thread>

namespace app {

/// Turns SIGTERM, SIGINT and SIGHUP into a flag and a wake-up call while it lives, but for those
/// that are meant for somebody else.
///
/// `wake` and `is_for_other` run on a thread of its own. Make it before any other thread exists:
/// threads inherit the mask that keeps the signals away from them.
class QuitSignals {
public:
    /// `is_for_other` is asked first; it may be empty.
    QuitSignals(std::function<void()> wake, std::function<bool(int signal)> is_for_other);
    ~QuitSignals();
    QuitSignals(const QuitSignals&) = delete;
    QuitSignals& operator=(const QuitSignals&) = delete;

    bool requested() const { return m_requested; }

private:
    void wait();

    std::function<void()> m_wake;
    std::function<bool(int)> m_is_for_other;
    sigset_t m_signals{};
    sigset_t m_former{};
    std::atomic<bool> m_requested = false;
    std::atomic<bool> m_ending = false;
    std::thread m_thread;
};

} // namespace app
