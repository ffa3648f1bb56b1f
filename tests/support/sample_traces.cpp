#include "tests/support/sample_traces.hpp"

#include "tests/support/trace_builder.hpp"

#include <array>
#include <random>
#include <string>
#include <vector>

namespace support {

using core::EventId;
using core::EventKind;
using core::TaskId;
using core::WaitKind;
using namespace std::chrono_literals;

namespace {

constexpr std::array work_times{300ms, 500ms, 700ms, 900ms, 1100ms, 1300ms};
constexpr std::string_view route_error = "ValueError: no route to host";

/// main and its six tasks up to the moment at which all of them sleep.
std::vector<TaskId> start_six(TraceBuilder& builder, TaskId main, WaitKind wait,
                              std::string_view wait_label) {
    std::vector<TaskId> tasks;
    for (std::size_t i = 1; i <= work_times.size(); ++i) {
        tasks.push_back(builder.create("task-" + std::to_string(i), main));
    }
    builder.suspend(main, wait, wait_label);
    for (const TaskId task : tasks) {
        builder.start(task);
        builder.sleep(task);
    }
    return tasks;
}

EventId end_after_sleep(TraceBuilder& builder, TaskId task) {
    builder.resume(task);
    return builder.finish(task);
}

void end_run(TraceBuilder& builder, TaskId main) {
    builder.finish(main, "0");
    builder.end_main();
    builder.add(EventKind::run_ended, TaskId::none);
}

} // namespace

std::shared_ptr<const core::Trace> gather_sample() {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    const auto tasks = start_six(builder, main, WaitKind::gather, "gather");
    builder.at(300ms);
    end_after_sleep(builder, tasks[0]);
    builder.at(400ms);
    builder.resume(tasks[2]);
    const EventId failure = builder.fail(tasks[2], route_error);
    builder.throw_into(main, route_error, failure);
    builder.add(EventKind::error_seen, main, route_error);
    builder.sleep(main);
    for (const std::size_t i : {1U, 3U, 4U, 5U}) {
        builder.at(work_times[i]);
        end_after_sleep(builder, tasks[i]);
    }
    builder.at(1900ms);
    builder.resume(main);
    end_run(builder, main);
    return builder.take();
}

namespace {

void abort_group(TraceBuilder& builder, TaskId main, const std::vector<TaskId>& tasks) {
    builder.resume(tasks[2]);
    const EventId failure = builder.fail(tasks[2], route_error);
    const EventId noticed =
        builder.add(EventKind::group_child_ended, tasks[2], "batch", {.cause = failure});
    const EventId abort = builder.add(EventKind::group_aborted, main, "batch", {.cause = noticed});
    std::vector<EventId> requests;
    for (const std::size_t i : {1U, 3U, 4U, 5U}) {
        requests.push_back(builder.request_cancel(tasks[i], abort));
    }
    const EventId parent_request = builder.request_cancel(main, noticed);
    for (std::size_t n = 0; const std::size_t i : {1U, 3U, 4U, 5U}) {
        builder.throw_into(tasks[i], "CancelledError", requests[n++]);
        builder.add(EventKind::cleanup_started, tasks[i], "CancelledError");
        builder.sleep(tasks[i]);
    }
    builder.throw_into(main, "CancelledError", parent_request);
    builder.suspend(main, WaitKind::group, "batch");
}

} // namespace

std::shared_ptr<const core::Trace> group_sample() {
    TraceBuilder builder;
    const TaskId main = builder.create("main");
    builder.start(main);
    builder.add(EventKind::group_entered, main, "batch");
    const auto tasks = start_six(builder, main, WaitKind::group, "batch");
    builder.at(300ms);
    const EventId first_end = end_after_sleep(builder, tasks[0]);
    builder.add(EventKind::group_child_ended, tasks[0], "batch", {.cause = first_end});
    builder.at(400ms);
    abort_group(builder, main, tasks);
    builder.at(450ms);
    EventId last_end = EventId::none;
    for (const std::size_t i : {1U, 3U, 4U, 5U}) {
        builder.resume(tasks[i]);
        builder.add(EventKind::cleanup_ended, tasks[i]);
        last_end = builder.end_cancelled(tasks[i]);
        builder.add(EventKind::group_child_ended, tasks[i], "batch", {.cause = last_end});
    }
    builder.resume(main, last_end);
    const std::uint32_t group_error = builder.text("ExceptionGroup[ValueError]");
    builder.add(EventKind::group_ended, main, "batch", {.other = group_error});
    builder.add(EventKind::error_seen, main, "ExceptionGroup[ValueError]");
    builder.sleep(main);
    builder.at(1950ms);
    builder.resume(main);
    end_run(builder, main);
    return builder.take();
}

namespace {

/// Draws one event after the other, each of them possible in the state reached so far.
class RandomTrace {
public:
    RandomTrace(std::uint64_t seed, std::size_t tasks) : m_random(seed), m_max_tasks(tasks) {
        m_alive.push_back(m_builder.create("main"));
    }

