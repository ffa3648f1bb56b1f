#pragma once
#include "app/model/sweep.hpp"

#include <memory>
#include <span>
#include <thread>

namespace app {

/// A sweep in threads of its own. Its end cancels it and waits for the runs under way.
class SweepJob {
public:
    explicit SweepJob(Sweep sweep);
    ~SweepJob();
    SweepJob(const SweepJob&) = delete;
    SweepJob& operator=(const SweepJob&) = delete;

    const Sweep& sweep() const { return m_sweep; }
    std::size_t done() const { return m_done; }
    bool is_over() const { return m_over; }
    /// Has it end soon, with the points that are done by then. Does not wait.
    void cancel() { m_cancelled = true; }
    /// The points; only once it is over.
    std::vector<SweepPoint> take();

private:
    Sweep m_sweep;
    std::vector<SweepPoint> m_points;
    std::atomic<bool> m_cancelled = false;
    std::atomic<bool> m_over = false;
    std::atomic<std::size_t> m_done = 0;
    std::thread m_thread;
};

/// One parameter over its whole range and a metric of each run: the curve that the window shows.
///
/// The other parameters are those of the present run; when they change the curve is made anew.
/// Runs are simulated, also while a live one is shown. The curve stays until the next one is there.
class SweepPanel {
public:
    /// Takes up the spec of the present run: the curve of its scenario, unless the same one was
    /// swept before.
    void open(const scenarios::RunSpec& spec);
    /// Drops the curve and cancels what is under way.
    void close();

    void choose_param(std::size_t param);
    /// Another metric of the same runs.
    void choose_metric(std::string_view metric);
    /// Ends what is under way; the points that are done are shown.
    void cancel();

    /// Goes on: begins the sweep that `spec` wants, takes over one that has ended. True if the
    /// picture changed.
    bool follow(const scenarios::RunSpec& spec);

    bool is_running() const { return m_job != nullptr; }
    /// How much is done, 0 … 1.
    double progress() const;
    std::size_t param() const { return m_param; }
    std::string_view metric() const { return m_metric; }
    /// Those that at least one of the points has, in the order of core::metric_infos().
    std::span<const std::string_view> metrics() const { return m_metrics; }
    /// What the points were run with; null before the first curve.
    const Sweep* shown() const { return m_shown ? &*m_shown : nullptr; }
    std::span<const SweepPoint> points() const { return m_points; }
    /// The curve as a table; nothing before the first one.
    std::optional<std::string> csv() const;

private:
    Sweep wanted(const scenarios::RunSpec& spec) const;
    void take(std::vector<SweepPoint> points);
    void set_figures();

    std::size_t m_param = 0;
    std::string_view m_metric;
    const scenarios::Scenario* m_scenario = nullptr; // that the choice above was made for
    std::unique_ptr<SweepJob> m_job;
    std::optional<Sweep> m_asked; // the last sweep that was begun
    std::optional<Sweep> m_shown;
    std::vector<SweepPoint> m_points;
    std::vector<std::string_view> m_metrics;
};

} // namespace app
