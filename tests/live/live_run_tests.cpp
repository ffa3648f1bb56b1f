// Runs in a thread of their own, with signals of the system. Nothing here is told by time: each
// step waits for what must have happened before.
#include "core/trace/spans.hpp"
#include "tests/live/watched_run.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <set>
#include <string>
#include <utility>

#include <unistd.h>

using namespace std::chrono_literals;
using core::EventKind;
using live::SignalSource;
using scenarios::Signalling;
using support::count_events;
using support::figure_of;
using support::main_end;
using support::WatchedRun;

namespace {

constexpr std::string_view closes = "stops accepting, waits for the requests in flight";

void send_sigterm() {
    REQUIRE(::kill(::getpid(), SIGTERM) == 0);
}

/// One way to tell a run of a signal.
struct Way {
    SignalSource source;
    void terminate(WatchedRun& watched) const {
        if (source == SignalSource::process) {
            send_sigterm();
        } else {
            watched.run().take_in(core::Signal::terminate);
        }
    }
};

std::size_t count_threads() {
    using Iterator = std::filesystem::directory_iterator;
    return static_cast<std::size_t>(std::distance(Iterator{"/proc/self/task"}, Iterator{}));
}

/// Without the longest step, which only a machine that stopped us for a while has.
std::set<std::string> metric_names(const core::Trace& trace) {
    std::set<std::string> names;
    for (const core::Metric& metric : core::metrics_of(trace)) {
        names.emplace(metric.name);
    }
    names.erase("blocked_us");
    return names;
}

/// Events in order of time, every task created before anything happens to it.
void check_consistent(const core::Trace& trace) {
    core::Instant last{};
    std::set<core::TaskId> known{core::TaskId::none};
    std::size_t index = 0;
    bool is_ordered = true;
    bool is_known = true;
    bool is_caused_before = true;
    for (const core::Event& event : trace.events()) {
        if (event.kind == EventKind::created) {
            known.insert(event.task);
        }
        is_ordered = is_ordered && event.at >= std::exchange(last, event.at);
        is_known = is_known && known.contains(event.task);
        is_caused_before = is_caused_before && (event.cause == core::EventId::none ||
                                                core::index_of(event.cause) < index);
        ++index;
    }
    CHECK(is_ordered);
    CHECK(is_known);
    CHECK(is_caused_before);
}

/// Each text that events of that kind have, once.
std::set<std::string> texts_of(const core::Trace& trace, EventKind kind) {
    std::set<std::string> texts;
    for (const core::Event& event : trace.events()) {
        if (event.kind == kind) {
            texts.emplace(trace.text(event.label));
        }
    }
    return texts;
}

} // namespace

