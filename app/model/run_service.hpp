#pragma once
#include "app/model/story.hpp"
#include "app/timeline/lanes.hpp"
#include "core/trace/lint.hpp"
#include "core/trace/metrics.hpp"
#include "core/trace/seeker.hpp"
#include "core/trace/spans.hpp"
#include "scenarios/run.hpp"

#include <array>
#include <functional>
#include <memory>
#include <string>

namespace app {

/// A run with everything that is derived from its trace alone. Never changes; a second run
/// (compare, the ghost of a what-if) is simply another one of these.
class Run {
public:
    Run(scenarios::RunSpec spec, std::shared_ptr<const core::Trace> trace);
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    const scenarios::RunSpec& spec() const { return m_spec; }
    /// False for the beginning of a live run: the next Run has more of it.
    bool is_complete() const { return m_trace->is_complete(); }
    const core::Trace& trace() const { return *m_trace; }
    const core::Spans& spans() const { return m_spans; }
    const TimelineIndex& index() const { return m_index; }
    const Story& story() const { return m_story; }
    /// True if something of that role takes room on that axis; a state that lasts no time at all
    /// takes none on the axis of time.
    bool uses(Role role, Axis axis) const {
        return m_roles[static_cast<std::size_t>(axis)][static_cast<std::size_t>(role)];
    }
    /// What was true after the first `count` events. The reference holds until the next call.
    const core::TraceState& at(std::size_t count) const { return m_seeker.at(count); }
    const std::vector<core::Metric>& metrics() const { return m_metrics; }
    /// What is wrong with this run; empty while it goes on.
    const std::vector<core::Finding>& findings() const { return m_findings; }
    /// What this run shows, in one sentence; empty while it goes on.
    const std::string& verdict() const { return m_verdict; }

private:
    void find_roles();

    scenarios::RunSpec m_spec;
    std::shared_ptr<const core::Trace> m_trace;
    core::Spans m_spans;
    core::Seeker m_seeker;
    TimelineIndex m_index;
    Story m_story;
    std::array<std::array<bool, role_count>, axis_count> m_roles{};
    std::vector<core::Metric> m_metrics;
    std::vector<core::Finding> m_findings;
    std::string m_verdict;
};

/// Turns a spec into a trace. `scenarios::run` is one; tests hand in others.
using Runner = std::function<std::shared_ptr<const core::Trace>(const scenarios::RunSpec&)>;

/// Where runs come from. The one seam to grow when long runs go to a worker.
class RunService {
public:
    explicit RunService(Runner runner) : m_runner(std::move(runner)) {}

    std::unique_ptr<const Run> run(const scenarios::RunSpec& spec) const;

private:
    Runner m_runner;
};

} // namespace app
