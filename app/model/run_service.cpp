#include "app/model/run_service.hpp"

#include <utility>

namespace app {

Run::Run(scenarios::RunSpec spec, std::shared_ptr<const core::Trace> trace)
    : m_spec(std::move(spec)), m_trace(std::move(trace)), m_spans(*m_trace), m_seeker(*m_trace),
      m_index(*m_trace, m_spans), m_metrics(core::metrics_of(*m_trace)) {
    if (m_spec.scenario->verdict != nullptr) {
        m_verdict = m_spec.scenario->verdict(*m_trace, m_spec.values);
    }
}

std::unique_ptr<const Run> RunService::run(const scenarios::RunSpec& spec) const {
    return std::make_unique<const Run>(spec, m_runner(spec));
}

} // namespace app
