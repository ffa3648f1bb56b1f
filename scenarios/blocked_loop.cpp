// A long call without an await in it: what happens to everybody else meanwhile?
//
// on-loop         it runs where it is called: no other task takes a step before it is over
// thread          the same call in a thread of a pool: the loop is free
// thread-timeout  the same, but the caller waits only so long: nobody can stop a thread
// slices          the work is cut into slices, and others have a turn after each
#include "core/engine/loop.hpp"
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/engine/thread_pool.hpp"
#include "core/engine/timeout.hpp"
#include "scenarios/programs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace scenarios {

namespace {

using namespace std::chrono_literals;

constexpr auto arrival = 120ms; // when the reports are asked for

/// Work that takes its time: a computation, or a call that waits and knows nothing of await.
void crunch(core::Loop& loop, core::Duration length) {
    loop.block(length);
}

/// What a server does all the time for somebody: it should never be late.
core::Coro<void> heartbeat(core::Loop& loop, const ParamValues& values) {
    for (int beat = 1; beat <= values.get("beats"); ++beat) {
        const core::Instant due = loop.now() + values.ms("beat_ms");
        co_await core::sleep(values.ms("beat_ms"));                    // [beat]
        loop.counter("late_ms", core::to_us(loop.now() - due) / 1000); // [late]
    }
}

core::Coro<void> in_thread(core::Loop& loop, core::Duration length) {
    const auto call = [&loop, length] { crunch(loop, length); };
    co_await core::to_thread(loop, call); // [thread]
}

core::Coro<void> in_thread_with_limit(core::Loop& loop, core::Duration length,
                                      core::Duration patience) {
    const auto body = [&](core::Timeout&) -> core::Coro<void> {
        co_await in_thread(loop, length); // [limited]
    };
    try {
        co_await core::timeout(loop, "patience", patience, body);
    } catch (const core::TimeoutError&) { // [give-up]
        loop.mark("nobody waits for this report any more; its thread goes on");
    }
}

core::Coro<void> in_slices(core::Loop& loop, core::Duration length, core::Duration slice) {
    for (core::Duration left = length; left > 0ms; left -= slice) {
        crunch(loop, std::min(left, slice)); // [slice]
        co_await core::sleep(0ms);           // [yield]
    }
}

core::Coro<void> report(core::Loop& loop, const ParamValues& values) {
    const std::string_view mode = values.choice("mode");
    const core::Duration length = values.ms("work_ms");
    co_await core::sleep(arrival); // [arrive]
    if (mode == "on-loop") {
        crunch(loop, length); // [on-loop]
    } else if (mode == "thread") {
        co_await in_thread(loop, length);
    } else if (mode == "thread-timeout") {
        co_await in_thread_with_limit(loop, length, values.ms("patience_ms"));
    } else {
        co_await in_slices(loop, length, values.ms("slice_ms"));
    }
}

} // namespace

core::Coro<int> blocked_loop_main(core::Loop& loop, const ParamValues& values, std::uint64_t,
                                  World&) {
    loop.set_default_executor(static_cast<int>(values.get("threads"))); // [pool]
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        group.create_task(heartbeat(loop, values), "heartbeat"); // [heart]
        for (int number = 1; number <= values.get("reports"); ++number) {
            group.create_task(report(loop, values), fmt::format("report-{}", number)); // [create]
        }
        co_return;
    };
    co_await core::task_group(loop, "server", body); // [group]
    co_return 0;                                     // the teardown waits for the threads
}

} // namespace scenarios
