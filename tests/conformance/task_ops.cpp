#include "core/engine/shield.hpp"
#include "core/engine/wait.hpp"
#include "tests/conformance/interpreter_class.hpp"

#include <algorithm>

namespace conformance {

Coro<Flow> Interpreter::op_group(const Statement& st, const std::string&) {
    const auto body = [&](TaskGroup& group) -> Coro<Flow> {
        m_groups[st.name] = &group;
        return block(st.body);
    };
    Flow flow;
    std::exception_ptr error;
    try {
        flow = co_await task_group(m_loop, st.name, body);
    } catch (...) {
        error = std::current_exception();
    }
    m_groups[st.name] = nullptr; // over: "finished" for whoever still names it
    if (error) {
        std::rethrow_exception(error);
    }
    co_return flow.returned() ? flow : Flow{};
}

Coro<Flow> Interpreter::op_spawn(const Statement& st, const std::string&) {
    const auto group = m_groups.find(st.group);
    if (group == m_groups.end()) {
        co_return skipped();
    }
    if (group->second == nullptr) {
        throw RuntimeError{"the task group is finished"};
    }
    const Task<Value> task = group->second->create_task(task_body(st.task, st.body), st.task);
    know(task);
    co_return Flow{};
}

Coro<Flow> Interpreter::op_create(const Statement& st, const std::string&) {
    know(m_loop.create_task(task_body(st.task, st.body), st.task));
    co_return Flow{};
}

bool Interpreter::reaches(const std::string& from, const std::string& to) {
    const auto& next = m_awaits[from];
    return from == to || std::any_of(next.begin(), next.end(),
                                     [&](const std::string& label) { return reaches(label, to); });
}

Coro<Flow> Interpreter::op_await(const Statement& st, const std::string& task) {
    TaskBase* target = find_task(st.task);
    if (target == nullptr || reaches(target->name(), task)) { // two labels may mean one task
        co_return skipped();
    }
    const Awaits awaits{*this, task, {target->name()}};
    const Task<Value> awaited = typed(*target);
    const Value value = co_await awaited;
    co_return with(value.json);
}

Coro<Flow> Interpreter::op_cancel(const Statement& st, const std::string&) {
    TaskBase* target = find_task(st.task);
    co_return target == nullptr ? skipped() : with(target->cancel());
}

Coro<Flow> Interpreter::op_uncancel(const Statement&, const std::string&) {
    co_return with(m_loop.current_task()->uncancel());
}

Coro<Flow> Interpreter::op_gather(const Statement& st, const std::string& task) {
    std::vector<Task<Value>> children;
    std::vector<std::string> labels;
    for (const Child& child : st.children) {
        children.push_back(m_loop.create_task(task_body(child.task, child.body), child.task));
        labels.push_back(child.task);
    }
    for (const Task<Value>& child : children) {
        know(child);
    }
    const Awaits awaits{*this, task, labels};
    Json results = Json::array();
    if (st.return_exceptions) {
        const auto all = gather(m_loop, children, return_exceptions);
        for (const Outcome<Value>& outcome : co_await all) {
            results.push_back(outcome.has_value() ? outcome.value().json
                                                  : Json("!" + error_text(outcome.error())));
        }
    } else {
        const auto all = gather(m_loop, children);
        for (const Value& value : co_await all) {
            results.push_back(value.json);
        }
    }
    co_return with(results);
}

Coro<Flow> Interpreter::op_shield(const Statement& st, const std::string&) {
    Coro<Value> shielded = shield(m_loop, task_body(st.task, st.body), st.task);
    const Value value = co_await shielded;
    co_return with(value.json);
}

Coro<Flow> Interpreter::op_wait(const Statement& st, const std::string&) {
    std::vector<Ref<TaskBase>> tasks;
    for (const std::string& label : st.tasks) {
        if (TaskBase* task = find_task(label)) {
            tasks.emplace_back(*task);
        }
    }
    if (tasks.empty()) {
        co_return skipped();
    }
    const ReturnWhen when = st.when == "FIRST_COMPLETED"   ? ReturnWhen::first_completed
                            : st.when == "FIRST_EXCEPTION" ? ReturnWhen::first_exception
                                                           : ReturnWhen::all_completed;
    std::vector<Ref<TaskBase>> done = co_await wait(m_loop, tasks, when, limit_of(st));
    std::sort(done.begin(), done.end(),
              [](const auto& a, const auto& b) { return a->id() < b->id(); });
    Json labels = Json::array();
    for (const Ref<TaskBase>& task : done) {
        labels.push_back(task->name());
    }
    co_return with(labels);
}

Coro<Flow> Interpreter::op_wait_for(const Statement& st, const std::string&) {
    Coro<Value> limited = wait_for(m_loop, task_body(st.task, st.body), limit_of(st), st.task);
    const Value value = co_await limited;
    co_return with(value.json);
}

Coro<Flow> Interpreter::op_timeout(const Statement& st, const std::string&) {
    const auto body = [&](Timeout& limit) -> Coro<Flow> {
        m_timeouts[st.name] = &limit;
        return block(st.body);
    };
    const auto limit = limit_of(st);
    const auto when = limit ? std::optional{m_loop.now() + *limit} : std::nullopt;
    Flow flow;
    std::exception_ptr error;
    try {
        flow = co_await timeout_at(m_loop, st.name, when, body);
    } catch (...) {
        error = std::current_exception();
    }
    m_timeouts[st.name] = nullptr; // over
    if (error) {
        std::rethrow_exception(error);
    }
    co_return flow.returned() ? flow : Flow{};
}

Coro<Flow> Interpreter::op_reschedule(const Statement& st, const std::string&) {
    const auto found = m_timeouts.find(st.name);
    if (found == m_timeouts.end()) {
        co_return skipped();
    }
    if (found->second == nullptr) {
        throw RuntimeError{"the time limit is over"};
    }
    const auto limit = limit_of(st);
    found->second->reschedule(limit ? std::optional{m_loop.now() + *limit} : std::nullopt);
    co_return Flow{};
}

} // namespace conformance
