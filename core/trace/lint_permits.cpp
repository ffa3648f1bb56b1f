#include "core/base/time_text.hpp"
#include "core/trace/lint_rules.hpp"
#include "core/trace/trace_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <unordered_map>

namespace core {

namespace {

/// One permit in the hand of a task.
struct Held {
    LabelId resource = LabelId::none;
    bool was_used = false;          ///< what it was for is over, or was refused
    EventId asleep = EventId::none; ///< since when the task sleeps without use for it
    bool others_wait = false;       ///< somebody stood in line meanwhile
};

/// Sleeps with permits of one resource.
struct HeldSleeps {
    LabelId resource = LabelId::none;
    Affected by;
    Duration length{}; ///< summed
};

/// Follows permits and what their holders do. A sleep can be the very work that a permit is for, a
/// simulated call. So it counts only once its holder has shown that this is over: its call was
/// refused, is in flight no more, or has been on the network.
class HeldPermits {
public:
    explicit HeldPermits(const Trace& trace) : m_trace(trace) {
        for (std::size_t i = 0; i < trace.size(); ++i) {
            if (trace.events()[i].task != TaskId::none) {
                see(trace.events()[i], to_event_id(i));
            }
            m_state.apply(trace.events()[i]);
        }
    }

    const std::vector<HeldSleeps>& sleeps() const { return m_sleeps; }

private:
    void see(const Event& event, EventId id) {
        switch (event.kind) {
        case EventKind::acquired:
            m_held[event.task].push_back({.resource = event.label});
            break;
        case EventKind::released:
            drop(event);
            break;
        case EventKind::queued:
            note_line(event.label);
            break;
        case EventKind::suspended:
            suspend(event, id);
            break;
        case EventKind::resumed:
        case EventKind::thrown:
            wake(event);
            break;
        case EventKind::counter:
            note_use(event);
            break;
        default:
            break;
        }
    }

    /// A value that is about to change.
    std::int32_t counter_before(LabelId name) const {
        for (const TraceState::Counter& counter : m_state.counters()) {
            if (counter.name == name) {
                return counter.value;
            }
        }
        return 0;
    }

    bool is_waited_for(LabelId resource) const {
        const auto& all = m_state.resources();
        return std::any_of(all.begin(), all.end(), [&](const TraceState::Resource& each) {
            return each.name == resource && each.waiting > 0;
        });
    }

    void note_use(const Event& event) {
        const std::string_view name = m_trace.text(event.label);
        const bool is_call = name == "in_flight";
        const bool grows = event.value > counter_before(event.label);
        if (!is_call && !(name == "requests_rejected" && grows)) {
            return;
        }
        for (Held& held : held_by(event.task)) {
            held.was_used = !is_call || !grows;
        }
    }

    void note_line(LabelId resource) {
        for (auto& [task, all] : m_held) {
            for (Held& held : all) {
                held.others_wait = held.others_wait || held.resource == resource;
            }
        }
    }

    void suspend(const Event& event, EventId id) {
        for (Held& held : held_by(event.task)) {
            if (event.wait_kind() == WaitKind::sleep && held.was_used) {
                held.asleep = id;
                held.others_wait = is_waited_for(held.resource);
            }
            held.was_used = held.was_used || event.wait_kind() == WaitKind::io;
        }
    }

    void wake(const Event& event) {
        for (Held& held : held_by(event.task)) {
            if (held.asleep != EventId::none) {
                add_sleep(held, event.task, event.at - m_trace[held.asleep].at);
                held.asleep = EventId::none;
            }
        }
    }

    void add_sleep(const Held& held, TaskId task, Duration length) {
        if (!held.others_wait || length <= Duration::zero()) {
            return;
        }
        auto found = std::find_if(m_sleeps.begin(), m_sleeps.end(), [&](const HeldSleeps& each) {
            return each.resource == held.resource;
        });
        if (found == m_sleeps.end()) {
            found = m_sleeps.insert(found, HeldSleeps{.resource = held.resource});
        }
        found->by.add(held.asleep, task);
        found->length += length;
    }

    std::span<Held> held_by(TaskId task) {
        const auto found = m_held.find(task);
        return found == m_held.end() ? std::span<Held>{} : std::span<Held>{found->second};
    }

    void drop(const Event& event) {
        const auto found = m_held.find(event.task);
        if (found == m_held.end()) {
            return;
        }
        std::vector<Held>& all = found->second;
        const auto one = std::find_if(
            all.begin(), all.end(), [&](const Held& held) { return held.resource == event.label; });
        if (one != all.end()) {
            all.erase(one);
        }
        if (all.empty()) {
            m_held.erase(found); // whoever joins the line looks at all holders
        }
    }

    const Trace& m_trace;
    TraceState m_state;                                   // before the event that is looked at
    std::unordered_map<TaskId, std::vector<Held>> m_held; // of tasks that hold any
    std::vector<HeldSleeps> m_sleeps;
};

} // namespace

void find_held_permits(const Trace& trace, std::vector<Finding>& found) {
    const HeldPermits permits{trace};
    for (const HeldSleeps& sleeps : permits.sleeps()) {
        const bool one = sleeps.by.tasks.size() == 1;
        found.push_back(
            {FindingKind::permit_held, sleeps.by.first, sleeps.by.tasks.front(),
             fmt::format("{} slept for {}{} with a permit of {} and no use for it, while others "
                         "stood in line; it began at {}.",
                         names_of(trace, sleeps.by.tasks), time_text(sleeps.length),
                         one ? "" : " in all", trace.text(sleeps.resource),
                         time_text(trace[sleeps.by.first].at))});
    }
}

} // namespace core
