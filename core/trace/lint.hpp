#pragma once
#include "core/trace/trace.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace core {

/// What may be wrong with a program. The order is that of `finding_infos` below.
enum class FindingKind : std::uint8_t {
    error_ignored,
    outlives_caller,
    cancel_swallowed,
    cleanup_interrupted,
    permit_held,
    deadlock,
    loop_blocked,
};

/// One row per kind: command line, window and tests read it.
struct FindingInfo {
    FindingKind kind;
    std::string_view name;    ///< in exported files; never change one that shipped
    std::string_view title;   ///< heading, in sentence case
    std::string_view meaning; ///< one sentence: what it is, and why it matters
    std::string_view lesson;  ///< id of the scenario that teaches it
};

inline constexpr std::array finding_infos{
    FindingInfo{FindingKind::error_ignored, "error-ignored", "Error never looked at",
                "A task failed and nobody awaited it or asked for its error, so that the failure "
                "may never be noticed.",
                "fire-and-forget"},
    FindingInfo{FindingKind::outlives_caller, "outlives-caller", "Task outlives its caller",
                "The code that had started a task went on or ended, while the task still ran and "
                "nobody was left to await it.",
                "gather-vs-group"},
    FindingInfo{FindingKind::cancel_swallowed, "cancel-swallowed", "Cancellation swallowed",
                "A task learned that it should stop and went on as if nothing had been said, so "
                "that whoever asked may wait for ever.",
                "cancellation-aware"},
    FindingInfo{FindingKind::cleanup_interrupted, "cleanup-interrupted", "Cleanup interrupted",
                "A cleanup was cancelled or never came to its end, so that what it had to put in "
                "order is not.",
                "cancellation-aware"},
    FindingInfo{FindingKind::permit_held, "permit-held", "Permit held while sleeping",
                "A task slept with a permit that it had no use for any more, while others stood "
                "in line for one.",
                "semaphore-throttle"},
    FindingInfo{FindingKind::deadlock, "deadlock", "Deadlock",
                "Tasks waited for each other, so that none of them could ever go on.", "deadlock"},
    FindingInfo{FindingKind::loop_blocked, "loop-blocked", "Loop blocked",
                "A task ran for a long time without an await, and nobody else could take a step.",
                "blocked-loop"},
};

constexpr const FindingInfo& info(FindingKind kind) {
    return finding_infos[static_cast<std::size_t>(kind)];
}

// A missing or misplaced row is a build error, not a wrong heading.
static_assert([] {
    for (std::size_t i = 0; i < finding_infos.size(); ++i) {
        if (static_cast<std::size_t>(finding_infos[i].kind) != i) {
            return false;
        }
    }
    return finding_infos.size() == static_cast<std::size_t>(FindingKind::loop_blocked) + 1;
}());

/// A step that takes this long blocks the loop: asyncio's own limit, `slow_callback_duration`.
inline constexpr Duration blocking_step = std::chrono::milliseconds{100};

/// Something in a run that a good program does not do.
struct Finding {
    FindingKind kind{};
    EventId event = EventId::none; ///< where it shows
    TaskId task = TaskId::none;    ///< the first one it is about; none: the loop
    std::string text;              ///< one sentence with names and times
};

/// What is wrong with a run, from its trace alone, in order of `event`. Of one kind and one cause
/// there is one finding, which names the first tasks and counts the others.
///
/// Only what the trace shows beyond doubt: a program that does none of these gets none. Empty for a
/// run that goes on, because what it leaves undone can still be done.
std::vector<Finding> findings(const Trace& trace);

} // namespace core