TEST_SUITE("live/live_run") {

TEST_CASE("a SIGTERM lets the program finish what is in flight (slow)") {
    for (const Way way : {Way{SignalSource::process}, Way{SignalSource::caller}}) {
        CAPTURE(int(way.source));
        WatchedRun watched{"shutdown-drain requests_per_s=100 drain_deadline_ms=10000 flush_ms=1",
                           way.source, Signalling::by_hand};
        watched.wait_for_count("in_flight", 3);
        way.terminate(watched);
        const core::Trace& trace = watched.wait_for_end();
        CHECK(figure_of(trace, "exit_code") == 0);
        CHECK(figure_of(trace, "requests_cut") == 0);
        CHECK(figure_of(trace, "requests_completed") == figure_of(trace, "requests_accepted"));
        CHECK(figure_of(trace, "flushed") == 1);
        CHECK(count_events(trace, EventKind::signal) == 1);
    }
}

TEST_CASE("a second SIGTERM cuts what is in flight (slow)") {
    for (const Way way : {Way{SignalSource::process}, Way{SignalSource::caller}}) {
        CAPTURE(int(way.source));
        WatchedRun watched{"shutdown-drain requests_per_s=100 request_ms=5000 "
                           "drain_deadline_ms=10000 flush_ms=1",
                           way.source, Signalling::by_hand};
        watched.wait_for_count("in_flight", 3);
        way.terminate(watched);
        watched.wait_for_mark(closes);
        way.terminate(watched);
        const core::Trace& trace = watched.wait_for_end();
        CHECK(figure_of(trace, "exit_code") == 1);
        CHECK(figure_of(trace, "requests_cut") == figure_of(trace, "requests_accepted"));
        CHECK(figure_of(trace, "requests_cut") > 0);
        CHECK(figure_of(trace, "flushed") == 1);
        CHECK(count_events(trace, EventKind::signal) == 2);
        CHECK(count_events(trace, EventKind::timeout_fired) == 0);
    }
}

TEST_CASE("by hand no signal is sent but those of the hand (slow)") {
    WatchedRun watched{"shutdown-drain requests_per_s=100 request_ms=1 sigterm_at_ms=1",
                       SignalSource::process, Signalling::by_hand};
    watched.wait_for_count("requests_completed", 20);
    CHECK(count_events(watched.trace(), EventKind::signal) == 0);
}

TEST_CASE("a SIGTERM by hand takes the place of the one that was planned (slow)") {
    WatchedRun watched{"shutdown-drain request_ms=1300 sigterm_at_ms=1000 drain_deadline_ms=10000 "
                       "flush_ms=1",
                       SignalSource::process, Signalling::by_clock};
    watched.wait_for_count("in_flight", 1);
    send_sigterm();
    const core::Trace& trace = watched.wait_for_end(); // drains beyond what was planned
    CHECK(count_events(trace, EventKind::signal) == 1);
    CHECK(figure_of(trace, "requests_cut") == 0);
    CHECK(figure_of(trace, "exit_code") == 0);
    CHECK(trace.end() > 1000ms);
}

TEST_CASE("a second planned signal comes although the first was sent by hand (slow)") {
    WatchedRun watched{"shutdown-drain request_ms=5000 sigterm_at_ms=700 second_signal_at_ms=800 "
                       "drain_deadline_ms=10000 flush_ms=1",
                       SignalSource::process, Signalling::by_clock};
    watched.wait_for_count("in_flight", 1);
    send_sigterm();
    const core::Trace& trace = watched.wait_for_end();
    CHECK(count_events(trace, EventKind::signal) == 2);
    CHECK(figure_of(trace, "exit_code") == 1);
    CHECK(trace.end() > 800ms);
}

TEST_CASE("stop ends a run as Ctrl-C would: main is cancelled and cleanups run") {
    WatchedRun watched{"shutdown-drain requests_per_s=100 flush_ms=1", SignalSource::caller,
                       Signalling::by_hand};
    watched.wait_for_count("in_flight", 1);
    CHECK_FALSE(watched.run().is_over());
    watched.run().stop();
    const core::Trace& trace = watched.wait_for_end();
    CHECK(main_end(trace).value == 1);
    CHECK(trace.text(main_end(trace).label) == "KeyboardInterrupt");
    CHECK(count_events(trace, EventKind::cancelled, "main") == 1);
    CHECK(texts_of(trace, EventKind::signal) == std::set<std::string>{"SIGINT"});
    CHECK(figure_of(trace, "flushed") == 1);
    CHECK(trace.events().back().kind == EventKind::run_ended);
}

TEST_CASE("knobs, signals and stops after the end of a run change nothing") {
    WatchedRun watched{"semaphore-throttle requests=1 latency_ms=1", SignalSource::caller,
                       Signalling::by_hand};
    const std::size_t size = watched.wait_for_end().size();
    watched.set("limit", 8);
    watched.run().take_in(core::Signal::terminate);
    watched.run().stop();
    CHECK(watched.trace().size() == size);
    CHECK(watched.run().is_over());
}

TEST_CASE("the end of the object ends the run in the middle and leaves no thread") {
    const std::size_t before = count_threads();
    for (const char* words : {"shutdown-drain request_ms=5000 flush_ms=2000",
                              "semaphore-throttle requests=500 latency_ms=5000",
                              "semaphore-throttle limiter=worker-queue requests=500",
                              "semaphore-throttle limiter=token-bucket rate_per_s=1"}) {
        CAPTURE(words);
        WatchedRun watched{words, SignalSource::process, Signalling::by_clock};
        watched.wait_for_count("in_flight", 1);
        const auto begun = std::chrono::steady_clock::now();
        watched.destroy();
        CHECK(std::chrono::steady_clock::now() - begun < 2s); // what it waits for takes longer
    }
    support::wait_for("threads to be gone", [&] { return count_threads() == before; });
}

TEST_CASE("the end of the object ends a run whose thread has not begun yet") {
    for (int i = 0; i < 3; ++i) {
        const auto begun = std::chrono::steady_clock::now();
        { // 5 s if it is not ended
            const WatchedRun watched{"semaphore-throttle requests=1 latency_ms=5000",
                                     SignalSource::caller, Signalling::by_hand};
        }
        CHECK(std::chrono::steady_clock::now() - begun < 4s);
    }
}

TEST_CASE("what a run is told before its thread has begun is not lost") {
    for (int i = 0; i < 3; ++i) {
        WatchedRun watched{"semaphore-throttle requests=20 latency_ms=20 limit=1",
                           SignalSource::caller, Signalling::by_hand};
        watched.run().stop();
        const core::Trace& trace = watched.wait_for_end();
        CHECK(trace.text(main_end(trace).label) == "KeyboardInterrupt");
    }
}

TEST_CASE("a run that was taken over in pieces is a whole trace with the same names") {
    for (const char* words :
         {"semaphore-throttle requests=60 latency_ms=5",
          "semaphore-throttle limiter=worker-queue latency_ms=20",
          "shutdown-drain requests_per_s=100 request_ms=20 sigterm_at_ms=100 flush_ms=10"}) {
        CAPTURE(words);
        WatchedRun watched{words, SignalSource::process, Signalling::by_clock};
        std::size_t pieces = 0;
        std::size_t taken = 0;
        watched.wait_until("the end of the trace", [&](const core::Trace& trace) {
            pieces += trace.size() > std::exchange(taken, trace.size()) ? 1 : 0;
            return watched.run().is_over();
        });
        const core::Trace& trace = watched.wait_for_end();
        const auto simulated = support::run(words);
        CHECK(pieces > 1);
        check_consistent(trace);
        CHECK(core::Spans{trace}.all().size() > trace.tasks().size());
        CHECK(metric_names(trace) == metric_names(*simulated));
        for (const EventKind kind :
             {EventKind::queued, EventKind::acquired, EventKind::group_entered, EventKind::counter,
              EventKind::signal, EventKind::mark, EventKind::timeout_entered}) {
            CAPTURE(core::info(kind).name);
            CHECK(texts_of(trace, kind) == texts_of(*simulated, kind));
        }
        for (const char* name : {"main", "worker-1", "worker-4", "request-1", "access-log"}) {
            CHECK((trace.find_task(name) == core::TaskId::none) ==
                  (simulated->find_task(name) == core::TaskId::none));
        }
    }
}

TEST_CASE("what waits in a live trace waits at a line of the scenario's file") {
    WatchedRun watched{"semaphore-throttle requests=5 limit=2 latency_ms=1", SignalSource::caller,
                       Signalling::by_hand};
    const core::Trace& trace = watched.wait_for_end();
    int waits = 0;
    for (const core::Event& event : trace.events()) {
        if (event.kind == EventKind::suspended && event.wait_kind() == core::WaitKind::permit) {
            ++waits;
            CHECK(trace.file(event.file) == "scenarios/semaphore_throttle.cpp");
            CHECK(event.line > 0);
        }
    }
    CHECK(waits == 3);
}

} // TEST_SUITE
