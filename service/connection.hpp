#pragma once
#include "core/engine/timeout.hpp"
#include "service/graceful_service.hpp"

namespace service {

/// One connection of a GracefulService: request after request until one side has enough.
class GracefulService::Connection {
public:
    Connection(GracefulService& service, std::unique_ptr<core::Stream> stream);

    /// Serves the connection to its end. CancelledError cuts what is in flight, and goes on.
    core::Coro<void> run();

    /// Ends it now if nobody is being served; otherwise after the present request.
    void end_if_idle();

    /// The task of run(); to be set before it takes its first step.
    void set_task(const core::Task<void>& task) { m_task = task; }
    void cut() { m_task->cancel(); }

private:
    enum class State : std::uint8_t { idle, reading, working, sending };
    enum class Next : std::uint8_t { request, goodbye, nothing, timed_out };

    struct Answer {
        int status = 200;
        std::string_view body;
    };

    core::Coro<void> serve();
    core::Coro<Next> exchange(core::Duration idle_limit);
    core::Coro<Next> exchange_within(core::Timeout& limit);
    core::Coro<Answer> answer_to(const core::HttpMessage& request);
    core::Coro<void> send(const core::HttpMessage& request, Answer answer, bool keep_alive);
    core::Coro<void> refuse(int status);
    core::Coro<void> say_goodbye();
    void note(const core::HttpMessage& request, Answer answer);
    bool is_serving() const { return m_state == State::working || m_state == State::sending; }

    GracefulService& m_service;
    std::unique_ptr<core::Stream> m_stream;
    core::HttpReader m_reader;
    std::optional<core::Task<void>> m_task;
    State m_state = State::idle;
    core::Timeout* m_limit = nullptr; // of the present exchange
    core::Instant m_begun{};          // of the present request
};

} // namespace service
