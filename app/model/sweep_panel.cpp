#include "app/model/sweep_panel.hpp"

#include "scenarios/scenario.hpp"

#include <algorithm>
#include <system_error>

namespace app {

namespace {

/// The same runs: what is measured of them may differ.
bool same_runs(const Sweep& a, const Sweep& b) {
    return a.spec.scenario == b.spec.scenario && a.param == b.param &&
           a.spec.values == b.spec.values && a.spec.interventions == b.spec.interventions &&
           a.spec.seed == b.spec.seed && a.spec.python == b.spec.python;
}

/// The parameter of its curve; the first one if it has none.
std::size_t curve_param(const scenarios::Scenario& scenario) {
    const auto& params = scenario.params;
    const auto found = std::find_if(params.begin(), params.end(), [&](const scenarios::Param& p) {
        return p.id == scenario.curve.param;
    });
    return found == params.end() ? 0 : static_cast<std::size_t>(found - params.begin());
}

std::string_view curve_metric(const scenarios::Scenario& scenario) {
    const std::string_view metric = scenario.curve.metric;
    return metric.empty() ? core::metric_infos().front().name : metric;
}

} // namespace

SweepJob::SweepJob(Sweep sweep) : m_sweep(std::move(sweep)) {
    const auto work = [this] {
        m_points = run_sweep(m_sweep, m_cancelled, m_done);
        m_over = true;
    };
    try {
        m_thread = std::thread{work};
    } catch (const std::system_error&) {
        work(); // no more threads: then it takes its time here
    }
}

SweepJob::~SweepJob() {
    cancel();
    if (m_thread.joinable()) {
        m_thread.join();
    }
}

std::vector<SweepPoint> SweepJob::take() {
    CORE_ASSERT(m_over);
    return std::move(m_points);
}

void SweepPanel::open(const scenarios::RunSpec& spec) {
    if (m_scenario != spec.scenario) {
        close();
        m_scenario = spec.scenario;
        m_param = curve_param(*m_scenario);
        m_metric = curve_metric(*m_scenario);
    }
    follow(spec);
}

void SweepPanel::close() {
    m_job.reset();
    m_asked.reset();
    m_shown.reset();
    m_points.clear();
    m_metrics.clear();
}

std::optional<std::string> SweepPanel::csv() const {
    if (!m_shown) {
        return std::nullopt;
    }
    Sweep shown = *m_shown;
    shown.metric = m_metric;
    return to_csv(shown, m_points);
}

void SweepPanel::choose_param(std::size_t param) {
    if (m_scenario != nullptr && param < m_scenario->params.size()) {
        m_param = param;
    }
}

void SweepPanel::choose_metric(std::string_view metric) {
    const auto infos = core::metric_infos();
    const auto found = std::find_if(infos.begin(), infos.end(),
                                    [&](const core::MetricInfo& i) { return i.name == metric; });
    if (found != infos.end()) {
        m_metric = found->name;
        set_figures();
    }
}

void SweepPanel::cancel() {
    if (m_job) {
        m_job->cancel();
    }
}

bool SweepPanel::follow(const scenarios::RunSpec& spec) {
    if (m_scenario != spec.scenario) {
        open(spec);
        return true;
    }
    Sweep next = wanted(spec);
    if (!m_asked || !same_runs(*m_asked, next)) {
        m_job.reset();
        m_asked = next;
        m_job = std::make_unique<SweepJob>(std::move(next));
        return true;
    }
    if (!m_job) {
        return false;
    }
    if (m_job->is_over()) {
        m_shown = m_job->sweep();
        take(m_job->take());
        m_job.reset();
    }
    return true;
}

double SweepPanel::progress() const {
    return m_job ? static_cast<double>(m_job->done()) /
                       static_cast<double>(m_job->sweep().values.size())
                 : 1;
}

Sweep SweepPanel::wanted(const scenarios::RunSpec& spec) const {
    const scenarios::Param& param = spec.values.params()[m_param];
    Sweep sweep{spec, m_param, spread(param.min, param.max), m_metric};
    sweep.spec.clock = scenarios::ClockKind::virtual_clock;
    // Whatever the swept one is now makes no difference.
    sweep.spec.values.set(m_param, param.min);
    return sweep;
}

void SweepPanel::take(std::vector<SweepPoint> points) {
    m_points = std::move(points);
    set_figures();
    m_metrics.clear();
    for (const core::MetricInfo& info : core::metric_infos()) {
        const bool is_somewhere =
            std::any_of(m_points.begin(), m_points.end(), [&](const SweepPoint& point) {
                return core::metric(*point.trace, info.name).has_value();
            });
        if (is_somewhere) {
            m_metrics.push_back(info.name);
        }
    }
}

void SweepPanel::set_figures() {
    for (SweepPoint& point : m_points) {
        point.figure = core::metric(*point.trace, m_metric);
    }
}

} // namespace app
