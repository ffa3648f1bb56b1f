#include "app/model/origin.hpp"

namespace app {

void Origin::set(core::Instant at) {
    m_at = at;
    m_anchor.reset();
}

void Origin::set(Side side, const core::Trace& trace, core::EventId event) {
    const core::Event& wanted = trace[event];
    m_at = wanted.at;
    m_anchor = Anchor{side, std::string{trace.name(wanted.task)}, wanted.kind, 0};
    for (const core::Event& other : trace.events().first(core::index_of(event))) {
        m_anchor->nth += other.task == wanted.task && other.kind == wanted.kind ? 1 : 0;
    }
}

std::optional<Side> Origin::side() const {
    return m_anchor ? std::optional{m_anchor->side} : std::nullopt;
}

void Origin::follow(const core::Trace& trace) {
    if (!m_anchor) {
        return;
    }
    std::size_t left = m_anchor->nth;
    for (const core::Event& event : trace.events()) {
        if (event.kind == m_anchor->kind && trace.name(event.task) == m_anchor->task &&
            left-- == 0) {
            m_at = event.at;
            return;
        }
    }
}

} // namespace app