    std::shared_ptr<const core::Trace> make(std::size_t events) {
        while (m_builder.trace().size() < events) {
            m_builder.at(m_now += core::Duration{1000 * pick(3)});
            step();
        }
        return m_builder.take();
    }

private:
    std::size_t pick(std::size_t below) { return m_random() % below; }
    std::string_view random_name() { return m_names[pick(m_names.size())]; }

    void step() {
        if (m_running == TaskId::none) {
            m_running = m_alive[pick(m_alive.size())];
            begin();
        } else {
            act();
        }
    }

    void begin() {
        switch (pick(3)) {
        case 0:
            m_builder.start(m_running);
            break;
        case 1:
            m_builder.resume(m_running);
            break;
        default:
            m_builder.add(EventKind::thrown, m_running, "CancelledError",
                          {.value = static_cast<std::int32_t>(pick(2))});
            break;
        }
    }

    void act() {
        static constexpr std::array own{
            EventKind::cancel_requested, EventKind::uncancelled, EventKind::cleanup_started,
            EventKind::cleanup_ended,    EventKind::queued,      EventKind::acquired,
            EventKind::abandoned,        EventKind::released,    EventKind::counter,
            EventKind::group_aborted,    EventKind::signal};
        const std::size_t choice = pick(own.size() + 5);
        if (choice < own.size()) {
            const EventKind kind = own[choice];
            // A request may come to any task, the rest concerns the one that runs.
            const TaskId task =
                kind == EventKind::cancel_requested ? m_alive[pick(m_alive.size())] : m_running;
            const std::string_view name = random_name(); // before the value, on every compiler
            m_builder.add(kind, task, name, {.value = static_cast<std::int32_t>(pick(5))});
        } else if (choice == own.size() && m_builder.trace().tasks().size() < m_max_tasks) {
            m_alive.push_back(m_builder.create("task", m_running));
        } else if (choice == own.size() + 1 && m_alive.size() > 1) {
            end();
        } else {
            const std::string_view name = random_name();
            m_builder.add(EventKind::suspended, m_running, name,
                          {.other = static_cast<std::uint32_t>(pick(2)),
                           .value = static_cast<std::int32_t>(pick(11)),
                           .line = static_cast<std::uint16_t>(pick(50))});
            m_running = TaskId::none;
        }
    }

    void end() {
        static constexpr std::array ends{EventKind::done, EventKind::failed, EventKind::cancelled};
        m_builder.add(ends[pick(ends.size())], m_running, "E1: x");
        std::erase(m_alive, m_running);
        m_running = TaskId::none;
    }

    static constexpr std::array<std::string_view, 3> m_names{"a", "b", "c"};

    std::mt19937_64 m_random;
    std::size_t m_max_tasks;
    TraceBuilder m_builder;
    core::Instant m_now{};
    std::vector<TaskId> m_alive; // created and not ended
    TaskId m_running = TaskId::none;
};

} // namespace

std::shared_ptr<const core::Trace> random_trace(std::uint64_t seed, std::size_t tasks,
                                                std::size_t events) {
    return RandomTrace(seed, tasks).make(events);
}

} // namespace support
