#pragma once
#include "core/net/http_reader.hpp"
#include "core/net/stream.hpp"
#include "core/sync/event.hpp"
#include "core/sync/semaphore.hpp"
#include "service/access_log.hpp"

#include <chrono>
#include <functional>
#include <map>
#include <memory>

namespace service {

struct ServiceOptions {
    core::Duration work{};                                  ///< what GET /work takes
    core::Duration lame_duck{};                             ///< unready, but still accepting
    core::Duration drain = std::chrono::seconds{10};        ///< for requests in flight
    core::Duration cut_limit = std::chrono::seconds{1};     ///< for the cleanup of what is cut
    core::Duration read_timeout = std::chrono::seconds{10}; ///< for a whole request; else 408
    core::Duration send_timeout = std::chrono::seconds{10}; ///< for a whole answer
    core::Duration idle_timeout = std::chrono::seconds{75}; ///< between two requests
    std::size_t max_connections = 1000;                     ///< more wait to be accepted
    core::HttpLimits limits;
};

/// How far a shutdown has come.
enum class Phase : std::uint8_t {
    serving,
    unready,  ///< /healthz says 503, everything else goes on
    draining, ///< nobody new, no idle connections, requests in flight go on
    cutting,  ///< the rest is cancelled and cleans up
    flushing, ///< the access log
    ended,
};

struct ServiceCounts {
    std::int64_t connections = 0; ///< accepted so far
    std::int64_t accepted = 0;    ///< requests that came whole
    std::int64_t completed = 0;   ///< answers sent whole, errors included = lines of the log
    std::int64_t rejected = 0;    ///< requests that were refused: 400, 408, 413, 431
    std::int64_t cut = 0; ///< accepted or rejected, but the service did not wait for the answer
    std::int64_t abandoned = 0; ///< accepted or rejected, but the client did not take the answer
};

/// A small HTTP service that ends as a service should. GET /work takes its time, GET /healthz tells
/// whether the service wants more: 200, or 503 once it is to stop.
///
/// accepted + rejected = completed + cut + abandoned, once it has ended.
///
/// SIGTERM or SIGINT: unready → nobody is accepted any more → idle connections are closed, answers
/// carry `Connection: close` → requests in flight finish → at the deadline the rest is cancelled
/// and its cleanup awaited, up to a second limit → the log is flushed and synced → the exit code is
/// a value. A second signal cuts at once.
///
/// The article's GracefulService (semantics/article.md, ii) in its robust form.
class GracefulService {
public:
    /// Opens the port (0: any). Throws OsError. Loop, network and log must outlive the service, and
    /// the service must outlive its tasks, so: Runner::run, too.
    GracefulService(core::Loop& loop, core::Network& network, std::uint16_t port,
                    const ServiceOptions& options, AccessLog& log);
    ~GracefulService();

    /// Serves until a signal, then shuts down. 0: clean; 1: something was cut or lost.
    ///
    /// Suspends as long as that takes. To be called once; a cancelled run() ends at once and
    /// leaves its tasks to the loop's teardown.
    core::Coro<int> run();

    /// What the signals do: the first call begins the shutdown, the second cuts it short.
    void stop();

    /// Called at the begin of each phase, inside the task of run().
    void on_phase(std::function<void(Phase)> callback) { m_on_phase = std::move(callback); }

    std::uint16_t port() const { return m_listener->port(); }
    const ServiceCounts& counts() const { return m_counts; }
    /// What the log lost, if run() found that out; empty otherwise.
    const std::string& log_error() const { return m_log_error; }

private:
    class Connection;
    class Membership;

    void enter(Phase phase);
    void count(std::string_view name, std::int64_t& number);
    core::Coro<void> accept_connections();
    core::Coro<void> flush_regularly();
    core::Coro<void> await_within(core::AsyncEvent& event, std::string_view name,
                                  core::Duration limit);
    core::Coro<void> take_the_backlog();
    core::Coro<void> drain();
    core::Coro<void> cut_the_rest();
    int close_log();
    void start(std::unique_ptr<core::Stream> stream, core::Semaphore::Permit slot);
    void forget(std::int64_t number);
    bool is_ready() const { return m_phase == Phase::serving; }
    bool is_draining() const { return m_phase >= Phase::draining; }

    core::Loop& m_loop;
    ServiceOptions m_options;
    AccessLog& m_log;
    std::unique_ptr<core::Listener> m_listener;
    core::Semaphore m_slots;
    core::AsyncEvent m_stop;
    core::AsyncEvent m_force;
    core::AsyncEvent m_quiet; // no connection is left, or nobody wants to wait for one
    Phase m_phase = Phase::serving;
    ServiceCounts m_counts;
    std::map<std::int64_t, std::shared_ptr<Connection>> m_connections;
    std::function<void(Phase)> m_on_phase;
    std::string m_log_error;
};

/// "draining"
std::string_view name_of(Phase phase);

} // namespace service
