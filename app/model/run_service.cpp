#include "app/model/run_service.hpp"

#include <utility>

namespace app {

Run::Run(scenarios::RunSpec spec, std::shared_ptr<const core::Trace> trace)
    : m_spec(std::move(spec)), m_trace(std::move(trace)), m_spans(*m_trace), m_seeker(*m_trace),
      m_index(*m_trace, m_spans), m_story(*m_trace), m_metrics(core::metrics_of(*m_trace)),
      m_findings(core::findings(*m_trace)) {
    find_roles();
    if (is_complete() && m_spec.scenario->verdict != nullptr) {
        m_verdict = m_spec.scenario->verdict(*m_trace, m_spec.values);
    }
}

void Run::find_roles() {
    const auto use_on = [&](Axis axis, Role role) {
        m_roles[static_cast<std::size_t>(axis)][static_cast<std::size_t>(role)] = true;
    };
    const auto use = [&](Role role) {
        use_on(Axis::time, role);
        use_on(Axis::order, role);
    };
    for (const core::Span& span : m_spans.all()) {
        use_on(Axis::order, role_of(span.kind));
        if (span.end > span.begin || span.kind == core::SpanKind::stopping) {
            use_on(Axis::time, role_of(span.kind));
        }
    }
    const core::TraceState& last = at(m_trace->size());
    for (const core::TaskInfo& task : m_trace->tasks()) {
        const core::TaskState& state = last.task(task.id);
        if (core::has_ended(state.phase)) {
            use(state_role(state));
        } else if (is_complete()) {
            use(Role::still_running);
        }
    }
}

std::unique_ptr<const Run> RunService::run(const scenarios::RunSpec& spec) const {
    return std::make_unique<const Run>(spec, m_runner(spec));
}

} // namespace app
