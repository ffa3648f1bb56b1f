#include "core/sync/token_bucket.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::Notes;

TEST_SUITE("core/sync/token_bucket") {

TEST_CASE("a higher rate lets nobody wait longer, whoever was cancelled") {
    for (const bool is_changed : {false, true}) {
        EngineRun r;
        TokenBucket bucket{r.loop, 10, 1};
        const auto take = [&](std::string name) -> Coro<void> {
            co_await bucket.take();
            r.note(name);
        };
        const auto main = [&]() -> Coro<void> {
            std::vector<Task<void>> tasks;
            for (const char* name : {"a", "b", "c", "d", "e"}) {
                tasks.push_back(r.loop.create_task(take(name)));
            }
            co_await sleep(50ms);
            tasks[2].cancel();
            tasks[3].cancel();
            tasks[4].cancel();
            if (is_changed) {
                bucket.set_rate(11, 1);
            }
            co_await sleep(5s);
        };
        r.run(main);
        CAPTURE(is_changed);
        // "b@95" or so when changed: it is next, whatever became of those behind it.
        CHECK(r.notes.size() == 2);
        CHECK((r.notes == Notes{"a@0", "b@100"} || r.notes == Notes{"a@0", "b@95"}));
    }
}

} // TEST_SUITE
