#include "core/base/time_text.hpp"
#include "core/trace/lint_rules.hpp"
#include "core/trace/trace_state.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <unordered_map>

namespace core {

namespace {

/// Who holds permits of what; a task can hold several of one resource.
class Holders {
public:
    void see(const Event& event) {
        if (event.kind == EventKind::acquired) {
            m_holders[event.label].push_back(event.task);
        } else if (event.kind == EventKind::released) {
            std::vector<TaskId>& holders = m_holders[event.label];
            auto one = std::find(holders.begin(), holders.end(), event.task);
            if (one == holders.end()) {
                one = holders.begin(); // given back by another task than took it
            }
            if (one != holders.end()) {
                holders.erase(one);
            }
        }
    }

    std::span<const TaskId> of(LabelId resource) const {
        const auto found = m_holders.find(resource);
        return found == m_holders.end() ? std::span<const TaskId>{} : found->second;
    }

private:
    std::unordered_map<LabelId, std::vector<TaskId>> m_holders;
};

/// Finds a ring of tasks that wait for each other.
class WaitGraph {
public:
    WaitGraph(const Trace& trace, const TraceState& state, const Holders& holders)
        : m_trace(trace), m_state(state), m_holders(holders),
          m_visits(trace.tasks().size() + 1, Visit::not_yet) {}

    std::vector<TaskId> ring() {
        for (const TaskInfo& task : m_trace.tasks()) {
            if (m_ring.empty() && visit(task.id)) {
                break;
            }
        }
        return m_ring;
    }

    /// "waits for account-2, which transfer-2 holds"
    std::string wait_text(TaskId task, TaskId next) const {
        const TaskState& state = m_state.task(task);
        if (state.waits_for == next) {
            return fmt::format("{} waits for {}", m_trace.name(task), m_trace.name(next));
        }
        return fmt::format("{} waits for {}, {}", m_trace.name(task),
                           m_trace.text(state.wait_label),
                           task == next ? "of which it holds a permit already"
                                        : fmt::format("which {} holds", m_trace.name(next)));
    }

private:
    enum class Visit : std::uint8_t { not_yet, under_way, over };

    std::vector<TaskId> waits_for(TaskId task) const {
        const TaskState& state = m_state.task(task);
        if (state.phase != TaskPhase::waiting) {
            return {};
        }
        if (state.waits_for != TaskId::none) {
            return {state.waits_for};
        }
        if (state.queued || state.wait == WaitKind::permit) {
            const auto holders = m_holders.of(state.wait_label);
            return {holders.begin(), holders.end()};
        }
        return {};
    }

    bool visit(TaskId first) {
        // A loop instead of recursion: chains can be as long as there are tasks.
        struct Step {
            TaskId task = TaskId::none;
            std::vector<TaskId> next;
        };
        std::vector<Step> path;
        const auto enter = [&](TaskId task) {
            m_visits[index_of(task)] = Visit::under_way;
            path.push_back({task, waits_for(task)});
        };
        if (m_visits[index_of(first)] == Visit::not_yet) {
            enter(first);
        }
        while (!path.empty()) {
            Step& step = path.back();
            if (step.next.empty()) {
                m_visits[index_of(step.task)] = Visit::over;
                path.pop_back();
                continue;
            }
            const TaskId next = step.next.back();
            step.next.pop_back();
            if (m_visits[index_of(next)] == Visit::under_way) {
                const auto begin = std::find_if(path.begin(), path.end(),
                                                [&](const Step& s) { return s.task == next; });
                std::transform(begin, path.end(), std::back_inserter(m_ring),
                               [](const Step& s) { return s.task; });
                return true;
            }
            if (m_visits[index_of(next)] == Visit::not_yet) {
                enter(next);
            }
        }
        return false;
    }

    const Trace& m_trace;
    const TraceState& m_state;
    const Holders& m_holders;
    std::vector<Visit> m_visits; // by task id
    std::vector<TaskId> m_ring;
};

Finding deadlock_finding(const Trace& trace, EventId id, const TraceState& state,
                         const Holders& holders) {
    WaitGraph graph{trace, state, holders};
    const std::vector<TaskId> ring = graph.ring();
    const std::string since = time_text(trace[id].at);
    if (ring.empty()) {
        const std::int32_t count = trace[id].value;
        return {FindingKind::deadlock, id, TaskId::none,
                fmt::format("From {} on for ever: {}, and nothing was left that could wake {}.",
                            since,
                            count == 1 ? "1 task waited" : fmt::format("{} tasks waited", count),
                            count == 1 ? "it" : "them")};
    }
    constexpr std::size_t most = 4; // of a long ring only the first links
    std::string text = fmt::format("For ever from {} on: ", since);
    for (std::size_t i = 0; i < std::min(ring.size(), most); ++i) {
        text += i == 0 ? "" : "; ";
        text += graph.wait_text(ring[i], ring[(i + 1) % ring.size()]);
    }
    text += ring.size() > most ? fmt::format("; and so on, a ring of {} tasks.", ring.size()) : ".";
    return {FindingKind::deadlock, id, ring.front(), text};
}

} // namespace

void find_deadlocks(const Trace& trace, std::vector<Finding>& found) {
    TraceState state;
    Holders holders;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const Event& event = trace.events()[i];
        if (event.kind == EventKind::deadlock) {
            found.push_back(deadlock_finding(trace, to_event_id(i), state, holders));
            return; // what follows is the way out of it
        }
        state.apply(event);
        holders.see(event);
    }
}

} // namespace core
