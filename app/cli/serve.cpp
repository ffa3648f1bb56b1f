#include "app/cli/serve.hpp"

#include "core/engine/runner.hpp"
#include "core/export/json.hpp"
#include "core/export/json_text.hpp"
#include "core/net/os_error.hpp"
#include "core/net/process_signals.hpp"
#include "core/net/tcp.hpp"
#include "core/trace/recorder.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace app {

namespace {

using service::GracefulService;
using service::Phase;
using service::ServiceCounts;

/// A file that is opened before the service starts, so that a bad path costs nothing.
class TraceFile {
public:
    explicit TraceFile(std::string path) : m_path(std::move(path)) {
        m_file.reset(std::fopen(m_path.c_str(), "we"));
        m_error = m_file ? 0 : errno;
    }

    bool is_open() const { return m_file != nullptr; }

    /// Writes the text and closes the file. False if that did not work.
    bool write(const std::string& text) {
        std::FILE* file = m_file.release();
        errno = 0;
        const bool is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
        m_error = errno;
        const bool is_closed = std::fclose(file) == 0;
        m_error = is_written && !is_closed ? errno : m_error;
        return is_written && is_closed;
    }

    std::string complaint() const {
        return fmt::format("cannot write the trace {}: {}", m_path,
                           std::generic_category().message(m_error));
    }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::string m_path;
    std::unique_ptr<std::FILE, Close> m_file;
    int m_error = 0;
};

std::string phase_line(Phase phase, const ServiceCounts& counts) {
    const std::int64_t in_flight =
        counts.accepted + counts.rejected - counts.completed - counts.cut - counts.abandoned;
    switch (phase) {
    case Phase::unready:
        return "unready: /healthz says 503\n";
    case Phase::draining:
        return fmt::format("draining: nobody is accepted any more, {} requests in flight\n",
                           in_flight);
    case Phase::cutting:
        return fmt::format("cutting: {} requests in flight are cancelled\n", in_flight);
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
        : m_loop(m_clock, sink), m_network(m_clock), m_signals(m_clock, m_loop),
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
    std::unique_ptr<service::AccessLog> log = std::make_unique<service::NoAccessLog>();
    if (request.access_log) {
        auto opened = service::open_access_log(*request.access_log);
        if (!opened) {
            return complain(opened.error().message, ExitCode::usage);
        }
        log = std::move(opened).value();
    }
    std::optional<TraceFile> trace_file;
    if (request.trace) {
        trace_file.emplace(*request.trace);
        if (!trace_file->is_open()) {
            return complain(trace_file->complaint(), ExitCode::usage);
        }
    }
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
    if (trace_file && !trace_file->write(core::to_json(*recorder.take(), spec_of(request)))) {
        return complain(trace_file->complaint(), ExitCode::failed);
    }
    return output;
}

} // namespace app
