#pragma once
#include "core/trace/trace.hpp"

#include <array>
#include <string>

namespace app {

/// What playing stops at by itself, if somebody wants that.
enum class StopAt : std::uint8_t { failure, cancellation, signal };
inline constexpr std::size_t stop_count = 3;

/// Which of them are wanted.
class Stops {
public:
    bool has(StopAt what) const { return m_wanted[static_cast<std::size_t>(what)]; }
    void toggle(StopAt what) {
        bool& wanted = m_wanted[static_cast<std::size_t>(what)];
        wanted = !wanted;
    }
    bool any() const;
    /// True if playing stops right after an event of that kind.
    bool stop_at(core::EventKind kind) const;

private:
    std::array<bool, stop_count> m_wanted{};
};

/// What an event of that kind is to somebody who wants to stop there; meaningful for those kinds
/// alone for which some Stops::stop_at can be true.
StopAt reason_to_stop(core::EventKind kind);

/// "Stopped at a failure: task-3 fails with ValueError".
std::string stop_text(const core::Trace& trace, core::EventId event);

} // namespace app
