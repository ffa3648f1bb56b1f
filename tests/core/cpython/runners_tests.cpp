// CPython 3.11.7, test_asyncio/test_runners.py. One Runner::run() is asyncio.Runner's whole
// `with` block: its end closes the runner and the loop.
#include "core/engine/runner.hpp"
#include "tests/core/cpython/scopes.hpp"

#include <memory>

using namespace core;
using namespace std::chrono_literals;
using doctest::Contains;
using support::BusyClock;
using support::EngineRun;
using support::nap;
using support::Notes;
using support::noting_nap;

TEST_SUITE("core/cpython/runners") {

// test_asyncio_run_return
TEST_CASE("running a coroutine gives its result") {
    EngineRun r;
    const auto main = []() -> Coro<int> {
        co_await sleep(0ms);
        co_return 12;
    };
    CHECK(r.run(main) == 12);
}

// test_asyncio_run_raises
TEST_CASE("running a coroutine throws its error") {
    EngineRun r;
    const auto main = []() -> Coro<void> {
        co_await sleep(0ms);
        throw ValueError{"bad egg"};
    };
    CHECK_THROWS_WITH_AS(r.run(main), "bad egg", ValueError);
}

// test_asyncio_run_from_running_loop
TEST_CASE("a loop that runs cannot be given to a runner, whose main never starts") {
    EngineRun r;
    const auto inner = [&]() -> Coro<void> {
        r.note("inner ran");
        co_return;
    };
    const auto main = [&]() -> Coro<void> {
        Runner{r.loop}.run(inner());
        co_return;
    };
    CHECK_THROWS_WITH_AS(r.run(main), Contains("running"), RuntimeError);
    CHECK(r.notes.empty());
}

// test_asyncio_run_cancels_hanging_tasks
TEST_CASE("tasks that main leaves behind are cancelled and awaited before the run ends") {
    EngineRun r;
    std::optional<Task<void>> leftover;
    const auto main = [&]() -> Coro<int> {
        leftover = r.loop.create_task(nap(100ms), "leftover");
        co_return 12;
    };
    CHECK(r.run(main) == 12);
    CHECK(leftover->done());
    CHECK(leftover->cancelled());
    CHECK(r.loop.now() == 0ms);
}

// test_asyncio_run_reports_hanging_tasks_errors
TEST_CASE("an error of a task that is torn down goes to the exception handler, not to the caller") {
    EngineRun r;
    std::optional<Task<void>> leftover;
    r.loop.set_exception_handler([&](std::string_view message, const std::exception_ptr& error) {
        r.note(std::string{message});
        r.note(describe(error));
        CHECK(error == leftover->exception());
    });
    const auto failing = [&] { return support::fail_in_cleanup(100ms, support::zero_division); };
    const auto main = [&]() -> Coro<int> {
        leftover = r.loop.create_task(failing(), "leftover");
        co_await sleep(0ms);
        co_return 12;
    };
    CHECK(r.run(main) == 12);
    CHECK(leftover->done());
    CHECK(r.notes ==
          Notes{"unhandled exception during asyncio.run() shutdown@0", "ZeroDivisionError@0"});
}

// test_custom_factory
TEST_CASE("a runner runs its main on the very loop that it was given") {
    VirtualClock clock;
    Loop mine{clock};
    Loop other{clock};
    const auto main = [&]() -> Coro<Loop*> {
        CHECK(mine.current_task() != nullptr);
        CHECK(other.current_task() == nullptr);
        co_return &mine.current_task()->loop();
    };
    CHECK(Runner{mine}.run(main()) == &mine);
    CHECK(mine.iterations() > 0);
    CHECK(other.iterations() == 0);
}

// test_run
TEST_CASE("a runner gives main's result and is closed afterwards") {
    EngineRun r;
    const auto main = []() -> Coro<std::string> {
        co_await sleep(0ms);
        co_return "ready";
    };
    Runner runner{r.loop};
    CHECK(runner.run(main()) == "ready");
    CHECK(r.recorder.trace().events().back().kind == EventKind::run_ended);
    CHECK_THROWS_WITH_AS(runner.run(main()), Contains("closed"), RuntimeError);
}

// test_explicit_close
TEST_CASE("a loop that its runner has closed takes no other runner") {
    EngineRun r;
    const auto nothing = []() -> Coro<void> { co_return; };
    r.run(nothing);
    const std::size_t before = r.loop.iterations();
    CHECK_THROWS_WITH_AS(Runner{r.loop}.run(nothing()), Contains("closed"), RuntimeError);
    CHECK(r.loop.iterations() == before);
}

// test_double_close
TEST_CASE("what the runner has closed is not closed a second time when the loop dies") {
    Notes notes;
    VirtualClock clock;
    {
        Loop loop{clock};
        const auto leftover = [&]() -> Coro<void> {
            const auto cleanup = [&notes](const int*) { notes.emplace_back("cleaned up"); };
            const int frame = 0;
            const std::unique_ptr<const int, decltype(cleanup)> guard{&frame, cleanup};
            co_await sleep(1s);
        };
        const auto main = [&]() -> Coro<void> {
            loop.create_task(leftover(), "leftover");
            co_await sleep(1ms);
        };
        Runner{loop}.run(main());
        CHECK(notes == Notes{"cleaned up"});
        CHECK(loop.all_tasks().empty());
    }
    CHECK(notes == Notes{"cleaned up"});
    CHECK(clock.now() == 1ms);
}

// test_second_with_block_raises
TEST_CASE("a closed runner refuses a second main, which never starts") {
    EngineRun r;
    const auto main = [&](std::string name) -> Coro<void> {
        r.note(name);
        co_return;
    };
    Runner runner{r.loop};
    runner.run(main("first"));
    CHECK_THROWS_WITH_AS(runner.run(main("second")), Contains("closed"), RuntimeError);
    CHECK(r.notes == Notes{"first@0"});
}

// test_recursive_run
TEST_CASE("a runner cannot be used from within its own run") {
    EngineRun r;
    Runner runner{r.loop};
    const auto inner = [&]() -> Coro<void> {
        r.note("inner ran");
        co_return;
    };
    const auto main = [&]() -> Coro<void> {
        runner.run(inner());
        co_return;
    };
    CHECK_THROWS_WITH_AS(runner.run(main()), Contains("running"), RuntimeError);
    CHECK(r.notes.empty());
}

// test_interrupt_call_soon
TEST_CASE("Ctrl-C reaches a main that only ever yields, and the run ends with KeyboardInterrupt") {
    BusyClock clock{1ms}; // with a clock that stands still such a main would never see 100 ms
    Loop loop{clock};
    bool cancelled = false;
    const auto main = [&]() -> Coro<void> {
        try {
            for (;;) {
                co_await sleep(0ms);
            }
        } catch (const CancelledError&) {
            cancelled = true;
            CHECK(loop.now() == 101ms); // one pass after the signal
        }
        throw CancelledError{};
    };
    loop.signal_at(100ms, Signal::interrupt);
    CHECK_THROWS_AS(Runner{loop}.run(main()), KeyboardInterrupt);
    CHECK(cancelled);
}

// test_interrupt_wait
TEST_CASE("Ctrl-C cancels main and the future that it waits for") {
    EngineRun r;
    const Future<void> future{r.loop};
    const auto main = [&]() -> Coro<void> {
        try {
            co_await future;
        } catch (const CancelledError&) {
            r.note("cancelled");
        }
        throw CancelledError{};
    };
    r.loop.signal_at(100ms, Signal::interrupt);
    CHECK_THROWS_AS(r.run(main), KeyboardInterrupt);
    CHECK(future.cancelled());
    CHECK(r.notes == Notes{"cancelled@100"});
}

// test_interrupt_cancelled_task
TEST_CASE("Ctrl-C on a main that is being cancelled anyway is no KeyboardInterrupt") {
    EngineRun r;
    const auto canceller = [&](Ref<TaskBase> main) -> Coro<void> {
        // The signal arrives at the end of the pass in which this task resumes.
        r.loop.signal_at(r.loop.now(), Signal::interrupt);
        co_await sleep(0ms);
        main->cancel();
    };
    const auto main = [&]() -> Coro<void> {
        r.loop.create_task(canceller(Ref<TaskBase>{*r.loop.current_task()}), "canceller");
        co_await noting_nap(r, 1s, "main");
    };
    CHECK_THROWS_AS(r.run(main), CancelledError);
    CHECK(r.notes == Notes{"main cancelled@0"});
    REQUIRE(r.events(EventKind::signal).size() == 1);
    const auto requests = r.events(EventKind::cancel_requested);
    REQUIRE(requests.size() == 2);
    CHECK(requests[1].value == 2);
}

} // TEST_SUITE
