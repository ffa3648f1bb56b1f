#include "core/base/time_text.hpp"
#include "core/trace/lint_rules.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace core {

namespace {

/// Steps that took too long.
struct Blocks {
    Affected by;
    std::size_t count = 0;
    Duration sum{};
    Duration longest{};
};

} // namespace

void find_blocked_loops(const Trace& trace, std::vector<Finding>& found) {
    Blocks blocks;
    EventId begun = EventId::none; // of the step under way
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const Event& event = trace.events()[i];
        const bool is_begin = event.kind == EventKind::started ||
                              event.kind == EventKind::resumed || event.kind == EventKind::thrown;
        const bool is_end = event.kind == EventKind::suspended || ends_task(event.kind);
        if (is_begin) {
            begun = to_event_id(i);
        } else if (is_end && begun != EventId::none && trace[begun].task == event.task) {
            const Duration length = event.at - trace[begun].at;
            if (length >= blocking_step) {
                blocks.by.add(begun, event.task);
                ++blocks.count;
                blocks.sum += length;
                blocks.longest = std::max(blocks.longest, length);
            }
            begun = EventId::none;
        }
    }
    if (blocks.by.empty()) {
        return;
    }
    std::string text = fmt::format("{} blocked the loop", names_of(trace, blocks.by.tasks));
    const std::string first = time_text(trace[blocks.by.first].at);
    text +=
        blocks.count == 1
            ? fmt::format(" for {} from {} on", time_text(blocks.sum), first)
            : fmt::format(" {} times, for {} in all and {} at the longest, first at {}",
                          blocks.count, time_text(blocks.sum), time_text(blocks.longest), first);
    found.push_back({FindingKind::loop_blocked, blocks.by.first, blocks.by.tasks.front(),
                     text + ": nobody else could take a step."});
}

} // namespace core
