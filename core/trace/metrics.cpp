#include "core/trace/metrics.hpp"

#include "core/trace/left_behind.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace core {

namespace {

constexpr std::array infos{
    MetricInfo{"total_us", "us",
               "When the main program was over; the teardown after it is not counted."},
    MetricInfo{"error_visible_us", "us", "When the caller's own code first saw an error."},
    MetricInfo{"tasks_created", "", "Tasks besides main."},
    MetricInfo{"tasks_completed", "", "Tasks besides main that ended normally."},
    MetricInfo{"tasks_failed", "", "Tasks besides main that ended with an error."},
    MetricInfo{"tasks_cancelled", "",
               "Tasks besides main that ended by cancellation, the teardown's included."},
    MetricInfo{"tasks_leaked", "",
               "Tasks still running, and awaited by nobody, when their caller had seen the first "
               "error and gone on, or when the main program was over."},
    MetricInfo{"wasted_us", "us",
               "Time that tasks left behind by the first error went on running, summed."},
    MetricInfo{"blocked_us", "us",
               "The longest that one step of a task kept all others waiting, if at least 1 ms."},
    MetricInfo{"peak_in_flight", "", "The most requests that were in flight at one moment."},
    MetricInfo{"requests_accepted", "", "Requests taken on."},
    MetricInfo{"requests_completed", "", "Requests answered."},
    MetricInfo{"requests_cut", "", "Requests accepted but cancelled before their answer."},
    MetricInfo{"requests_refused", "", "Requests that arrived after accepting had stopped."},
    MetricInfo{"requests_rejected", "", "Calls that the service downstream answered with 503."},
    MetricInfo{"shutdown_us", "us", "From the first signal to the end of the main program."},
    MetricInfo{"flushed", "", "1 if the data was flushed before the end, else 0."},
    MetricInfo{"exit_code", "", "Exit status of the process: 0 says that all is well."},
    MetricInfo{"p50_us", "us",
               "Half of the requests that were answered took at most this long (nearest rank)."},
    MetricInfo{"p95_us", "us",
               "95 % of the requests that were answered took at most this long (nearest rank)."},
};

struct Tally {
    LabelId name = LabelId::none;
    std::int64_t last = 0;
    std::int64_t peak = 0;
};

/// What one pass over the events finds out.
struct Facts {
    const Event* main_ended = nullptr;
    const Event* error_seen = nullptr;
    const Event* signal = nullptr;
    Instant step_began{};
    Duration longest_step{};
    std::int64_t completed = 0;
    std::int64_t failed = 0;
    std::int64_t cancelled = 0;
    std::vector<Tally> tallies;
    std::vector<std::int64_t> lengths_us;   // of request tasks that ended normally
    std::vector<std::int64_t> latencies_us; // as the program itself measured them
};

bool is_request(std::string_view name) {
    constexpr std::string_view prefix = "request-";
    return name.starts_with(prefix) && name.size() > prefix.size() &&
           name.find_first_not_of("0123456789", prefix.size()) == std::string_view::npos;
}

void note_counter(Facts& facts, const Event& event) {
    auto found = std::find_if(facts.tallies.begin(), facts.tallies.end(),
                              [&event](const Tally& tally) { return tally.name == event.label; });
    if (found == facts.tallies.end()) {
        found = facts.tallies.insert(found, Tally{event.label, event.value, event.value});
    }
    found->last = event.value;
    found->peak = std::max<std::int64_t>(found->peak, event.value);
}

void note_end(Facts& facts, const Trace& trace, const Event& event) {
    if (event.task == main_task) {
        return;
    }
    facts.completed += event.kind == EventKind::done ? 1 : 0;
    facts.failed += event.kind == EventKind::failed ? 1 : 0;
    facts.cancelled += event.kind == EventKind::cancelled ? 1 : 0;
    if (event.kind == EventKind::done && is_request(trace.name(event.task))) {
        const Instant created = trace[trace.task(event.task).created].at;
        facts.lengths_us.push_back(to_us(event.at - created));
    }
}

/// At most one task runs at a time, so the last beginning of a step is that of its end.
void note_step(Facts& facts, const Event& event) {
    switch (event.kind) {
    case EventKind::started:
    case EventKind::resumed:
    case EventKind::thrown:
        facts.step_began = event.at;
        break;
    case EventKind::suspended:
    case EventKind::done:
    case EventKind::failed:
    case EventKind::cancelled:
        facts.longest_step = std::max(facts.longest_step, event.at - facts.step_began);
        break;
    default:
        break;
    }
}

void note_first(const Event*& first, const Event& event) {
    if (first == nullptr) {
        first = &event;
    }
}

Facts collect(const Trace& trace) {
    Facts facts;
    for (const Event& event : trace.events()) {
        note_step(facts, event);
        switch (event.kind) {
        case EventKind::counter:
            note_counter(facts, event);
            if (trace.text(event.label) == "latency_us") {
                facts.latencies_us.push_back(event.value);
            }
            break;
        case EventKind::main_ended:
            note_first(facts.main_ended, event);
            break;
        case EventKind::error_seen:
            note_first(facts.error_seen, event);
            break;
        case EventKind::signal:
            note_first(facts.signal, event);
            break;
        default:
            if (ends_task(event.kind)) {
                note_end(facts, trace, event);
            }
        }
    }
    if (facts.latencies_us.empty()) {
        facts.latencies_us = std::move(facts.lengths_us);
    }
    std::sort(facts.latencies_us.begin(), facts.latencies_us.end());
    return facts;
}

/// Metrics by name, in the order in which they are set.
class Table {
public:
    void set(std::string_view name, std::int64_t value) { m_metrics.push_back({name, value}); }

