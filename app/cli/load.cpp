#include "app/cli/load.hpp"

#include "app/cli/machine_text.hpp"
#include "app/model/file_io.hpp"
#include "app/model/metric_words.hpp"
#include "core/engine/runner.hpp"
#include "core/engine/sleep.hpp"
#include "core/export/json_text.hpp"
#include "core/net/process_signals.hpp"
#include "core/net/tcp.hpp"
#include "core/trace/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace app {

namespace {

using namespace std::chrono_literals;
using service::LoadCounts;
using service::LoadOptions;
using service::RateLimitedClient;

constexpr auto progress_interval = 200ms;

/// What is told of a load; the names are those of core/trace/metrics.hpp where they are the same.
std::vector<core::Metric> metrics_of(const LoadCounts& counts, std::int64_t connections,
                                     core::Duration took) {
    const std::int64_t total_us = core::to_us(took);
    const std::int64_t per_s = counts.completed * 1'000'000 / std::max<std::int64_t>(total_us, 1);
    std::vector<core::Metric> metrics = {{"total_us", total_us},
                                         {"requests_completed", counts.completed},
                                         {"requests_rejected", counts.rejected},
                                         {"requests_failed", counts.failed},
                                         {"call_errors", counts.errors},
                                         {"peak_in_flight", counts.peak_in_flight},
                                         {"connections", connections},
                                         {"requests_per_s", per_s}};
    if (!counts.latencies_us.empty()) {
        std::vector<std::int64_t> sorted = counts.latencies_us;
        std::sort(sorted.begin(), sorted.end());
        metrics.push_back({"p50_us", core::nearest_rank(sorted, 50)});
        metrics.push_back({"p95_us", core::nearest_rank(sorted, 95)});
        metrics.push_back({"p99_us", core::nearest_rank(sorted, 99)});
    }
    return metrics;
}

std::string held_back_by(const LoadOptions& options) {
    switch (options.limiter) {
    case service::Limiter::none:
        return "all at once";
    case service::Limiter::semaphore:
        return fmt::format("semaphore of {}", options.limit);
    case service::Limiter::token_bucket:
        return fmt::format("token bucket of {}, {} per second", options.burst, options.rate_per_s);
    case service::Limiter::worker_queue:
        return fmt::format("{} workers", options.limit);
    }
    return {};
}

std::string to_text(const LoadOptions& options, const std::vector<core::Metric>& metrics) {
    std::string text =
        fmt::format("{} requests to http://{}{}, {}\n\n", options.requests,
                    service::authority(options.url), options.url.target, held_back_by(options));
    for (const auto& [name, value] : metrics) {
        const bool is_time = name.ends_with("_us");
        const std::string words = metric_words(name);
        text += is_time
                    ? fmt::format("{:<20}{:>12.2f} ms\n", words, static_cast<double>(value) / 1000)
                    : fmt::format("{:<20}{:>12}\n", words, value);
    }
    return text;
}

core::JsonSpec spec_of(const LoadOptions& options) {
    const std::size_t limiter = static_cast<std::size_t>(options.limiter);
    return {{"command", core::json_string("load")},
            {"url", core::json_string(fmt::format("http://{}{}", service::authority(options.url),
                                                  options.url.target))},
            {"requests", std::to_string(options.requests)},
            {"limiter", core::json_string(service::limiter_names[limiter])},
            {"limit", std::to_string(options.limit)},
            {"rate_per_s", std::to_string(options.rate_per_s)},
            {"burst", std::to_string(options.burst)},
            {"retries", std::to_string(options.retries)},
            {"timeout_ms", std::to_string(core::to_us(options.timeout) / 1000)},
            {"seed", std::to_string(options.seed)}};
}

std::string to_json(const LoadOptions& options, const std::vector<core::Metric>& metrics) {
    return fmt::format("{{\"spec\": {}, \"metrics\": {}}}\n", json_object(spec_of(options)),
                       json_object(metrics));
}

std::string shown(const LoadRequest& request, const std::vector<core::Metric>& metrics) {
    switch (request.format) {
    case LoadFormat::text:
        return to_text(request.options, metrics);
    case LoadFormat::metrics:
        return metric_lines(metrics);
    case LoadFormat::json:
        return to_json(request.options, metrics);
    }
    return {};
}

/// The client on its loop, from the first request to the last answer.
class Loader {
public:
    Loader(const LoadRequest& request, core::EventSink* sink,
           std::function<void(std::string_view)> show_progress)
        : m_requests(request.options.requests), m_loop(m_clock, sink), m_network(m_clock),
          m_signals(m_clock, m_loop, core::ProcessSignals::Afterwards::nothing),
          m_client(m_loop, m_network, request.options), m_show_progress(std::move(show_progress)) {
        m_loop.set_max_iterations(SIZE_MAX);
        m_loop.add_signal_handler(core::Signal::terminate, [this] { // as Ctrl-C
            m_loop.signal_at(m_loop.now(), core::Signal::interrupt);
        });
    }

