#include "scenarios/facts.hpp"

namespace scenarios {

const core::Event* end_of(const core::Trace& trace, std::string_view task) {
    for (const core::Event& event : trace.events()) {
        if (core::ends_task(event.kind) && trace.name(event.task) == task) {
            return &event;
        }
    }
    return nullptr;
}

core::EventId last_end(const core::Trace& trace, std::string_view prefix) {
    core::EventId last = core::EventId::none;
    for (const core::Event& event : trace.events()) {
        if (core::ends_task(event.kind) && trace.name(event.task).starts_with(prefix)) {
            last = id_of(trace, event);
        }
    }
    return last;
}

std::int64_t count_ends(const core::Trace& trace, core::EventKind how, std::string_view prefix) {
    std::int64_t count = 0;
    for (const core::Event& event : trace.events()) {
        count += event.kind == how && trace.name(event.task).starts_with(prefix) ? 1 : 0;
    }
    return count;
}

std::int64_t last_count(const core::Trace& trace, std::string_view counter) {
    std::int64_t last = 0;
    for (const core::Event& event : trace.events()) {
        if (event.kind == core::EventKind::counter && trace.text(event.label) == counter) {
            last = event.value;
        }
    }
    return last;
}

core::EventId id_of(const core::Trace& trace, const core::Event& event) {
    return core::EventId{static_cast<std::uint32_t>(&event - trace.events().data())};
}

std::int64_t us_of(const core::Trace& trace, core::EventId event, std::int64_t otherwise) {
    return event == core::EventId::none ? otherwise : core::to_us(trace[event].at);
}

} // namespace scenarios
