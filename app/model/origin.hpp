#pragma once
#include "core/trace/trace.hpp"

#include <optional>
#include <string>

namespace app {

/// What the time axis calls 0: the start of the run, any moment, or an event. An event is found
/// again in another run, so "t = 0 at the failure" stays there while a slider moves.
class Origin {
public:
    core::Instant at() const { return m_at; }

    void set(core::Instant at);
    void set(const core::Trace& trace, core::EventId event);
    void reset() { *this = {}; }

    /// Another run of the same scenario. Without such an event the moment stays.
    void follow(const core::Trace& trace);

private:
    struct Anchor {
        std::string task;
        core::EventKind kind{};
        std::size_t nth = 0; ///< of the events of that kind of that task
    };

    core::Instant m_at{};
    std::optional<Anchor> m_anchor;
};

} // namespace app
