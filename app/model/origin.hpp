#pragma once
#include "app/timeline/side.hpp"
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
    /// `side` says of which run it is while two are compared.
    void set(Side side, const core::Trace& trace, core::EventId event);
    void reset() { *this = {}; }

    /// Whose event it is; empty: it is any moment.
    std::optional<Side> side() const;
    /// Another run of the same scenario. Without such an event the moment stays.
    void follow(const core::Trace& trace);

private:
    struct Anchor {
        Side side{};
        std::string task;
        core::EventKind kind{};
        std::size_t nth = 0; ///< of the events of that kind of that task
    };

    core::Instant m_at{};
    std::optional<Anchor> m_anchor;
};

} // namespace app
