// One of several tasks fails: what happens to the others?
//
// gather                    throws the error at once and leaves the other tasks running
// gather-return-exceptions  waits for all of them; errors are ordinary results
// task-group                cancels the others, waits for their cleanup, throws an ExceptionGroup
#include "core/engine/gather.hpp"
#include "core/engine/loop.hpp"
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "scenarios/on_cancel.hpp"
#include "scenarios/programs.hpp"

#include <fmt/format.h>

#include <array>

namespace scenarios {

namespace {

using Tasks = std::vector<core::Task<std::string>>;

/// Task `number`: works, and tidies up if it is cancelled.
core::Coro<std::string> work(core::Loop& loop, int number, const ParamValues& values) {
    const std::string name = fmt::format("task-{}", number);
    const auto body = [&]() -> core::Coro<std::string> {
        if (number == values.get("fail_task")) {
            co_await core::sleep(values.ms("fail_at_ms")); // [fail-after]
            throw core::ValueError{name + " failed"};      // [fail]
        }
        const auto length = values.ms("first_ms") + (number - 1) * values.ms("step_ms");
        co_await core::sleep(length); // [work]
        co_return "result of " + name;
    };
    const auto cleanup = [&]() -> core::Coro<void> {
        co_await core::sleep(values.ms("cleanup_ms")); // [cleanup]
    };
    co_return co_await on_cancel(loop, body, cleanup);
}

/// All tasks, owned by a loop or a group: they first run when the caller awaits something.
template <class Owner>
Tasks create_tasks(Owner& owner, core::Loop& loop, const ParamValues& values) {
    Tasks tasks;
    for (int i = 1; i <= values.get("tasks"); ++i) {
        const std::string name = fmt::format("task-{}", i);
        tasks.push_back(owner.create_task(work(loop, i, values), name)); // [create]
    }
    return tasks;
}

core::Coro<void> run_gather(core::Loop& loop, const ParamValues& values) {
    const Tasks tasks = create_tasks(loop, loop, values);
    co_await core::gather(loop, tasks); // [gather]
}

core::Coro<void> run_gather_return_exceptions(core::Loop& loop, const ParamValues& values) {
    const Tasks tasks = create_tasks(loop, loop, values);
    const auto all = core::gather(loop, tasks, core::return_exceptions);
    const auto results = co_await all; // [gather-all]
    for (const auto& result : results) {
        if (!result.has_value()) { // nobody throws it for us: we have to look
            std::rethrow_exception(result.error());
        }
    }
}

core::Coro<void> run_task_group(core::Loop& loop, const ParamValues& values) {
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        create_tasks(group, loop, values);
        co_return;
    };
    co_await core::task_group(loop, "batch", body); // [group]
}

} // namespace

core::Coro<int> gather_vs_group_main(core::Loop& loop, const ParamValues& values, std::uint64_t,
                                     World&) {
    constexpr std::array runs{run_gather, run_gather_return_exceptions, run_task_group};
    try {
        co_await runs[static_cast<std::size_t>(values.get("mode"))](loop, values);
        loop.mark("main has all results");
    } catch (const std::exception&) { // [catch]
        loop.error_seen(std::current_exception());
        loop.mark("main has seen the error and goes on");
    }
    co_await core::sleep(values.ms("linger_ms")); // [linger]
    co_return 0;
}

} // namespace scenarios
