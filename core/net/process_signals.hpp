#pragma once
#include "core/engine/asio_clock.hpp"
#include "core/engine/loop.hpp"

#include <cstdint>
#include <memory>

namespace core {

/// While it lives, SIGINT and SIGTERM of this process go to the loop (see Loop::add_signal_handler)
/// and do nothing else. The clock and the loop
/// must outlive it.
class ProcessSignals {
public:
    /// What the two signals do once it is gone.
    enum class Afterwards : std::uint8_t {
        by_default, ///< end the process
        nothing,    ///< for a process that is about to end: its exit code is to tell how
    };

    ProcessSignals(AsioClock& clock, Loop& loop, Afterwards afterwards);
    ~ProcessSignals();

private:
    class Waiting;
    std::shared_ptr<Waiting> m_waiting;
    Afterwards m_afterwards;
};

} // namespace core
