// What a picture costs: from a moved slider to a laid-out timeline, and layouts of large traces.
//
// Needs no window. The layout alone is measured first, the whole window after it.

#include "app/model/session.hpp"
#include "bench/view/live_bench.hpp"
#include "bench/view/slider_bench.hpp"
#include "bench/view/trace_bench.hpp"
#include "core/trace/recorder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

struct Times {
    double median_ms = 0;
    double p99_ms = 0;
};

/// Runs `work` again and again for about a second, at least 30 times.
template <class Work>
Times measure(const Work& work) {
    std::vector<double> times;
    const auto end = Clock::now() + 1s;
    while (times.size() < 30 || (Clock::now() < end && times.size() < 2000)) {
        const auto begin = Clock::now();
        work(times.size());
        times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
    }
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times[times.size() * 99 / 100]};
}

void print(const std::string& what, const Times& times, const std::string& note = {}) {
    fmt::print("{:<44} {:>9.3f} {:>9.3f}  {}\n", what, times.median_ms, times.p99_ms, note);
}

app::TimelineView screen(app::TimelineView view) {
    view.left = 200;
    view.right = 1400; // of 1920 × 1080 between the panels
    view.top = 60;
    view.bottom = 860;
    return view;
}

/// Moves the first slider that is a number to and fro by one and lays the picture out.
void slider_moves(const scenarios::Scenario& scenario) {
    app::Settings settings;
    settings.scenario = scenario.id;
    app::Session session{scenarios::all(), scenarios::run, settings};
    const auto params = scenario.params;
    const auto slider = static_cast<std::size_t>(
        std::find_if(params.begin(), params.end(),
                     [](const scenarios::Param& p) { return !p.is_choice(); }) -
        params.begin());
    const std::int64_t value = params[slider].initial;
    app::TimelineLayout layout;
    const Times times = measure([&](std::size_t i) {
        session.apply(app::SetParam{slider, value + (i % 2 == 0 ? 1 : 0)});
        app::layout_timeline(session.run().index(), session.at_cursor(),
                             screen(session.timeline_view()), layout);
    });
    print(fmt::format("slider {} {}", scenario.id, params[slider].id), times,
          fmt::format("{} events", session.trace().size()));
}

/// 40 tasks that sleep and wait in turn until there are `spans` states of some length.
std::shared_ptr<const core::Trace> large_trace(std::size_t spans) {
    constexpr std::size_t tasks = 40;
    core::Recorder recorder;
    core::Event event;
    const auto add = [&](core::EventKind kind, core::TaskId task, core::WaitKind wait = {}) {
        event.kind = kind;
        event.task = task;
        event.value = static_cast<std::int32_t>(wait);
        recorder.on_event(event);
    };
    for (std::size_t i = 1; i <= tasks; ++i) {
        event.label = recorder.label(fmt::format("task-{}", i));
        add(core::EventKind::created, static_cast<core::TaskId>(i));
        event.label = recorder.label("items");
        add(core::EventKind::started, static_cast<core::TaskId>(i));
    }
    for (std::size_t i = 0; i < spans; ++i) {
        event.at += 1us;
        const bool sleeps = i / tasks % 2 == 0; // so that each suspension begins another state
        add(core::EventKind::suspended, static_cast<core::TaskId>(i % tasks + 1),
            sleeps ? core::WaitKind::sleep : core::WaitKind::queue);
    }
    return recorder.take();
}

void large_layouts(std::size_t count) {
    const auto trace = large_trace(count);
    const core::Spans spans{*trace};
    const Times indexing = measure([&](std::size_t) { app::TimelineIndex{*trace, spans}; });
    const app::TimelineIndex index{*trace, spans};
    const core::TraceState state;
    app::TimelineLayout layout;
    const auto lay_out = [&](const app::Window& window, app::Axis axis) {
        return measure([&](std::size_t) {
            app::TimelineView view;
            view.window = window;
            view.axis = axis;
            view.cursor = trace->size() / 2;
            view.selected = core::TaskId{7};
            app::layout_timeline(index, state, screen(view), layout);
        });
    };
    for (const app::Axis axis : {app::Axis::time, app::Axis::order}) {
        const char* name = axis == app::Axis::time ? "time" : "order";
        const app::Window whole = app::AxisMap{*trace, axis}.whole();
        const double part = whole.length() * std::min(1.0, 200.0 / static_cast<double>(count));
        const double middle = whole.length() / 2;
        for (const app::Window& window : {whole, app::Window{middle, middle + part}}) {
            const Times times = lay_out(window, axis);
            print(fmt::format("layout {} states, {}, {}", spans.all().size(), name,
                              window == whole ? "all in view" : "a few in view"),
                  times,
                  fmt::format("{} boxes, {} folds", layout.boxes.size(), layout.folds.size()));
        }
    }
    print(fmt::format("index {} states, once per run", spans.all().size()), indexing);
}

} // namespace

/// `traces [EVENTS ...]`: only the pictures of large runs.
int main(int argc, char** argv) {
    const std::vector<std::string> words{argv + 1, argv + argc};
    std::vector<std::size_t> sizes{1'000, 10'000, 100'000, 200'000, 1'000'000, 10'000'000};
    if (!words.empty() && words.front() == "traces") {
        if (words.size() > 1) {
            sizes.clear();
        }
        for (std::size_t i = 1; i < words.size(); ++i) {
            sizes.push_back(std::stoull(words[i]));
        }
        bench::trace_bench(sizes);
        return 0;
    }
    fmt::print("{:<44} {:>9} {:>9}\n", "", "median ms", "p99 ms");
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        slider_moves(*scenario);
    }
    bench::slider_bench();
    bench::live_bench();
    for (const std::size_t count : {1'000U, 10'000U, 100'000U, 1'000'000U}) {
        large_layouts(count);
    }
    bench::trace_bench(sizes);
}
