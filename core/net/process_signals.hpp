#pragma once
#include "core/engine/asio_clock.hpp"
#include "core/engine/loop.hpp"

#include <cstdint>
#include <functional>
#include <memory>

namespace core {

/// While it lives, SIGINT and SIGTERM of this process go to a loop and do nothing else. The clock
/// must outlive it.
class ProcessSignals {
public:
    /// What the two signals do once it is gone.
    enum class Afterwards : std::uint8_t {
        by_default, ///< end the process
        nothing,    ///< for a process that is about to end: its exit code is to tell how
    };

    /// To the handlers of that loop (see Loop::add_signal_handler), which must outlive this.
    ProcessSignals(AsioClock& clock, Loop& loop, Afterwards afterwards);
    /// To that function, called from the loop's poll.
    ProcessSignals(AsioClock& clock, std::function<void(Signal)> on_signal, Afterwards afterwards);
    ~ProcessSignals();

private:
    class Waiting;
    std::shared_ptr<Waiting> m_waiting;
    Afterwards m_afterwards;
};

} // namespace core
