// Limits that change while tasks wait for them.
#include "core/sync/semaphore.hpp"
#include "core/sync/token_bucket.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

#include <array>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::next_pass;
using support::Notes;

namespace {

constexpr std::array versions{Version::v3_11, Version::v3_12, Version::v3_13};

/// A semaphore, and tasks that hold a permit for a while.
struct Holders : EngineRun {
    Holders(Version version, int permits) : semaphore(loop, permits, "permits") {
        loop.set_version(version);
    }

    Coro<void> hold(std::string name, Duration time) {
        const Semaphore::Permit permit = co_await semaphore.acquire();
        note(name);
        co_await sleep(time);
    }
    Task<void> start(const std::string& name, Duration time) {
        return loop.create_task(hold(name, time), name);
    }

    Semaphore semaphore;
};

/// A token bucket, and tasks that take a token each.
struct Takers : EngineRun {
    Takers(std::int64_t rate_per_s, std::int64_t burst) : bucket(loop, rate_per_s, burst) {}

    Coro<void> take(std::string name) {
        co_await bucket.take();
        note(name);
    }
    Task<void> start(const std::string& name) { return loop.create_task(take(name), name); }
    void start_all(const Notes& names) {
        for (const std::string& name : names) {
            start(name);
        }
    }

    TokenBucket bucket;
};

/// Four want a token at the start; the rate of 10 per second changes after 50 ms.
Notes passed_at(std::int64_t rate_per_s, std::int64_t burst) {
    Takers r{10, 1};
    const auto main = [&]() -> Coro<void> {
        r.start_all({"a", "b", "c", "d"});
        co_await sleep(50ms);
        r.bucket.set_rate(rate_per_s, burst);
        co_await sleep(10s);
    };
    r.run(main);
    return r.notes;
}

} // namespace

