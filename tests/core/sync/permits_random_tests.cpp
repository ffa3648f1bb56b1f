// Whatever happens in whatever order: limits that change hold, and nobody is forgotten.
#include "core/engine/gather.hpp"
#include "core/sync/event.hpp"
#include "core/sync/semaphore.hpp"
#include "core/sync/token_bucket.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>
#include <random>
#include <utility>

using namespace core;
using namespace std::chrono_literals;
using support::EngineRun;
using support::next_pass;

namespace {

struct Random {
    explicit Random(unsigned seed) : engine(seed) {}
    int operator()(int from, int to) {
        return std::uniform_int_distribution<int>{from, to}(engine);
    }
    std::mt19937 engine;
};

/// A task that got its turn.
struct Passed {
    std::size_t number; // order of arrival
    Instant at;
    std::size_t rate; // which of the rates was in force
};

/// Tasks that want a token at random moments, while rate and burst change and some are cancelled.
struct RandomTakers : EngineRun {
    struct Rate {
        std::int64_t per_s, burst;
        Duration interval() const {
            return std::chrono::microseconds{(1'000'000 + per_s - 1) / per_s};
        }
    };

    explicit RandomTakers(unsigned seed) : random(seed) {}

    Coro<void> take(std::size_t number) {
        co_await bucket.take();
        passed.push_back({number, loop.now(), rates.size() - 1});
    }
    void arrive() { tasks.push_back(loop.create_task(take(tasks.size()))); }
    void cancel_one() {
        if (!tasks.empty()) {
            tasks[static_cast<std::size_t>(random(0, static_cast<int>(tasks.size()) - 1))].cancel();
        }
    }
    void change_rate() {
        rates.push_back({random(1, 1000), random(1, 8)});
        bucket.set_rate(rates.back().per_s, rates.back().burst);
    }
    void do_something() {
        const int what = random(0, 9);
        if (what < 6) {
            arrive();
        } else if (what < 8) {
            change_rate();
        } else {
            cancel_one();
        }
    }
    Coro<void> main() {
        for (int i = 0; i < 60; ++i) {
            do_something();
            if (random(0, 2) == 0) {
                co_await sleep(std::chrono::microseconds{random(0, 40'000)});
            }
        }
        const std::vector<Task<void>> all = tasks;
        co_await gather(loop, all, return_exceptions);
    }

    Random random;
    std::vector<Rate> rates{{20, 3}};
    TokenBucket bucket{loop, 20, 3};
    std::vector<Task<void>> tasks;
    std::vector<Passed> passed;
};

/// True if in every stretch of time under one rate no more than burst + rate·time have passed.
bool keeps_its_rates(const RandomTakers& r) {
    for (std::size_t i = 0; i < r.passed.size(); ++i) {
        const RandomTakers::Rate& rate = r.rates[r.passed[i].rate];
        for (std::size_t j = i; j < r.passed.size() && r.passed[j].rate == r.passed[i].rate; ++j) {
            const auto allowed = rate.burst + (r.passed[j].at - r.passed[i].at) / rate.interval();
            if (static_cast<std::int64_t>(j - i) + 1 > allowed) {
                return false;
            }
        }
    }
    return true;
}

/// Tasks that take and give back permits at random, while their number changes and some are
/// cancelled. Everybody comes to rest between two of these.
struct RandomHolders : EngineRun {
    RandomHolders(unsigned seed, Version version) : random(seed) { loop.set_version(version); }

    Coro<void> hold(std::size_t number) {
        const Semaphore::Permit permit = co_await semaphore.acquire();
        ++inside;
        CHECK(inside <= most); // a permit that was on its way when the limit fell is in use
        CHECK(number >= next); // first come, first served
        next = number + 1;
        struct Finally {
            int& inside;
            ~Finally() { --inside; }
        } const finally{inside};
        co_await leave[number].wait();
    }
    void arrive() {
        leave.emplace_back(loop);
        tasks.push_back(loop.create_task(hold(tasks.size())));
    }
    std::size_t any() {
        return static_cast<std::size_t>(random(0, static_cast<int>(tasks.size()) - 1));
    }
    void do_something() {
        const int what = random(0, 9);
        if (tasks.empty() || what < 4) {
            arrive();
        } else if (what < 7) {
            leave[any()].set();
        } else if (what < 8) {
            tasks[any()].cancel();
        } else {
            const int former = std::exchange(limit, random(0, 6));
            most = std::max(most, limit);
            semaphore.add_permits(limit - former);
        }
    }
    int unfinished() const {
        return static_cast<int>(std::count_if(tasks.begin(), tasks.end(),
                                              [](const auto& task) { return !task.done(); }));
    }
    Coro<void> main() {
        for (int i = 0; i < 100; ++i) {
            most = limit;
            for (int at_once = random(1, 2); at_once > 0; --at_once) {
                do_something();
            }
            for (int pass = 0; pass < 10; ++pass) {
                co_await next_pass();
            }
            CHECK(semaphore.value() == limit - inside);
            const int waiting = unfinished() - inside;
            CHECK(semaphore.locked() == (inside >= limit));
            CHECK((waiting == 0 || inside >= limit)); // nobody waits for what is there
        }
    }

    Random random;
    int limit = 2;
    int most = 2; // the highest limit since the last rest
    Semaphore semaphore{loop, limit};
    std::deque<AsyncEvent> leave; // what each holder waits for
    std::vector<Task<void>> tasks;
    int inside = 0;
    std::size_t next = 0;
};

} // namespace

TEST_SUITE("core/sync/permits_random") {

TEST_CASE("a semaphore whose limit changes lets in as many as it may, in order, at every rest") {
    for (const Version version : {Version::v3_11, Version::v3_13}) {
        for (unsigned seed = 1; seed <= 100; ++seed) {
            CAPTURE(int(version));
            CAPTURE(seed);
            RandomHolders r{seed, version};
            const auto main = [&] { return r.main(); };
            r.run(main);
        }
    }
}

TEST_CASE("a bucket whose rate changes serves everybody in order and holds each of its rates") {
    for (unsigned seed = 1; seed <= 500; ++seed) {
        CAPTURE(seed);
        RandomTakers r{seed};
        const auto main = [&] { return r.main(); };
        r.run(main);
        const auto earlier = [](const Passed& a, const Passed& b) { return a.number < b.number; };
        CHECK(std::is_sorted(r.passed.begin(), r.passed.end(), earlier));
        CHECK(keeps_its_rates(r));
        const auto served = std::count_if(r.tasks.begin(), r.tasks.end(),
                                          [](const auto& task) { return !task.cancelled(); });
        CHECK(r.passed.size() == static_cast<std::size_t>(served));
    }
}

} // TEST_SUITE
