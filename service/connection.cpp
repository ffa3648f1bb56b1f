#include "service/connection.hpp"

#include "core/engine/sleep.hpp"
#include "core/net/os_error.hpp"

#include <array>
#include <utility>

namespace service {

using namespace std::chrono_literals;

namespace {

constexpr auto goodbye_limit = 500ms; // for a client that does not close its side

} // namespace

GracefulService::Connection::Connection(GracefulService& service,
                                        std::unique_ptr<core::Stream> stream)
    : m_service(service), m_stream(std::move(stream)),
      m_reader(*m_stream, core::HttpReader::Kind::requests, service.m_options.limits) {
    m_reader.on_first_byte([this] {
        m_state = State::reading;
        m_begun = m_service.m_loop.now();
        m_limit->reschedule(m_begun + m_service.m_options.read_timeout);
    });
}

core::Coro<void> GracefulService::Connection::run() {
    std::exception_ptr cancelled;
    try {
        co_await serve();
    } catch (const core::OsError&) {
        if (is_serving()) {
            m_service.count("requests_abandoned", m_service.m_counts.abandoned);
        }
    } catch (const core::CancelledError&) {
        cancelled = std::current_exception();
        if (is_serving()) {
            m_service.count("requests_cut", m_service.m_counts.cut);
        }
    }
    m_stream->close();
    if (cancelled) {
        std::rethrow_exception(cancelled);
    }
}

core::Coro<void> GracefulService::Connection::serve() {
    while (true) {
        const core::Duration idle_limit =
            m_service.is_draining() ? core::Duration::zero() : m_service.m_options.idle_timeout;
        Next next = co_await exchange(idle_limit);
        if (next == Next::timed_out) {
            next = co_await exchange(0s); // a request may have arrived at this very moment
        }
        if (next == Next::nothing) {
            co_return;
        }
        if (next != Next::request) {
            co_await say_goodbye();
            co_return;
        }
    }
}

/// One request and its answer, or nothing within the limit.
core::Coro<GracefulService::Connection::Next>
GracefulService::Connection::exchange(core::Duration idle_limit) {
    const auto body = [this](core::Timeout& limit) { return exchange_within(limit); };
    int refusal = 0;
    m_state = State::idle;
    m_begun = m_service.m_loop.now();
    try {
        co_return co_await core::timeout(m_service.m_loop, "request", idle_limit, body);
    } catch (const core::HttpError& error) {
        refusal = error.status();
    } catch (const core::TimeoutError&) {
        if (m_state == State::idle) {
            co_return Next::timed_out;
        }
        if (m_state == State::sending) {
            m_service.count("requests_abandoned", m_service.m_counts.abandoned);
            co_return Next::nothing;
        }
        refusal = 408;
    }
    co_await refuse(refusal);
    co_return Next::goodbye;
}

core::Coro<GracefulService::Connection::Next>
GracefulService::Connection::exchange_within(core::Timeout& limit) {
    m_limit = &limit;
    struct Reset {
        Connection& connection;
        ~Reset() { connection.m_limit = nullptr; }
    } const reset{*this};
    const std::optional<core::HttpMessage> request = co_await m_reader.next();
    if (!request) {
        co_return Next::nothing;
    }
    m_state = State::working;
    limit.reschedule(std::nullopt);
    m_service.count("requests_accepted", m_service.m_counts.accepted);
    const Answer answer = co_await answer_to(*request);
    const bool keep_alive = request->keep_alive && !m_service.is_draining();
    m_state = State::sending;
    limit.reschedule(m_service.m_loop.now() + m_service.m_options.send_timeout);
    co_await send(*request, answer, keep_alive);
    co_return keep_alive ? Next::request : Next::goodbye;
}

core::Coro<GracefulService::Connection::Answer>
GracefulService::Connection::answer_to(const core::HttpMessage& request) {
    const std::string_view path = request.path();
    if (path == "/work") {
        if (m_service.m_options.work > core::Duration::zero()) {
            co_await core::sleep(m_service.m_options.work);
        }
        co_return Answer{200, "done\n"};
    }
    if (path == "/healthz") {
        co_return m_service.is_ready() ? Answer{200, "ready\n"} : Answer{503, "shutting down\n"};
    }
    co_return Answer{404, "there are /work and /healthz\n"};
}

core::Coro<void> GracefulService::Connection::send(const core::HttpMessage& request, Answer answer,
                                                   bool keep_alive) {
    const std::string text =
        core::http_response(answer.status, answer.body, keep_alive, request.method == "HEAD");
    co_await m_stream->write(text);
    // No await from here to the books: what was sent whole is counted, whatever comes next.
    m_state = State::idle;
    note(request, answer);
}

/// Answers what cannot be served. The client may have gone, or take its time.
core::Coro<void> GracefulService::Connection::refuse(int status) {
    const Answer answer{status, core::http_reason(status)};
    const core::HttpMessage nothing_understood;
    const auto body = [&](core::Timeout&) { return send(nothing_understood, answer, false); };
    m_state = State::sending;
    m_service.count("requests_rejected", m_service.m_counts.rejected);
    try {
        co_await core::timeout(m_service.m_loop, "refusal", m_service.m_options.send_timeout, body);
    } catch (const core::TimeoutError&) {
        m_service.count("requests_abandoned", m_service.m_counts.abandoned);
        m_state = State::idle;
    }
}

void GracefulService::Connection::note(const core::HttpMessage& request, Answer answer) {
    const core::Instant now = m_service.m_loop.now();
    m_service.count("requests_completed", m_service.m_counts.completed);
    m_service.m_log.add({now, m_stream->peer(), request.method, request.target, answer.status,
                         request.method == "HEAD" ? 0 : answer.body.size(), now - m_begun});
}

/// A socket that is closed while bytes of the client are unread is reset, and the client may lose
/// answers that it has not read yet. So: say that nothing more comes, and wait until the client
/// closes as well, but not for long.
core::Coro<void> GracefulService::Connection::say_goodbye() {
    m_stream->write_eof();
    const auto body = [this](core::Timeout&) -> core::Coro<void> {
        std::array<char, 4096> ignored{};
        std::size_t count = 1;
        while (count > 0) {
            count = co_await m_stream->read(ignored);
        }
    };
    try {
        co_await core::timeout(m_service.m_loop, "goodbye", goodbye_limit, body);
    } catch (const core::TimeoutError&) { // NOLINT(bugprone-empty-catch): long enough
    }
}

void GracefulService::Connection::end_if_idle() {
    if (m_state == State::idle && m_limit != nullptr && !m_limit->expired()) {
        m_limit->reschedule(m_service.m_loop.now());
    }
}

} // namespace service