TEST_SUITE("core/sync/permits") {

TEST_CASE("more permits let the waiters in at once, in the order of their arrival") {
    for (const Version version : versions) {
        CAPTURE(int(version));
        Holders r{version, 1};
        const auto main = [&]() -> Coro<void> {
            for (const char* name : {"a", "b", "c", "d", "e"}) {
                r.start(name, 10ms);
            }
            co_await sleep(5ms);
            r.semaphore.add_permits(2);
            CHECK(r.semaphore.value() == 0);
            CHECK(r.semaphore.locked());
            co_await sleep(50ms);
            CHECK(r.semaphore.value() == 3);
            CHECK_FALSE(r.semaphore.locked());
        };
        r.run(main);
        CHECK(r.notes == Notes{"a@0", "b@5", "c@5", "d@10", "e@15"});
    }
}

TEST_CASE("permits that nobody waits for are free as soon as those before them are taken") {
    for (const Version version : versions) {
        CAPTURE(int(version));
        Holders r{version, 0};
        const auto main = [&]() -> Coro<void> {
            r.start("a", 10ms);
            r.start("b", 10ms);
            co_await next_pass();
            r.semaphore.add_permits(5);
            CHECK(r.semaphore.value() == 3);
            CHECK(r.semaphore.locked()); // nobody overtakes those whose permit is on its way
            co_await next_pass();
            CHECK(r.semaphore.value() == 3);
            CHECK_FALSE(r.semaphore.locked());
            co_await sleep(20ms);
            CHECK(r.semaphore.value() == 5);
        };
        r.run(main);
        CHECK(r.notes == Notes{"a@0", "b@0"});
    }
}

TEST_CASE("fewer permits than are in use keep those that come back next") {
    for (const Version version : versions) {
        CAPTURE(int(version));
        Holders r{version, 4};
        std::vector<int> values;
        const auto main = [&]() -> Coro<void> {
            for (const int i : {1, 2, 3, 4}) {
                r.start(std::to_string(i), i * 10ms);
            }
            r.start("e", 10ms);
            r.start("f", 10ms);
            co_await sleep(5ms);
            r.semaphore.add_permits(-3);
            for (int i = 0; i < 6; ++i) {
                values.push_back(r.semaphore.value());
                CHECK(r.semaphore.locked());
                co_await sleep(10ms);
            }
            CHECK(r.semaphore.value() == 1);
            CHECK_FALSE(r.semaphore.locked());
        };
        r.run(main);
        CHECK(values == std::vector<int>{-3, -2, -1, 0, 0, 0}); // one of them is left
        CHECK(r.notes == Notes{"1@0", "2@0", "3@0", "4@0", "e@40", "f@50"});
    }
}

TEST_CASE("permits that are free go first when there are to be fewer") {
    Holders r{Version::v3_11, 4};
    const auto main = [&]() -> Coro<void> {
        r.semaphore.add_permits(-3);
        CHECK(r.semaphore.value() == 1);
        CHECK_FALSE(r.semaphore.locked());
        r.start("a", 10ms);
        r.start("b", 10ms);
        co_await sleep(15ms);
        r.semaphore.add_permits(-1); // b has it
        CHECK(r.semaphore.value() == -1);
        co_await sleep(15ms);
        CHECK(r.semaphore.value() == 0);
        CHECK(r.semaphore.locked());
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@0", "b@10"});
}

TEST_CASE("permits that were taken away and given again are owed no longer") {
    for (const Version version : versions) {
        CAPTURE(int(version));
        Holders r{version, 3};
        const auto main = [&]() -> Coro<void> {
            for (const int i : {1, 2, 3}) {
                r.start(std::to_string(i), i * 10ms);
            }
            r.start("d", 10ms);
            r.start("e", 10ms);
            co_await sleep(5ms);
            r.semaphore.add_permits(-2);
            CHECK(r.semaphore.value() == -2);
            co_await sleep(10ms);
            CHECK(r.semaphore.value() == -1); // the first has come back and was kept
            r.semaphore.add_permits(2);
            CHECK(r.semaphore.value() == 0); // d has one
            co_await sleep(50ms);
            CHECK(r.semaphore.value() == 3);
        };
        r.run(main);
        CHECK(r.notes == Notes{"1@0", "2@0", "3@0", "d@15", "e@20"});
    }
}

TEST_CASE("a waiter that was cancelled is handed no permit") {
    for (const Version version : versions) {
        CAPTURE(int(version));
        Holders r{version, 0};
        const auto main = [&]() -> Coro<void> {
            r.start("a", 1ms);
            const Task<void> b = r.start("b", 1ms);
            r.start("c", 1ms);
            co_await next_pass();
            b.cancel();
            r.semaphore.add_permits(2);
            CHECK(r.semaphore.value() == 0);
            co_await sleep(5ms);
            CHECK(b.cancelled());
            CHECK(r.semaphore.value() == 2);
        };
        r.run(main);
        CHECK(r.notes == Notes{"a@0", "c@0"});
    }
}

TEST_CASE("a permit that is on its way to a task cancelled meanwhile goes to the next in line") {
    for (const Version version : versions) {
        CAPTURE(int(version));
        Holders r{version, 0};
        const auto main = [&]() -> Coro<void> {
            const Task<void> a = r.start("a", 1ms);
            r.start("b", 1ms);
            co_await next_pass();
            r.semaphore.add_permits(1);
            a.cancel();
            co_await sleep(5ms);
            CHECK(r.semaphore.value() == 1);
        };
        r.run(main);
        CHECK(r.notes == Notes{"b@0"});
    }
}

TEST_CASE("a permit on its way is in use: taken away meanwhile, it is kept when it comes back") {
    for (const Version version : versions) {
        for (const bool is_cancelled : {false, true}) {
            CAPTURE(int(version));
            CAPTURE(is_cancelled);
            Holders r{version, 0};
            const auto main = [&]() -> Coro<void> {
                const Task<void> a = r.start("a", 1ms);
                r.start("b", 1ms);
                co_await next_pass();
                r.semaphore.add_permits(1);
                r.semaphore.add_permits(-1);
                CHECK(r.semaphore.value() == -1);
                if (is_cancelled) {
                    a.cancel();
                }
                co_await sleep(5ms);
                CHECK(r.semaphore.value() == 0);
            };
            r.run(main);
            CHECK(r.notes == (is_cancelled ? Notes{} : Notes{"a@0"}));
        }
    }
}

TEST_CASE("a higher rate serves those who wait sooner, and they keep their order") {
    // 50 ms of 100 are over for b: half of its token is still to come.
    CHECK(passed_at(20, 1) == Notes{"a@0", "b@75", "c@125", "d@175"});
    CHECK(passed_at(1000, 1) == Notes{"a@0", "b@50", "c@51", "d@52"});
}

TEST_CASE("a lower rate makes those who wait wait longer, and they keep their order") {
    CHECK(passed_at(5, 1) == Notes{"a@0", "b@150", "c@350", "d@550"});
    CHECK(passed_at(1, 1) == Notes{"a@0", "b@550", "c@1550", "d@2550"});
}

TEST_CASE("a larger burst is room for tokens, it brings none") {
    CHECK(passed_at(10, 4) == Notes{"a@0", "b@100", "c@200", "d@300"});
    Takers r{10, 1};
    const auto main = [&]() -> Coro<void> {
        r.start_all({"a", "b"});
        co_await sleep(50ms);
        r.bucket.set_rate(10, 3);
        co_await sleep(950ms);
        r.start_all({"c", "d", "e", "f"});
        co_await sleep(1s);
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@0", "b@100", "c@1000", "d@1000", "e@1000", "f@1100"});
}

TEST_CASE("a smaller burst drops the tokens that no longer fit") {
    Takers r{10, 4};
    const auto main = [&]() -> Coro<void> {
        co_await sleep(1s);
        r.bucket.set_rate(10, 2);
        r.start_all({"a", "b", "c", "d"});
        co_await sleep(1s);
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@1000", "b@1000", "c@1100", "d@1200"});
}

TEST_CASE("what is in the bucket when nobody waits stays there, to the share of a token") {
    Takers r{10, 3};
    const auto main = [&]() -> Coro<void> {
        r.start_all({"a", "b", "c"});
        co_await sleep(150ms); // one token and a half
        r.bucket.set_rate(20, 3);
        r.start_all({"d", "e", "f"});
        co_await sleep(1s);
        r.bucket.set_rate(2, 3); // full, at whatever rate
        r.start_all({"g", "h", "i", "j"});
        co_await sleep(1s);
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@0", "b@0", "c@0", "d@150", "e@175", "f@225", "g@1150", "h@1150",
                           "i@1150", "j@1650"});
}

TEST_CASE("values that are set again, or changed and changed back, change nothing") {
    for (const bool is_changed_between : {false, true}) {
        CAPTURE(is_changed_between);
        Takers r{10, 1};
        const auto main = [&]() -> Coro<void> {
            r.start_all({"a", "b", "c"});
            co_await sleep(50ms);
            if (is_changed_between) {
                r.bucket.set_rate(40, 5);
            }
            r.bucket.set_rate(10, 1);
            co_await sleep(1s);
        };
        r.run(main);
        CHECK(r.notes == Notes{"a@0", "b@100", "c@200"});
    }
}

TEST_CASE("a cancelled waiter loses its turn, and nobody gets it while the rate stays") {
    Takers r{10, 1};
    const auto main = [&]() -> Coro<void> {
        r.start("a");
        const Task<void> b = r.start("b");
        r.start("c");
        co_await sleep(50ms);
        b.cancel();
        r.bucket.set_rate(10, 1);
        co_await sleep(1s);
        CHECK(b.cancelled());
    };
    r.run(main);
    CHECK(r.notes == Notes{"a@0", "c@200"});
}

TEST_CASE("a change of the rate skips cancelled waiters, also one cancelled in that very pass") {
    for (const bool has_left : {false, true}) {
        CAPTURE(has_left);
        Takers r{10, 1};
        std::vector<Instant> passed;
        const auto main = [&]() -> Coro<void> {
            r.start("a");
            const Task<void> b = r.start("b");
            const Task<void> c = r.start("c");
            const Task<void> d = r.start("d");
            co_await sleep(50ms);
            b.cancel();
            if (has_left) {
                co_await next_pass();
            }
            r.bucket.set_rate(20, 1);
            co_await c;
            passed.push_back(r.loop.now());
            co_await d;
            passed.push_back(r.loop.now());
            CHECK(b.cancelled());
        };
        r.run(main);
        CHECK(r.notes.size() == 3);
        CHECK(passed[1] - passed[0] == 50ms);
    }
}

TEST_CASE("whose turn comes in the very pass in which the rate changes has had it") {
    for (const bool is_before : {false, true}) {
        CAPTURE(is_before);
        Takers r{10, 1};
        const auto change = [&] { r.bucket.set_rate(20, 1); };
        const auto main = [&]() -> Coro<void> {
            if (is_before) {
                r.loop.call_at(100ms, change);
            }
            r.start_all({"a", "b", "c", "d"});
            co_await next_pass();
            if (!is_before) {
                r.loop.call_at(100ms, change);
            }
            co_await sleep(1s);
        };
        r.run(main);
        CHECK(r.notes == Notes{"a@0", "b@100", "c@150", "d@200"});
    }
}

} // TEST_SUITE
