#include "app/model/stops.hpp"

#include "core/trace/explain.hpp"

#include <algorithm>

namespace app {
namespace {

bool can_stop(core::EventKind kind) {
    switch (kind) {
    case core::EventKind::failed:
    case core::EventKind::deadlock:
    case core::EventKind::bound_reached:
    case core::EventKind::loop_error:
    case core::EventKind::cancel_requested:
    case core::EventKind::signal:
        return true;
    default:
        return false;
    }
}

std::string_view name(StopAt what) {
    switch (what) {
    case StopAt::failure:
        return "a failure";
    case StopAt::cancellation:
        return "a cancellation";
    case StopAt::signal:
        break;
    }
    return "a signal";
}

} // namespace

bool Stops::any() const {
    return std::any_of(m_wanted.begin(), m_wanted.end(), [](bool wanted) { return wanted; });
}

bool Stops::stop_at(core::EventKind kind) const {
    return can_stop(kind) && has(reason_to_stop(kind));
}

StopAt reason_to_stop(core::EventKind kind) {
    return kind == core::EventKind::signal             ? StopAt::signal
           : kind == core::EventKind::cancel_requested ? StopAt::cancellation
                                                       : StopAt::failure;
}

std::string stop_text(const core::Trace& trace, core::EventId event) {
    std::string text{"Stopped at "};
    text += name(reason_to_stop(trace[event].kind));
    text += ": ";
    text += core::sentence(trace, event);
    return text;
}

} // namespace app