    /// In the order of `infos`.
    std::vector<Metric> sorted() && {
        std::sort(m_metrics.begin(), m_metrics.end(), [](const Metric& a, const Metric& b) {
            return position(a.name) < position(b.name);
        });
        return std::move(m_metrics);
    }

private:
    static std::size_t position(std::string_view name) {
        const auto found = std::find_if(infos.begin(), infos.end(),
                                        [name](const MetricInfo& i) { return i.name == name; });
        return static_cast<std::size_t>(found - infos.begin());
    }

    std::vector<Metric> m_metrics;
};

void add_times(Table& table, const Facts& facts) {
    if (facts.main_ended != nullptr) {
        table.set("total_us", to_us(facts.main_ended->at));
    }
    if (facts.error_seen != nullptr) {
        table.set("error_visible_us", to_us(facts.error_seen->at));
    }
    if (facts.main_ended != nullptr && facts.signal != nullptr) {
        table.set("shutdown_us", to_us(facts.main_ended->at - facts.signal->at));
    }
    if (facts.longest_step >= std::chrono::milliseconds{1}) { // on a real clock all take some time
        table.set("blocked_us", to_us(facts.longest_step));
    }
}

void add_tasks(Table& table, const Trace& trace, const Facts& facts) {
    if (trace.tasks().empty()) {
        return;
    }
    table.set("tasks_created", static_cast<std::int64_t>(trace.tasks().size()) - 1);
    table.set("tasks_completed", facts.completed);
    table.set("tasks_failed", facts.failed);
    table.set("tasks_cancelled", facts.cancelled);
    if (facts.error_seen != nullptr || facts.main_ended != nullptr) {
        const LeftBehind left = left_behind(trace);
        table.set("tasks_leaked", static_cast<std::int64_t>(left.tasks.size()));
        if (facts.error_seen != nullptr) {
            table.set("wasted_us", to_us(left.wasted));
        }
    }
}

void add_counters(Table& table, const Trace& trace, const Facts& facts) {
    constexpr std::array counted{"requests_accepted", "requests_completed", "requests_cut",
                                 "requests_refused",  "requests_rejected",  "flushed",
                                 "exit_code"};
    for (const Tally& tally : facts.tallies) {
        const std::string_view name = trace.text(tally.name);
        if (name == "in_flight") {
            table.set("peak_in_flight", tally.peak);
        }
        const auto found = std::find(counted.begin(), counted.end(), name);
        if (found != counted.end()) {
            table.set(*found, tally.last);
        }
    }
}

} // namespace

std::vector<Metric> metrics_of(const Trace& trace) {
    const Facts facts = collect(trace);
    Table table;
    add_times(table, facts);
    add_tasks(table, trace, facts);
    add_counters(table, trace, facts);
    if (!facts.latencies_us.empty()) {
        table.set("p50_us", nearest_rank(facts.latencies_us, 50));
        table.set("p95_us", nearest_rank(facts.latencies_us, 95));
    }
    return std::move(table).sorted();
}

std::optional<std::int64_t> metric(const Trace& trace, std::string_view name) {
    for (const Metric& metric : metrics_of(trace)) {
        if (metric.name == name) {
            return metric.value;
        }
    }
    return std::nullopt;
}

std::span<const MetricInfo> metric_infos() {
    return infos;
}

std::int64_t nearest_rank(std::span<const std::int64_t> sorted, std::size_t percent) {
    if (sorted.empty()) {
        return 0;
    }
    const std::size_t rank = (percent * sorted.size() + 99) / 100;
    return sorted[rank - 1];
}

} // namespace core