    /// False if it was interrupted.
    bool run() {
        bool is_whole = true;
        try {
            core::Runner{m_loop}.run(main());
        } catch (const core::KeyboardInterrupt&) {
            is_whole = false;
        }
        if (m_show_progress) {
            m_show_progress("");
        }
        return is_whole;
    }

    std::vector<core::Metric> metrics() {
        return metrics_of(m_client.counts(), m_client.connections(), m_loop.now());
    }
    const LoadCounts& counts() const { return m_client.counts(); }

private:
    core::Coro<void> main() {
        std::optional<core::Task<void>> progress;
        if (m_show_progress) {
            progress = m_loop.create_task(tell_progress(), "progress");
        }
        co_await m_client.run();
        if (progress) {
            progress->cancel();
        }
    }

    core::Coro<void> tell_progress() {
        while (true) {
            co_await core::sleep(progress_interval);
            const LoadCounts& counts = m_client.counts();
            m_show_progress(fmt::format("{} of {} answered, {} in flight, {} rejected, {} failed",
                                        counts.completed, m_requests, counts.in_flight,
                                        counts.rejected, counts.failed));
        }
    }

    std::int64_t m_requests;
    core::AsioClock m_clock;
    core::Loop m_loop;
    core::TcpNetwork m_network;
    core::ProcessSignals m_signals;
    RateLimitedClient m_client;
    std::function<void(std::string_view)> m_show_progress;
};

} // namespace

Output load(const LoadRequest& request,
            const std::function<void(std::string_view)>& show_progress) {
    auto opened = open_file_for(request.trace);
    if (!opened) {
        return {{}, to_error_line(opened.error().message), ExitCode::usage};
    }
    std::optional<AtomicFile> trace_file = std::move(opened).value();
    core::Recorder recorder;
    Output output;
    {
        Loader loader{request, trace_file ? &recorder : nullptr, show_progress};
        const bool is_whole = loader.run();
        output.out = shown(request, loader.metrics());
        const std::int64_t failed = loader.counts().failed;
        output.code = is_whole && failed == 0 ? ExitCode::fine : ExitCode::failed;
        if (!is_whole) {
            output.err = to_error_line("interrupted, so this is what was done until then");
        } else if (failed > 0) {
            const std::string& reason = loader.counts().last_error;
            output.err = to_error_line(
                fmt::format("requests that were given up: {}; the last reason: {}", failed,
                            reason.empty() ? "429 or 503 to each attempt" : reason));
        }
    }
    if (trace_file) {
        const auto written =
            trace_file->write(core::to_json(*recorder.take(), spec_of(request.options)));
        if (!written) {
            output.err = to_error_line(written.error().message);
            output.code = ExitCode::failed;
        }
    }
    return output;
}

} // namespace app
