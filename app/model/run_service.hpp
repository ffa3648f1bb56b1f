#pragma once
#include "app/timeline/lanes.hpp"
#include "core/trace/metrics.hpp"
#include "core/trace/seeker.hpp"
#include "core/trace/spans.hpp"
#include "scenarios/run.hpp"

#include <functional>
#include <memory>
#include <string>

namespace app {

/// A finished run with everything that is derived from its trace alone. Never changes; a
/// second run (compare, the ghost of a what-if) is simply another one of these.
class Run {
public:
    Run(scenarios::RunSpec spec, std::shared_ptr<const core::Trace> trace);
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    const scenarios::RunSpec& spec() const { return m_spec; }
    const core::Trace& trace() const { return *m_trace; }
    const core::Spans& spans() const { return m_spans; }
    const TimelineIndex& index() const { return m_index; }
    /// What was true after the first `count` events. The reference holds until the next call.
    const core::TraceState& at(std::size_t count) const { return m_seeker.at(count); }
    const std::vector<core::Metric>& metrics() const { return m_metrics; }
    /// What this run shows, in one sentence.
    const std::string& verdict() const { return m_verdict; }

private:
    scenarios::RunSpec m_spec;
    std::shared_ptr<const core::Trace> m_trace;
    core::Spans m_spans;
    core::Seeker m_seeker;
    TimelineIndex m_index;
    std::vector<core::Metric> m_metrics;
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
