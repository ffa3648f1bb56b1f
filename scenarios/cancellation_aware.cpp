// A task is asked to stop while it still has something to put in order: what becomes of that?
//
// finally          saves in a `finally`; a second request interrupts the save
// shield           shields the save: it goes on, but nobody waits for it any more
// shield-and-wait  shields the save and waits for it, however often it is asked to stop
// swallow          takes the request for a hiccup and works on
#include "core/engine/cleanup.hpp"
#include "core/engine/shield.hpp"
#include "core/engine/sleep.hpp"
#include "core/engine/wait.hpp"
#include "scenarios/programs.hpp"

#include <fmt/format.h>

namespace scenarios {

namespace {

/// What all tasks share. Each of them keeps it alive.
struct Office {
    core::Loop& loop;
    const ParamValues& values;
    int saved = 0;

    bool is(std::string_view mode) const { return values.choice("mode") == mode; }
};
using Shared = std::shared_ptr<Office>;

/// Writes down how far worker `number` has come. Later workers have more to write.
core::Coro<void> save(Shared office, int number) {
    co_await core::sleep(number * office->values.ms("save_ms")); // [save]
    office->loop.counter("saved", ++office->saved);
}

core::Task<void> save_in_a_task(const Shared& office, int number) {
    const std::string name = fmt::format("save-{}", number);
    return office->loop.create_task(save(office, number), name); // [save-task]
}

/// Some of the work. The worker who swallows does not lose more than this to a request.
core::Coro<void> part(Shared office) {
    try {
        co_await core::sleep(office->values.ms("part_ms")); // [part]
    } catch (const core::CancelledError&) {
        if (!office->is("swallow")) {
            throw;
        }
        const std::string name = office->loop.current_task()->name();
        office->loop.mark(name + " drops a part and goes on"); // [swallow]
    }
}

/// Goes on waiting for the save while others ask it to stop.
core::Coro<void> save_whatever_comes(Shared office, int number) {
    const core::Task<void> saving = save_in_a_task(office, number);
    while (!saving.done()) {
        try {
            co_await core::shield(saving); // [shield-wait]
        } catch (const core::CancelledError&) {
            // We are stopping already: first the save.
        }
    }
}

/// `try: work finally: save`.
core::Coro<void> worker(Shared office, int number) {
    const auto work = [&]() -> core::Coro<void> {
        for (int i = 0; i < office->values.get("parts"); ++i) {
            co_await part(office);
        }
    };
    const auto put_in_order = [&]() -> core::Coro<void> {
        if (office->is("shield")) {
            co_await core::shield(save_in_a_task(office, number)); // [shield]
        } else if (office->is("shield-and-wait")) {
            co_await save_whatever_comes(office, number);
        } else {
            co_await save(office, number); // [finally]
        }
    };
    co_await core::with_cleanup(office->loop, work, put_in_order);
}

using Workers = std::vector<core::Task<void>>;

void ask_to_stop(const Workers& workers) {
    for (const core::Task<void>& task : workers) {
        task.cancel(); // who is done does not mind [ask]
    }
}

/// Asks all workers to stop, after a while once more, and waits until the last one has ended.
core::Coro<void> stop(Shared office, Workers workers) {
    const std::vector<core::Ref<core::TaskBase>> all = [&] {
        std::vector<core::Ref<core::TaskBase>> tasks;
        for (const core::Task<void>& task : workers) {
            tasks.emplace_back(task.object());
        }
        return tasks;
    }();
    ask_to_stop(workers);
    const core::Duration patience = office->values.ms("patience_ms");
    if (patience > core::Duration::zero()) {
        constexpr auto when = core::ReturnWhen::all_completed;
        co_await core::wait(office->loop, all, when, patience); // [patience]
        ask_to_stop(workers);
    }
    co_await core::wait(office->loop, all); // [wait]
}

} // namespace

core::Coro<int> cancellation_aware_main(core::Loop& loop, const ParamValues& values, std::uint64_t,
                                        World&) {
    const auto office = std::make_shared<Office>(Office{loop, values});
    loop.counter("saved", office->saved);
    Workers workers;
    for (int i = 1; i <= values.get("workers"); ++i) {
        const std::string name = fmt::format("worker-{}", i);
        workers.push_back(loop.create_task(worker(office, i), name)); // [create]
    }
    co_await core::sleep(values.ms("cancel_at_ms")); // [cancel-at]
    co_await stop(office, workers);
    co_await core::sleep(values.ms("closing_ms")); // [closing]
    co_return 0;
}

} // namespace scenarios
