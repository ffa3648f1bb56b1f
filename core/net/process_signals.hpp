#pragma once
#include "core/engine/asio_clock.hpp"
#include "core/engine/loop.hpp"

#include <memory>

namespace core {

/// While it lives, SIGINT and SIGTERM of this process go to the loop (see Loop::add_signal_handler)
/// and do nothing else. Afterwards the process has its former dispositions. The clock and the loop
/// must outlive it.
class ProcessSignals {
public:
    ProcessSignals(AsioClock& clock, Loop& loop);
    ~ProcessSignals();

private:
    class Waiting;
    std::shared_ptr<Waiting> m_waiting;
};

} // namespace core
