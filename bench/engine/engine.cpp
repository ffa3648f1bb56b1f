// The five workloads of performance.md on our engine: bench_engine b1|b2|b3|b4|b5 [traced].
#include "bench/engine/measure.hpp"
#include "core/engine/runner.hpp"
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/sync/semaphore.hpp"
#include "core/trace/recorder.hpp"

#include <cstdint>
#include <string_view>
#include <vector>

namespace {

using namespace core;
using namespace std::chrono_literals;
using bench::Sizes;

Coro<void> yield_once() {
    co_await sleep(0s);
}

/// 1000 groups of 1000 children, each yields once.
Coro<void> b1(Loop& loop) {
    const auto body = [](TaskGroup& group) -> Coro<void> {
        for (int i = 0; i < Sizes::children; ++i) {
            group.create_task(yield_once());
        }
        co_return;
    };
    for (int i = 0; i < Sizes::groups; ++i) {
        co_await task_group(loop, "group", body);
    }
}

struct Cleanup {
    int& count;
    ~Cleanup() { ++count; }
};

Coro<void> sleep_long(int& cleaned) {
    const Cleanup cleanup{cleaned};
    co_await sleep(1h);
}

Coro<void> fail_soon() {
    co_await sleep(1ms);
    throw ValueError{"no route"};
}

/// Groups of 1000 sleeping tasks; one fails, the others are cancelled and clean up.
Coro<void> b2(Loop& loop) {
    int cleaned = 0;
    const auto body = [&](TaskGroup& group) -> Coro<void> {
        for (int i = 0; i < Sizes::children; ++i) {
            group.create_task(sleep_long(cleaned));
        }
        group.create_task(fail_soon());
        co_return;
    };
    for (int i = 0; i < Sizes::rounds; ++i) {
        try {
            co_await task_group(loop, "group", body);
        } catch (const ExceptionGroup&) {
            --cleaned;
        }
    }
    if (cleaned != Sizes::rounds * (Sizes::children - 1)) {
        std::abort();
    }
}

Coro<void> worker(Semaphore& semaphore) {
    for (int i = 0; i < Sizes::turns; ++i) {
        const Semaphore::Permit permit = co_await semaphore.acquire();
        co_await sleep(0s);
    }
}

/// 1000 tasks, each 1000 times: acquire one of 10 permits, yield, release.
Coro<void> b3(Loop& loop) {
    Semaphore semaphore{loop, Sizes::permits};
    const auto body = [&](TaskGroup& group) -> Coro<void> {
        for (int i = 0; i < Sizes::workers; ++i) {
            group.create_task(worker(semaphore));
        }
        co_return;
    };
    co_await task_group(loop, "group", body);
}

Coro<void> sleep_for(Duration duration) {
    co_await sleep(duration);
}

/// A million tasks asleep at once, with distinct deadlines in no particular order.
Coro<void> b4(Loop& loop) {
    std::uint64_t random = 88172645463325252U;
    for (int i = 0; i < Sizes::sleepers; ++i) {
        random ^= random << 13U;
        random ^= random >> 7U;
        random ^= random << 17U;
        const auto deadline = 1s + Duration{static_cast<std::int64_t>(random % 1'000'000'000'000)};
        loop.create_task(sleep_for(deadline));
    }
    co_await sleep(2000s);
}

Coro<void> player() {
    for (int i = 0; i < Sizes::switches / 2; ++i) {
        co_await sleep(0s);
    }
}

/// Two coroutines that yield to the loop in turn.
Coro<void> b5(Loop& loop) {
    const Task<void> other = loop.create_task(player());
    co_await player();
    co_await other;
}

struct Workload {
    std::string_view name;
    Coro<void> (*main)(Loop&);
    double units;
};

constexpr Workload workloads[] = {
    {"b1", b1, 1.0 * Sizes::groups* Sizes::children},
    {"b2", b2, 1.0 * Sizes::rounds* Sizes::children},
    {"b3", b3, 1.0 * Sizes::workers* Sizes::turns},
    {"b4", b4, 1.0 * Sizes::sleepers},
    {"b5", b5, 1.0 * Sizes::switches},
};

} // namespace

int main(int count, char** arguments) {
    const std::string_view name = count > 1 ? arguments[1] : "";
    const bool traced = count > 2 && std::string_view{arguments[2]} == "traced";
    for (const Workload& workload : workloads) {
        if (workload.name == name) {
            bench::measure(workload.units, [&] {
                VirtualClock clock;
                Recorder recorder;
                Loop loop{clock, traced ? &recorder : nullptr};
                loop.set_max_iterations(SIZE_MAX);
                Runner{loop}.run(workload.main(loop));
            });
            return 0;
        }
    }
    std::fprintf(stderr, "usage: bench_engine b1|b2|b3|b4|b5 [traced]\n");
    return 2;
}
