#pragma once
#include "core/net/memory_network.hpp"
#include "service/graceful_service.hpp"
#include "tests/support/engine_run.hpp"

#include <functional>
#include <string>
#include <vector>

namespace support {

/// Keeps the lines, and fails to close if it is told to.
class NotedLog final : public service::AccessLog {
public:
    std::vector<std::string> lines;
    bool fails = false;
    std::function<void()> on_close;

    void add(const service::LogEntry& entry) override { lines.push_back(service::to_line(entry)); }
    void flush() override {}
    core::Result<std::monostate> close() override {
        if (on_close) {
            on_close();
        }
        if (fails) {
            return core::Error{"the access log lost 1 lines: No space left on device"};
        }
        return std::monostate{};
    }
};

/// A service on the virtual clock; its clients are 1 ms away.
struct ServiceRun : EngineRun {
    core::MemoryNetwork network{loop, std::chrono::milliseconds{1}};
    NotedLog log;
    service::GracefulService service;
    core::Task<int> exit_code;

    explicit ServiceRun(const service::ServiceOptions& options)
        : service(loop, network, 80, options, log),
          exit_code(loop.create_task(service.run(), "service")) {
        service.on_phase(
            [this](service::Phase phase) { note(std::string{service::name_of(phase)}); });
    }
};

/// One client: sends what it is told to and reads answers.
class TestClient {
public:
    explicit TestClient(std::unique_ptr<core::Stream> stream)
        : m_stream(std::move(stream)),
          m_reader(*m_stream, core::HttpReader::Kind::responses, core::HttpLimits{}) {}

    core::Stream& stream() { return *m_stream; }

    /// The next answer; nullopt: the service has ended the connection.
    core::Coro<std::optional<core::HttpMessage>> answer() { return m_reader.next(); }

    /// A request and the status of its answer; 0: there was none.
    core::Coro<int> get(std::string target) {
        const std::string request = core::http_get("test", target);
        co_await m_stream->write(request);
        const std::optional<core::HttpMessage> got = co_await answer();
        co_return got ? got->status : 0;
    }

private:
    std::unique_ptr<core::Stream> m_stream;
    core::HttpReader m_reader;
};

/// A connection to the service of the run.
inline core::Coro<std::unique_ptr<TestClient>> connect(ServiceRun& run) {
    std::unique_ptr<core::Stream> stream = co_await run.network.connect("localhost", 80);
    co_return std::make_unique<TestClient>(std::move(stream));
}

} // namespace support
