#include "bench/view/trace_bench.hpp"

#include "bench/view/null_window.hpp"
#include "core/trace/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <random>
#include <string>
#include <vector>

namespace bench {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

/// A service: 30 workers that take items from a queue, call downstream under a semaphore and rest;
/// now and then one hands an item to a task of its own, some of these fail or are cancelled.
class Service {
public:
    std::shared_ptr<const core::Trace> run(std::size_t events) {
        create("main", core::TaskId::none);
        for (std::size_t i = 1; i <= workers; ++i) {
            create(fmt::format("worker-{}", i), core::main_task);
        }
        wait(core::main_task, core::WaitKind::task, "workers");
        while (m_count < events) {
            m_event.at += std::chrono::microseconds{1 + m_random() % 200};
            item(static_cast<core::TaskId>(2 + m_random() % workers));
        }
        return m_recorder.take();
    }

private:
    static constexpr std::size_t workers = 30;

    void add(core::EventKind kind, core::TaskId task, std::string_view label = {},
             std::int32_t value = 0, core::TaskId other = core::TaskId::none) {
        m_event.kind = kind;
        m_event.task = task;
        m_event.label = m_recorder.label(label);
        m_event.value = value;
        m_event.other = static_cast<std::uint32_t>(other);
        m_recorder.on_event(m_event);
        ++m_count;
    }

    core::TaskId create(const std::string& name, core::TaskId parent) {
        const auto task = static_cast<core::TaskId>(++m_tasks);
        add(core::EventKind::created, task, name, 0, parent);
        add(core::EventKind::started, task);
        return task;
    }

    void wait(core::TaskId task, core::WaitKind what, std::string_view label) {
        add(core::EventKind::suspended, task, label, static_cast<std::int32_t>(what));
    }

    void pass(std::uint64_t most_us) {
        m_event.at += std::chrono::microseconds{m_random() % most_us};
    }

    void item(core::TaskId worker) {
        add(core::EventKind::queued, worker, "downstream");
        wait(worker, core::WaitKind::permit, "downstream");
        pass(100);
        add(core::EventKind::resumed, worker);
        add(core::EventKind::acquired, worker, "downstream");
        wait(worker, core::WaitKind::io, "GET /item");
        pass(300);
        add(core::EventKind::resumed, worker);
        add(core::EventKind::released, worker, "downstream", 1);
        if (m_random() % 25 == 0) {
            hand_over(worker);
        }
        wait(worker, core::WaitKind::queue, "items");
    }

    void hand_over(core::TaskId worker) {
        const core::TaskId task = create(fmt::format("item-{}", m_tasks), worker);
        wait(task, core::WaitKind::sleep, "sleep");
        pass(500);
        add(core::EventKind::resumed, task);
        const auto fate = m_random() % 10;
        add(fate == 0 ? core::EventKind::failed : core::EventKind::done, task,
            fate == 0 ? "ValueError: no such item" : "");
    }

    core::Recorder m_recorder;
    core::Event m_event;
    std::mt19937_64 m_random{1};
    std::size_t m_count = 0;
    std::size_t m_tasks = 0;
};

/// A scenario whose run is a trace that is there already.
const scenarios::Scenario& recorded() {
    static constexpr scenarios::Scenario scenario{.id = "recorded",
                                                  .title = "Recorded",
                                                  .group = "Bench",
                                                  .lesson = "A service under load.",
                                                  .source = "scenarios/gather_vs_group.cpp",
                                                  .twin = "assets/python/gather_vs_group.py"};
    return scenario;
}

struct Times {
    double median_ms = 0;
    double p99_ms = 0;
};

template <class Work>
Times measure(std::size_t rounds, const Work& work) {
    std::vector<double> times;
    for (std::size_t i = 0; i < rounds; ++i) {
        const auto begin = Clock::now();
        work(i);
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times[times.size() * 99 / 100]};
}

std::string text_of(const Times& times) {
    return fmt::format("{:.2f} ({:.2f})", times.median_ms, times.p99_ms);
}

/// How many states lie in the rows that have room, those of hidden descendants included.
std::size_t spans_in_view(const app::Session& session) {
    std::size_t count = 0;
    const auto page = static_cast<std::size_t>(session.viewport().lane_page());
    const app::TimelineIndex& index = session.run().index();
    const app::LaneRows& rows = session.lane_view().rows();
    for (std::size_t row = 0; row < std::min(page, rows.size()); ++row) {
        const std::size_t lane = rows.rows()[row].lane;
        const bool hides = rows.rows()[row].collapsed != nullptr;
        const std::size_t end = hides ? index.subtree_end(lane) : lane + 1;
        for (std::size_t i = lane; i < end; ++i) {
            count += session.run().spans().of(index.lanes()[i].task).size();
        }
    }
    return count;
}

void measure_trace(std::size_t events) {
    constexpr std::size_t frames = 200;
    auto trace = Service{}.run(events);
    const std::array<const scenarios::Scenario*, 1> scenarios{&recorded()};
    NullWindow window;
    const auto begin = Clock::now();
    app::Session session{
        scenarios,
        [&](const scenarios::RunSpec&) -> std::shared_ptr<const core::Trace> { return trace; }};
    window.draw(session);
    const std::chrono::duration<double, std::milli> first = Clock::now() - begin;

    session.apply(app::ToggleAllCollapsed{}); // the workers without their items: all lanes in view
    session.apply(app::SeekEvent{trace->size() / 2});
    const auto draw = [&](std::size_t) { window.draw(session); };
    measure(5, draw);
    const Times all = measure(frames, draw);
    const app::Window whole = session.axis_map().whole();
    const double middle = whole.length() / 2;
    const double part = whole.length() * std::min(1.0, 500.0 / static_cast<double>(events));
    const std::size_t in_view = spans_in_view(session);
    session.apply(app::ShowPart{{middle, middle + part}});
    measure(5, draw);
    const Times zoomed = measure(frames, draw);
    std::mt19937_64 random{2};
    const Times seek = measure(1000, [&](std::size_t) {
        session.apply(app::SeekEvent{random() % (trace->size() + 1)});
        session.at_cursor();
    });
    fmt::print("{:>9} {:>9} {:>12.1f} {:>16} {:>16} {:>16}\n", trace->size(), in_view,
               first.count(), text_of(all), text_of(zoomed), text_of(seek));
}

} // namespace

void trace_bench(std::span<const std::size_t> sizes) {
    fmt::print("{:>9} {:>9} {:>12} {:>16} {:>16} {:>16}   ms, median (p99)\n", "events", "in view",
               "first", "frame, all", "frame, zoomed", "seek");
    for (const std::size_t events : sizes) {
        measure_trace(events);
    }
}

} // namespace bench
