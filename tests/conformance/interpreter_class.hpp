#pragma once
#include "core/engine/gather.hpp"
#include "core/engine/runner.hpp"
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/engine/timeout.hpp"
#include "core/sync/barrier.hpp"
#include "core/sync/queue.hpp"
#include "core/sync/semaphore.hpp"
#include "tests/conformance/program.hpp"
#include "tests/conformance/rows.hpp"

#include <fmt/format.h>

#include <functional>
#include <map>
#include <memory>

namespace conformance {

using namespace core;

/// The result of a task.
struct Value {
    explicit Value(Json of = nullptr) : json(std::move(of)) {}
    std::string to_text() const { return json.dump(-1, ' ', true); }
    Json json;
};

/// What a statement or block ended with, if it did not throw.
struct Flow {
    enum class Kind : std::uint8_t { value, returned, skipped };

    explicit Flow(Kind of = Kind::value, Json with = nullptr) : kind(of), json(std::move(with)) {}
    bool returned() const { return kind == Kind::returned; }

    Kind kind;
    Json json;
};

inline Flow skipped() {
    return Flow{Flow::Kind::skipped};
}

inline Flow with(Json json) {
    return Flow{Flow::Kind::value, std::move(json)};
}

/// The time of a statement; nullopt: no limit.
std::optional<Duration> limit_of(const Statement& st);

/// A resource that `async with` holds: one shape for semaphores, locks and conditions.
struct Held {
    std::function<Coro<void>()> acquire;
    std::function<void()> release;
    std::function<int()> value;
};

/// Runs one program. The program's resources are created before the loop runs.
class Interpreter {
public:
    /// Without a sink of its own a run is observed by the writer of rows.
    Interpreter(const Program& program, Version version, EventSink* sink = nullptr)
        : m_program(program), m_sink(sink == nullptr ? &m_writer : sink) {
        m_loop.set_version(version);
        m_loop.set_max_iterations(20'000); // as the judge's loop
        m_writer.set_stack_top([this](const std::string& task) {
            const auto& stack = m_stacks[task];
            return stack.empty() ? std::string{"-"} : stack.back();
        });
        for (const auto& [name, value] : program.semaphores) {
            m_semaphores.emplace(name, std::make_unique<Semaphore>(m_loop, value, name));
        }
        for (const auto& [name, value] : program.bounded_semaphores) {
            m_bounded.emplace(name, std::make_unique<BoundedSemaphore>(m_loop, value, name));
        }
        for (const std::string& name : program.locks) {
            m_locks.emplace(name, std::make_unique<Lock>(m_loop, name));
        }
        for (const std::string& name : program.events) {
            m_events.emplace(name, std::make_unique<AsyncEvent>(m_loop, name));
        }
        for (const std::string& name : program.conditions) {
            m_conditions.emplace(name, std::make_unique<Condition>(m_loop, name));
        }
        for (const auto& [name, size] : program.queues) {
            m_queues.emplace(
                name, std::make_unique<Queue<Json>>(m_loop, static_cast<std::size_t>(size), name));
        }
        for (const auto& [name, parties] : program.barriers) {
            m_barriers.emplace(name, std::make_unique<Barrier>(m_loop, parties, name));
        }
    }

    Interpreter(const Interpreter&) = delete;
    Interpreter& operator=(const Interpreter&) = delete;
    /// The loop goes first: tasks that never ended still stand in line at the resources.
    ~Interpreter() { m_owned_loop.reset(); }

    Loop& loop() { return m_loop; }

    std::string run();

private:
    static Signal signal_of(const std::string& name) {
        return name == "TERM" ? Signal::terminate : Signal::interrupt;
    }

    std::string current() const { return m_loop.current_task()->name(); }

    void emit(std::string_view kind, const std::string& fields) {
        m_writer.write(m_loop.now(), kind, fields);
    }

    static std::string at(const std::string& task, const Statement& st) {
        return fmt::format("\"task\":{},\"id\":{}", Json(task).dump(-1, ' ', true), st.id);
    }

    Coro<Value> task_body(std::string label, const Block& body);

    Coro<Flow> block(const Block& body);

    Coro<Flow> statement(const Statement& st);

    Coro<Flow> perform(const Statement& st, const std::string& task);

    Coro<Flow> op_sleep(const Statement& st, const std::string&);

    Coro<Flow> op_return(const Statement& st, const std::string&) {
        co_return Flow{Flow::Kind::returned, st.value};
    }

    Coro<Flow> op_raise(const Statement& st, const std::string&);

    Coro<Flow> op_reraise(const Statement& st, const std::string&);

    Coro<Flow> op_try(const Statement& st, const std::string& task);

    static const Handler* handler_for(const Statement& st, const std::exception_ptr& error);

    Coro<Flow> op_group(const Statement& st, const std::string&);

    Coro<Flow> op_spawn(const Statement& st, const std::string&);

    Coro<Flow> op_create(const Statement& st, const std::string&);

    void know(const Task<Value>& task) {
        m_tasks.insert_or_assign(task.name(), Ref<TaskBase>{task.object()});
    }

    TaskBase* find_task(const std::string& label) {
        const auto found = m_tasks.find(label);
        return found == m_tasks.end() ? nullptr : found->second.get();
    }

    /// Every task of a program runs task_body.
    static Task<Value> typed(TaskBase& task) {
        return Task<Value>{static_cast<TaskObject<Value>&>(task)};
    }

    bool reaches(const std::string& from, const std::string& to);

    Coro<Flow> op_await(const Statement& st, const std::string& task);

    /// Notes what a task waits for, while it does.
    struct Awaits {
        Awaits(Interpreter& of, std::string task, std::vector<std::string> labels)
            : interpreter(of), label(std::move(task)) {
            interpreter.m_awaits[label] = std::move(labels);
        }
        Awaits(const Awaits&) = delete;
        Awaits& operator=(const Awaits&) = delete;
        ~Awaits() { interpreter.m_awaits.erase(label); }

        Interpreter& interpreter;
        std::string label;
    };

    Coro<Flow> op_cancel(const Statement& st, const std::string&);

    Coro<Flow> op_uncancel(const Statement&, const std::string&);

    Coro<Flow> op_gather(const Statement& st, const std::string& task);

    Coro<Flow> op_shield(const Statement& st, const std::string&);

    Coro<Flow> op_wait(const Statement& st, const std::string&);

    Coro<Flow> op_wait_for(const Statement& st, const std::string&);

    Coro<Flow> op_timeout(const Statement& st, const std::string&);

    Coro<Flow> op_reschedule(const Statement& st, const std::string&);

    template <class Resource>
    static Coro<void> acquire_from(Resource& resource) {
        auto held = co_await resource.acquire();
        held.detach();
    }

    template <class Resource>
    static Held held(Resource& resource) {
        return {[&resource] { return acquire_from(resource); }, [&resource] { resource.release(); },
                [&resource] {
                    if constexpr (requires { resource.value(); }) {
                        return resource.value();
                    } else {
                        return resource.locked() ? 1 : 0;
                    }
                }};
    }

    Held held(const Statement& st);

    Coro<Flow> op_held(const Statement& st, const std::string& task);

    Coro<Flow> op_sem_release(const Statement& st, const std::string&);

    Coro<Flow> op_simple(const Statement& st, const std::string&);

    const Program& m_program;
    VirtualClock m_clock;
    RowWriter m_writer;
    EventSink* m_sink;
    std::unique_ptr<Loop> m_owned_loop = std::make_unique<Loop>(m_clock, m_sink);
    std::map<std::string, std::vector<std::string>> m_stacks; // by task
    std::map<std::string, std::vector<std::string>> m_awaits; // by task
    std::map<std::string, Ref<TaskBase>> m_tasks;
    std::map<std::string, TaskGroup*> m_groups;   // null once over
    std::map<std::string, Timeout*> m_timeouts;   // null once over
    std::map<int, std::exception_ptr> m_handling; // by statement
    Loop& m_loop = *m_owned_loop;
    std::map<std::string, std::unique_ptr<Semaphore>> m_semaphores;
    std::map<std::string, std::unique_ptr<BoundedSemaphore>> m_bounded;
    std::map<std::string, std::unique_ptr<Lock>> m_locks;
    std::map<std::string, std::unique_ptr<AsyncEvent>> m_events;
    std::map<std::string, std::unique_ptr<Condition>> m_conditions;
    std::map<std::string, std::unique_ptr<Queue<Json>>> m_queues;
    std::map<std::string, std::unique_ptr<Barrier>> m_barriers;
};

} // namespace conformance
