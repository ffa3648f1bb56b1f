#include "app/cli/serve.hpp"

#include "app/model/file_io.hpp"
#include "core/engine/runner.hpp"
#include "core/export/json.hpp"
#include "core/export/json_text.hpp"
#include "core/net/os_error.hpp"
#include "core/net/process_signals.hpp"
#include "core/net/tcp.hpp"
#include "core/trace/recorder.hpp"

#include <fmt/format.h>

#include <memory>

namespace app {

namespace {

using service::GracefulService;
using service::Phase;
using service::ServiceCounts;

std::string phase_line(Phase phase, const ServiceCounts& counts) {
    const std::int64_t in_flight =
        counts.accepted + counts.rejected - counts.completed - counts.cut - counts.abandoned;
    switch (phase) {
    case Phase::unready:
        return "unready: /healthz says 503\n";
    case Phase::draining:
        return fmt::format("draining: nobody is accepted any more; requests in flight: {}\n",
                           in_flight);
    case Phase::cutting:
        return fmt::format("cutting: requests that are cancelled: {}\n", in_flight);
    case Phase::flushing:
        return "flushing: the access log\n";
    case Phase::serving:
    case Phase::ended:
        break;
    }
    return {};
}

std::string books(const ServiceCounts& counts, int exit_code) {
    return fmt::format("ended: {} connections, {} requests accepted, {} rejected, {} completed, "
                       "{} cut, {} abandoned; exit code {}\n",
                       counts.connections, counts.accepted, counts.rejected, counts.completed,
                       counts.cut, counts.abandoned, exit_code);
}

core::JsonSpec spec_of(const ServeRequest& request) {
    const auto ms = [](core::Duration duration) {
        return std::to_string(core::to_us(duration) / 1000);
    };
    return {{"command", core::json_string("serve")},
            {"work_ms", ms(request.options.work)},
            {"drain_ms", ms(request.options.drain)},
            {"lame_duck_ms", ms(request.options.lame_duck)},
            {"max_connections", std::to_string(request.options.max_connections)}};
}

/// The service on its loop, from the open port to the exit code.
class Server {
public:
    Server(const ServeRequest& request, service::AccessLog& log, core::EventSink* sink)
        : m_loop(m_clock, sink), m_network(m_clock),
          m_signals(m_clock, m_loop, core::ProcessSignals::Afterwards::nothing),
          m_service(m_loop, m_network, request.port, request.options, log) {
        m_loop.set_max_iterations(SIZE_MAX);
    }

    int run(const std::function<void(std::string_view)>& say) {
        say(fmt::format("listening on 127.0.0.1:{}\n", m_service.port()));
        m_service.on_phase([&](Phase phase) { say(phase_line(phase, m_service.counts())); });
        const int code = core::Runner{m_loop}.run(m_service.run());
        say(books(m_service.counts(), code));
        return code;
    }

    const std::string& log_error() const { return m_service.log_error(); }

private:
    core::AsioClock m_clock;
    core::Loop m_loop;
    core::TcpNetwork m_network;
    core::ProcessSignals m_signals;
    GracefulService m_service;
};

Output complain(std::string_view sentence, ExitCode code) {
    return {{}, to_error_line(sentence), code};
}

} // namespace

Output serve(const ServeRequest& request, const std::function<void(std::string_view)>& say) {
    keep_standard_files_taken();
    std::unique_ptr<service::AccessLog> log = std::make_unique<service::NoAccessLog>();
    if (request.access_log) {
        auto opened = service::open_access_log(*request.access_log);
        if (!opened) {
            return complain(opened.error().message, ExitCode::usage);
        }
        log = std::move(opened).value();
    }
    auto opened = open_file_for(request.trace);
    if (!opened) {
        return complain(opened.error().message, ExitCode::usage);
    }
    std::optional<AtomicFile> trace_file = std::move(opened).value();
    core::Recorder recorder;
    Output output;
    try {
        Server server{request, *log, trace_file ? &recorder : nullptr};
        output.code = server.run(say) == 0 ? ExitCode::fine : ExitCode::failed;
        if (!server.log_error().empty()) {
            output.err = to_error_line(server.log_error());
        }
    } catch (const core::OsError& error) {
        return complain(fmt::format("cannot {}", error.what()), ExitCode::usage);
    }
    if (trace_file) {
        const auto written = trace_file->write(core::to_json(*recorder.take(), spec_of(request)));
        if (!written) {
            return complain(written.error().message, ExitCode::failed);
        }
    }
    return output;
}

} // namespace app
