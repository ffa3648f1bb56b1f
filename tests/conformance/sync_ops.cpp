#include "tests/conformance/interpreter_class.hpp"

namespace conformance {

Held Interpreter::held(const Statement& st) {
    if (st.op == "lock") {
        return held(*m_locks.at(st.name));
    }
    if (st.op == "cond") {
        return held(*m_conditions.at(st.name));
    }
    const auto bounded = m_bounded.find(st.name);
    return bounded != m_bounded.end() ? held(*bounded->second) : held(*m_semaphores.at(st.name));
}

Coro<Flow> Interpreter::op_held(const Statement& st, const std::string& task) {
    const Held resource = held(st);
    const std::string place =
        fmt::format("\"task\":{},\"res\":{}", Json(task).dump(), Json(st.name).dump());
    const auto report = [&](std::string_view kind, const std::string& error = {}) {
        emit(kind, fmt::format("{}{},\"value\":{}", place, error, resource.value()));
    };
    report("acquire");
    std::exception_ptr error;
    try {
        co_await resource.acquire();
    } catch (...) {
        error = std::current_exception();
    }
    if (error) {
        report("abandon", ",\"exc\":" + error_json(error));
        std::rethrow_exception(error);
    }
    report("acquired");
    Flow flow;
    try {
        flow = co_await block(st.body);
    } catch (...) {
        error = std::current_exception();
    }
    resource.release();
    report("release");
    if (error) {
        std::rethrow_exception(error);
    }
    co_return flow.returned() ? flow : Flow{};
}

Coro<Flow> Interpreter::op_sem_release(const Statement& st, const std::string&) {
    if (const auto bounded = m_bounded.find(st.name); bounded != m_bounded.end()) {
        bounded->second->release();
        co_return with(bounded->second->value());
    }
    Semaphore& semaphore = *m_semaphores.at(st.name);
    semaphore.release();
    co_return with(semaphore.value());
}

Coro<Flow> Interpreter::op_simple(const Statement& st, const std::string&) {
    if (st.op == "event_set") {
        m_events.at(st.name)->set();
    } else if (st.op == "event_clear") {
        m_events.at(st.name)->clear();
    } else if (st.op == "event_wait") {
        co_await m_events.at(st.name)->wait();
        co_return with(true);
    } else if (st.op == "cond_wait") {
        co_await m_conditions.at(st.name)->wait();
        co_return with(true);
    } else if (st.op == "notify") {
        m_conditions.at(st.name)->notify(st.count);
    } else if (st.op == "put") {
        co_await m_queues.at(st.name)->put(st.value);
    } else if (st.op == "get") {
        Json item = co_await m_queues.at(st.name)->get();
        co_return with(std::move(item));
    } else if (st.op == "task_done") {
        m_queues.at(st.name)->task_done();
    } else if (st.op == "join") {
        co_await m_queues.at(st.name)->join();
    } else if (st.op == "barrier") {
        const int index = co_await m_barriers.at(st.name)->wait();
        co_return with(index);
    } else if (st.op == "on_signal") {
        AsyncEvent& event = *m_events.at(st.event);
        m_loop.add_signal_handler(signal_of(st.signal), [&event] { event.set(); });
    }
    co_return Flow{};
}

} // namespace conformance
