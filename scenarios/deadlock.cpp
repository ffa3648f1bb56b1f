// Transfers that need two locks each, or two permits: who waits for whom, and what helps?
//
// opposite-order  each locks its own account first: they wait for each other in a ring
// global-order    all lock in the same order, the account with the lower number first
// timeout         who has waited too long lets go of what it has, and tries again later
// taken-twice     who holds a permit wants another one of the same semaphore
// passed-on       who holds a permit hands it on to the function that needs one
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/engine/timeout.hpp"
#include "core/sync/lock.hpp"
#include "core/sync/semaphore.hpp"
#include "scenarios/programs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <string_view>

namespace scenarios {

namespace {

/// Accounts with a lock each, and a few connections to the database.
struct Bank {
    Bank(core::Loop& in, const ParamValues& of)
        : loop(in), values(of),
          connections(in, static_cast<int>(of.get("permits")), "connections") {
        for (int number = 1; number <= of.get("transfers"); ++number) {
            accounts.emplace_back(in, fmt::format("account-{}", number));
        }
    }

    core::Loop& loop;
    const ParamValues& values;
    std::deque<core::Lock> accounts;
    core::Semaphore connections;
    int done = 0;
};

core::Coro<void> with_both(Bank& bank, core::Lock& first, core::Lock& second) {
    const auto outer = co_await first.acquire();      // [first]
    co_await core::sleep(bank.values.ms("read_ms"));  // [read]
    const auto inner = co_await second.acquire();     // [second]
    co_await core::sleep(bank.values.ms("write_ms")); // [write]
}

/// Tells whether it got both locks.
core::Coro<bool> try_both(Bank& bank, core::Lock& first, core::Lock& second) {
    const auto outer = co_await first.acquire();     // [try-first]
    co_await core::sleep(bank.values.ms("read_ms")); // [try-read]
    std::optional<core::Lock::Guard> inner;
    const auto take = [&](core::Timeout&) -> core::Coro<void> {
        inner.emplace(co_await second.acquire()); // [try-second]
    };
    try {
        co_await core::timeout(bank.loop, "patience", bank.values.ms("patience_ms"), take);
    } catch (const core::TimeoutError&) { // [give-up]
        co_return false;
    }
    co_await core::sleep(bank.values.ms("write_ms")); // [try-write]
    co_return true;
}

core::Coro<void> with_patience(Bank& bank, int number, core::Lock& first, core::Lock& second) {
    for (int tries = 0; tries < bank.values.get("tries"); ++tries) {
        const bool done = co_await try_both(bank, first, second);
        if (done) {
            co_return;
        }
        co_await core::sleep(number * bank.values.ms("retry_ms")); // not all at once [retry]
    }
    throw core::RuntimeError{fmt::format("transfer-{} has no try left", number)}; // [no-try-left]
}

/// Can be called from anywhere, so it sees to its own connection.
core::Coro<void> write_entry(Bank& bank) {
    const auto connection = co_await bank.connections.acquire(); // [inner]
    co_await core::sleep(bank.values.ms("write_ms"));            // [inner-write]
}

core::Coro<void> taken_twice(Bank& bank) {
    const auto connection = co_await bank.connections.acquire(); // [outer]
    co_await core::sleep(bank.values.ms("read_ms"));             // [outer-read]
    co_await write_entry(bank);
}

core::Coro<void> write_entry_with(const core::Semaphore::Permit&, Bank& bank) {
    co_await core::sleep(bank.values.ms("write_ms")); // [once-write]
}

core::Coro<void> passed_on(Bank& bank) {
    const auto connection = co_await bank.connections.acquire(); // [once]
    co_await core::sleep(bank.values.ms("read_ms"));             // [once-read]
    co_await write_entry_with(connection, bank);
}

/// From account `number` to the next one; the last one's next is the first.
core::Coro<void> transfer(Bank& bank, int number) {
    co_await core::sleep((number - 1) * bank.values.ms("apart_ms")); // [arrive]
    const int next = number % static_cast<int>(bank.accounts.size()) + 1;
    const auto account = [&](int of) -> core::Lock& {
        return bank.accounts[static_cast<std::size_t>(of) - 1];
    };
    const std::string_view mode = bank.values.choice("mode");
    if (mode == "opposite-order") {
        co_await with_both(bank, account(number), account(next)); // [own-first]
    } else if (mode == "global-order") {
        const auto [low, high] = std::minmax(number, next);
        co_await with_both(bank, account(low), account(high)); // [low-first]
    } else if (mode == "timeout") {
        co_await with_patience(bank, number, account(number), account(next));
    } else if (mode == "taken-twice") {
        co_await taken_twice(bank);
    } else {
        co_await passed_on(bank);
    }
    bank.loop.counter("transfers_done", ++bank.done);
}

} // namespace

core::Coro<int> deadlock_main(core::Loop& loop, const ParamValues& values, std::uint64_t, World&) {
    Bank bank{loop, values};
    loop.counter("transfers_done", 0);
    const auto body = [&](core::TaskGroup& group) -> core::Coro<void> {
        for (int number = 1; number <= values.get("transfers"); ++number) {
            group.create_task(transfer(bank, number),
                              fmt::format("transfer-{}", number)); // [create]
        }
        co_return;
    };
    try {
        co_await core::task_group(loop, "transfers", body); // [group]
        loop.mark("all transfers are done");
    } catch (const std::exception&) { // [catch]
        loop.error_seen(std::current_exception());
        loop.mark("main sees the error: a transfer has given up for good");
    }
    co_return 0;
}

} // namespace scenarios
