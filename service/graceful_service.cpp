#include "service/graceful_service.hpp"

#include "core/engine/sleep.hpp"
#include "core/net/os_error.hpp"
#include "service/connection.hpp"

#include <fmt/format.h>

#include <utility>

namespace service {

using namespace std::chrono_literals;

namespace {

constexpr auto accept_pause = 100ms; // when the system has no descriptors left
constexpr auto flush_interval = 1s;
constexpr int accepts_in_a_row = 64; // then the others get their turn

} // namespace

/// A connection's place in the list, as long as its task lives, even if that never takes a step.
class GracefulService::Membership {
public:
    Membership(GracefulService& service, std::int64_t number)
        : m_service(&service), m_number(number) {}
    Membership(Membership&& other) noexcept
        : m_service(std::exchange(other.m_service, nullptr)), m_number(other.m_number) {}
    Membership& operator=(Membership&&) = delete;
    ~Membership() {
        if (m_service != nullptr) {
            m_service->forget(m_number);
        }
    }

private:
    GracefulService* m_service;
    std::int64_t m_number;
};

GracefulService::GracefulService(core::Loop& loop, core::Network& network, std::uint16_t port,
                                 const ServiceOptions& options, AccessLog& log)
    : m_loop(loop), m_options(options), m_log(log), m_listener(network.listen(port)),
      m_slots(loop, static_cast<int>(options.max_connections), "connection slot"),
      m_stop(loop, "signal"), m_force(loop, "second signal"), m_quiet(loop, "connections ended") {}

// Not at the end of run(): a signal during the flush or the teardown is one too many, no Ctrl-C.
GracefulService::~GracefulService() {
    for (const core::Signal signal : {core::Signal::terminate, core::Signal::interrupt}) {
        m_loop.remove_signal_handler(signal);
    }
}

void GracefulService::stop() {
    if (m_stop.is_set()) {
        m_force.set();
        m_quiet.set();
    }
    m_stop.set();
}

core::Coro<int> GracefulService::run() {
    for (const core::Signal signal : {core::Signal::terminate, core::Signal::interrupt}) {
        m_loop.add_signal_handler(signal, [this] { stop(); });
    }
    const core::Task<void> accepting = m_loop.create_task(accept_connections(), "accept");
    const core::Task<void> flushing = m_loop.create_task(flush_regularly(), "access-log");
    enter(Phase::serving);
    co_await m_stop.wait();
    enter(Phase::unready);
    co_await await_within(m_force, "lame duck", m_options.lame_duck);
    accepting.cancel();
    enter(Phase::draining);
    co_await take_the_backlog();
    co_await drain();
    if (!m_connections.empty()) {
        enter(Phase::cutting);
        co_await cut_the_rest();
    }
    flushing.cancel();
    enter(Phase::flushing);
    const int log_code = close_log();
    enter(Phase::ended);
    co_return m_counts.cut > 0 || !m_connections.empty() ? 1 : log_code;
}

/// Waits for the event, but not longer than that.
core::Coro<void> GracefulService::await_within(core::AsyncEvent& event, std::string_view name,
                                               core::Duration limit) {
    if (limit <= core::Duration::zero()) {
        co_return;
    }
    const auto body = [&event](core::Timeout&) -> core::Coro<void> { co_await event.wait(); };
    try {
        co_await core::timeout(m_loop, name, limit, body);
    } catch (const core::TimeoutError&) {
        m_loop.mark(fmt::format("{} is over", name));
    }
}

/// Who has connected before the signal is let in, as far as there are slots; then the door is shut.
core::Coro<void> GracefulService::take_the_backlog() {
    while (!m_slots.locked()) {
        std::unique_ptr<core::Stream> stream = m_listener->accept_now();
        if (stream == nullptr) {
            break;
        }
        core::Semaphore::Permit slot = co_await m_slots.acquire(); // does not wait
        start(std::move(stream), std::move(slot));
    }
    m_listener->close();
}

core::Coro<void> GracefulService::drain() {
    for (const auto& [number, connection] : m_connections) {
        connection->end_if_idle();
    }
    if (!m_connections.empty()) {
        co_await await_within(m_quiet, "drain deadline", m_options.drain);
    }
}

core::Coro<void> GracefulService::cut_the_rest() {
    m_quiet.clear();
    for (const auto& [number, connection] : m_connections) {
        connection->cut();
    }
    co_await await_within(m_quiet, "cut limit", m_options.cut_limit);
}

int GracefulService::close_log() {
    const auto closed = m_log.close();
    if (!closed) {
        m_log_error = closed.error().message;
        m_loop.mark(m_log_error);
    }
    return closed ? 0 : 1;
}

core::Coro<void> GracefulService::accept_connections() {
    int in_a_row = 0;
    while (true) {
        core::Semaphore::Permit slot = co_await m_slots.acquire();
        std::unique_ptr<core::Stream> stream;
        std::string refusal;
        try {
            stream = co_await m_listener->accept();
        } catch (const core::OsError& error) {
            refusal = error.what();
        }
        if (stream == nullptr) {
            // As asyncio: whatever it was, descriptors most likely, may be better in a moment.
            m_loop.mark(refusal);
            co_await core::sleep(accept_pause);
            continue;
        }
        start(std::move(stream), std::move(slot));
        if (++in_a_row == accepts_in_a_row) {
            in_a_row = 0;
            co_await core::sleep(0s);
        }
    }
}

void GracefulService::start(std::unique_ptr<core::Stream> stream, core::Semaphore::Permit slot) {
    count("connections", m_counts.connections);
    const std::int64_t number = m_counts.connections;
    const auto connection = std::make_shared<Connection>(*this, std::move(stream));
    m_connections.emplace(number, connection);
    // What it holds lives in its parameters: they die with the task, whether it ran or not.
    const auto serve = [](std::shared_ptr<Connection> served, Membership,
                          core::Semaphore::Permit) -> core::Coro<void> { co_await served->run(); };
    const std::string name = m_loop.is_traced() ? fmt::format("connection-{}", number) : "";
    connection->set_task(
        m_loop.create_task(serve(connection, Membership{*this, number}, std::move(slot)), name));
}

void GracefulService::forget(std::int64_t number) {
    m_connections.erase(number);
    if (is_draining() && m_connections.empty()) {
        m_quiet.set();
    }
}

core::Coro<void> GracefulService::flush_regularly() {
    while (true) {
        co_await core::sleep(flush_interval);
        m_log.flush();
    }
}

void GracefulService::enter(Phase phase) {
    m_phase = phase;
    m_loop.mark(name_of(phase));
    if (m_on_phase) {
        m_on_phase(phase);
    }
}

void GracefulService::count(std::string_view name, std::int64_t& number) {
    ++number;
    m_loop.counter(name, number);
}

std::string_view name_of(Phase phase) {
    constexpr std::array<std::string_view, 6> names{"serving", "unready",  "draining",
                                                    "cutting", "flushing", "ended"};
    return names[static_cast<std::size_t>(phase)];
}

} // namespace service
