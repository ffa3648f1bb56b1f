#include "tests/conformance/interpreter.hpp"

#include "tests/conformance/interpreter_class.hpp"

#include <algorithm>

namespace conformance {

namespace {

std::exception_ptr make_error(const Statement& st) {
    if (st.exception == "CancelledError") {
        return std::make_exception_ptr(CancelledError{});
    }
    if (st.exception == "SystemExit") {
        return std::make_exception_ptr(SystemExit{});
    }
    if (st.exception == "KeyboardInterrupt") {
        return std::make_exception_ptr(KeyboardInterrupt{});
    }
    static constexpr std::string_view user_types[] = {"E1", "E2"}; // outlive every Exception
    return std::make_exception_ptr(
        Exception{st.exception == "E1" ? user_types[0] : user_types[1], st.message});
}

/// Python's isinstance(error, type) for the types that the format knows.
bool matches(const std::exception_ptr& error, const std::string& type) {
    if (type == "BaseException") {
        return true;
    }
    if (type == "Exception") {
        return kind_of(error) == ErrorKind::ordinary;
    }
    const std::string text = error_text(error);
    return text.substr(0, text.find_first_of(":[")) == type;
}

} // namespace

std::optional<Duration> limit_of(const Statement& st) {
    return st.us ? std::optional<Duration>{std::chrono::microseconds{*st.us}} : std::nullopt;
}

std::string Interpreter::run() {
    for (const SignalAt& signal : m_program.signals) {
        m_loop.signal_at(std::chrono::microseconds{signal.us}, signal_of(signal.signal));
    }
    try {
        Runner{m_loop}.run(task_body("main", m_program.main));
    } catch (...) {
        // Said in the rows main_end and end.
    }
    return m_writer.rows();
}

Coro<Value> Interpreter::task_body(std::string label, const Block& body) {
    if (!m_tasks.contains(label)) {
        m_tasks.emplace(label, Ref<TaskBase>{*m_loop.current_task()});
    }
    Flow flow = co_await block(body);
    co_return Value{flow.returned() ? std::move(flow.json) : Json(nullptr)};
}

Coro<Flow> Interpreter::block(const Block& body) {
    for (const Statement& st : body) {
        Flow flow = co_await statement(st);
        if (flow.returned()) {
            co_return flow;
        }
    }
    co_return Flow{};
}

Coro<Flow> Interpreter::statement(const Statement& st) {
    const std::string task = current();
    const std::string place = at(task, st);
    emit("op", fmt::format("{},\"op\":\"{}\"", place, st.op));
    m_stacks[task].push_back(fmt::format("{}#{}", st.op, st.id));
    std::exception_ptr error;
    Flow flow;
    try {
        flow = co_await perform(st, task);
    } catch (...) {
        error = std::current_exception();
    }
    m_stacks[task].pop_back();
    if (error) {
        emit("err", fmt::format("{},\"exc\":{}", place, error_json(error)));
        std::rethrow_exception(error);
    }
    if (flow.kind == Flow::Kind::skipped) {
        emit("skip", place);
    } else {
        emit("ok", fmt::format("{},\"{}\":{}", place, flow.returned() ? "ret" : "val",
                               flow.json.dump(-1, ' ', true)));
    }
    co_return flow;
}

Coro<Flow> Interpreter::perform(const Statement& st, const std::string& task) {
    static const std::map<std::string,
                          Coro<Flow> (Interpreter::*)(const Statement&, const std::string&)>
        table{
            {"sleep", &Interpreter::op_sleep},
            {"return", &Interpreter::op_return},
            {"raise", &Interpreter::op_raise},
            {"reraise", &Interpreter::op_reraise},
            {"try", &Interpreter::op_try},
            {"group", &Interpreter::op_group},
            {"spawn", &Interpreter::op_spawn},
            {"create", &Interpreter::op_create},
            {"await", &Interpreter::op_await},
            {"cancel", &Interpreter::op_cancel},
            {"uncancel", &Interpreter::op_uncancel},
            {"gather", &Interpreter::op_gather},
            {"shield", &Interpreter::op_shield},
            {"wait", &Interpreter::op_wait},
            {"wait_for", &Interpreter::op_wait_for},
            {"timeout", &Interpreter::op_timeout},
            {"reschedule", &Interpreter::op_reschedule},
            {"sem", &Interpreter::op_held},
            {"lock", &Interpreter::op_held},
            {"cond", &Interpreter::op_held},
            {"sem_release", &Interpreter::op_sem_release},
        };
    const auto found = table.find(st.op);
    return found != table.end() ? (this->*found->second)(st, task) : op_simple(st, task);
}

Coro<Flow> Interpreter::op_sleep(const Statement& st, const std::string&) {
    co_await core::sleep(std::chrono::microseconds{*st.us});
    co_return Flow{};
}

Coro<Flow> Interpreter::op_raise(const Statement& st, const std::string&) {
    std::rethrow_exception(make_error(st));
    co_return Flow{};
}

Coro<Flow> Interpreter::op_reraise(const Statement& st, const std::string&) {
    std::rethrow_exception(m_handling.at(st.id));
    co_return Flow{};
}

Coro<Flow> Interpreter::op_try(const Statement& st, const std::string& task) {
    std::exception_ptr error;
    Flow flow;
    try {
        flow = co_await block(st.body);
    } catch (...) {
        error = std::current_exception();
    }
    const Handler* handler = error ? handler_for(st, error) : nullptr;
    if (handler != nullptr) {
        emit("catch", fmt::format("{},\"exc\":{}", at(task, st), error_json(error)));
        for (const Statement& inner : handler->body) {
            m_handling[inner.id] = error;
        }
        try {
            flow = co_await block(handler->body);
            error = nullptr;
        } catch (...) {
            error = std::current_exception();
        }
    }
    if (!st.finally.empty()) {
        emit("finally", at(task, st));
        co_await block(st.finally);
    }
    if (error) {
        std::rethrow_exception(error);
    }
    co_return flow.returned() ? flow : Flow{};
}

const Handler* Interpreter::handler_for(const Statement& st, const std::exception_ptr& error) {
    for (const Handler& handler : st.handlers) {
        if (std::any_of(handler.types.begin(), handler.types.end(),
                        [&](const std::string& type) { return matches(error, type); })) {
            return &handler;
        }
    }
    return nullptr;
}

std::string run_program(const Program& program, Version version) {
    return Interpreter{program, version}.run();
}

void run_watched(const Program& program, EventSink& sink,
                 const std::function<void(Loop&)>& prepare) {
    Interpreter interpreter{program, Version::v3_11, &sink};
    prepare(interpreter.loop());
    interpreter.run();
}

} // namespace conformance
