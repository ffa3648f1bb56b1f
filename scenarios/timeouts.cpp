// Calls that may take only so long: what happens when the time is up?
//
// timeout   `async with timeout(limit)`: cuts the call short where it stands
// wait-for  `wait_for(call, limit)`: up to Python 3.11 the call becomes a task of its own
// nested    a limit for the call inside of a limit for everything: two clocks, one task
#include "core/engine/gather.hpp"
#include "core/engine/sleep.hpp"
#include "core/engine/timeout.hpp"
#include "core/engine/wait.hpp"
#include "scenarios/on_cancel.hpp"
#include "scenarios/programs.hpp"

#include <fmt/format.h>

namespace scenarios {

namespace {

/// What all tasks share. Each of them keeps it alive.
struct Client {
    core::Loop& loop;
    const ParamValues& values;
    int open = 0; // connections

    void count(int change) { loop.counter("open", open += change); }
};
using Shared = std::shared_ptr<Client>;

/// Gets answer `number` over a connection, which it closes in good order even if it is cut short.
core::Coro<int> fetch(Shared client, int number) {
    const ParamValues& values = client->values;
    const auto body = [&]() -> core::Coro<int> {
        co_await core::sleep(values.ms("first_ms") + (number - 1) * values.ms("step_ms")); // [work]
        co_return number;
    };
    const auto close = [&]() -> core::Coro<void> {
        co_await core::sleep(values.ms("cleanup_ms")); // [cleanup]
        if (number == values.get("broken_call")) {
            throw core::Exception{"ConnectionError", "already gone"}; // [break]
        }
        client->count(-1);
    };
    client->count(+1);
    const int answer = co_await on_cancel(client->loop, body, close);
    client->count(-1);
    co_return answer;
}

core::Coro<int> with_timeout(Shared client, int number) {
    const auto body = [&](core::Timeout&) -> core::Coro<int> {
        co_return co_await fetch(client, number); // [timeout]
    };
    co_return co_await core::timeout(client->loop, "limit", client->values.ms("limit_ms"), body);
}

core::Coro<int> with_wait_for(Shared client, int number) {
    const std::string name = fmt::format("fetch-{}", number);
    const core::Duration limit = client->values.ms("limit_ms");
    co_return co_await core::wait_for(client->loop, fetch(client, number), limit,
                                      name); // [wait-for]
}

core::Coro<int> with_nested_timeouts(Shared client, int number) {
    const auto body = [&](core::Timeout&) -> core::Coro<int> {
        co_return co_await with_timeout(client, number); // [inner]
    };
    const core::Duration total = client->values.ms("total_ms");
    co_return co_await core::timeout(client->loop, "total", total, body); // [outer]
}

/// A call from main's point of view: ends with the answer or an error.
core::Coro<int> call(Shared client, int number) {
    constexpr std::array calls{with_timeout, with_wait_for, with_nested_timeouts};
    const auto mode = static_cast<std::size_t>(client->values.get("mode"));
    co_return co_await calls[mode](client, number); // [call]
}

} // namespace

core::Coro<int> timeouts_main(core::Loop& loop, const ParamValues& values, std::uint64_t, World&) {
    const auto client = std::make_shared<Client>(Client{loop, values});
    client->count(0);
    std::vector<core::Task<int>> calls;
    for (int i = 1; i <= values.get("calls"); ++i) {
        const std::string name = fmt::format("call-{}", i);
        calls.push_back(loop.create_task(call(client, i), name)); // [create]
    }
    const auto all = core::gather(loop, calls, core::return_exceptions);
    const auto outcomes = co_await all; // [gather]
    for (const auto& outcome : outcomes) {
        if (!outcome.has_value()) {
            loop.error_seen(outcome.error()); // [look]
        }
    }
    co_await core::sleep(values.ms("linger_ms")); // [linger]
    co_return 0;
}

} // namespace scenarios
