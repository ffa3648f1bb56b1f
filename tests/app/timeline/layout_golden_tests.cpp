#include "app/model/comparison.hpp"
#include "tests/app/timeline/laid_out.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>

namespace {

using app::TimelineLayout;

class LayoutText {
public:
    LayoutText(const TimelineLayout& layout, const core::Trace& trace)
        : m_layout(layout), m_trace(trace) {}

    /// Every shape, lane by lane, in whole pixels: what a person would check on a picture.
    std::string text() {
        add("ruler");
        for (const app::Tick& tick : m_layout.ticks) {
            if (tick.major) {
                add(fmt::format(" {:.0f}:{}", tick.x, tick.text));
            }
        }
        add("\n");
        for (const app::SignalLine& line : m_layout.signals) {
            add(fmt::format("signal {} at {:.0f}\n", line.text, line.x));
        }
        for (const app::Lane& lane : m_layout.lanes) {
            add(fmt::format("{:>{}}{} ({})\n", "", lane.depth * 2, lane.name, name(lane.state)));
            shapes(lane.task);
        }
        for (const app::Arrow& arrow : m_layout.arrows) {
            constexpr std::array kinds{"spawned", "awaits", "cancelled by", "failed into"};
            add(fmt::format("arrow {} {:.0f},{:.0f} to {:.0f},{:.0f}\n",
                            kinds[static_cast<std::size_t>(arrow.kind)], arrow.x0, arrow.y0,
                            arrow.x1, arrow.y1));
        }
        for (const app::CounterCurve& curve : m_layout.counters) {
            add(fmt::format("counter {} up to {}, {} corners, now {}\n", curve.name, curve.top,
                            curve.points.size(), curve.now));
        }
        return m_text;
    }

private:
    void add(const std::string& text) { m_text += text; }

    static std::string_view name(app::Role role) {
        constexpr std::array<std::string_view, app::role_count> names{
            "created",   "running",       "sleeping", "waiting",   "queued",
            "cleanup",   "stopping",      "done",     "failed",    "cancelled",
            "never ran", "still running", "signal",   "error seen"};
        return names[static_cast<std::size_t>(role)];
    }

    void shapes(core::TaskId task) {
        for (const app::Ghost& ghost : m_layout.ghosts) {
            if (ghost.task == task) {
                add(fmt::format("    ghost {} {:.0f}..{:.0f}\n", name(ghost.role), ghost.x0,
                                ghost.x1));
            }
        }
        for (const app::Box& box : m_layout.boxes) {
            if (box.task == task) {
                add(fmt::format("    {} {:.0f}..{:.0f}{}\n", name(box.role), box.x0, box.x1,
                                label(box)));
            }
        }
        for (const app::Fold& fold : m_layout.folds) {
            if (fold.task == task) {
                add(fmt::format("    fold of {} {:.0f}..{:.0f}\n", fold.count, fold.x0, fold.x1));
            }
        }
        for (const app::Gap& gap : m_layout.gaps) {
            if (gap.task == task) {
                add(fmt::format("    gap {:.0f}..{:.0f}\n", gap.x0, gap.x1));
            }
        }
        for (const app::Marker& marker : m_layout.markers) {
            if (marker.task == task) {
                add(fmt::format("    mark {} at {:.0f}\n",
                                core::info(m_trace[marker.event].kind).name, marker.x));
            }
        }
        for (const app::EndCap& cap : m_layout.caps) {
            if (cap.task == task) {
                add(fmt::format("    end {} at {:.0f}{}\n", name(cap.role), cap.x,
                                cap.dimmed ? ", dimmed" : ""));
            }
        }
    }

    std::string label(const app::Box& box) const {
        const auto found = std::find_if(
            m_layout.labels.begin(), m_layout.labels.end(), [&](const app::BarLabel& label) {
                return label.task == box.task && label.x0 >= box.x0 && label.x1 <= box.x1;
            });
        return found == m_layout.labels.end() ? std::string{} : " \"" + found->text + "\"";
    }

    const TimelineLayout& m_layout;
    const core::Trace& m_trace;
    std::string m_text;
};

} // namespace

TEST_SUITE("app/timeline/layout_golden") {

TEST_CASE("the picture of a run is the one that was reviewed") {
    for (const std::string words :
         {"gather-vs-group mode=gather", "gather-vs-group mode=task-group",
          "shutdown-drain strategy=robust", "semaphore-throttle requests=8 limit=3"}) {
        for (const app::Axis axis : {app::Axis::time, app::Axis::order}) {
            CAPTURE(words);
            const auto trace = scenarios::run(support::spec_of(words));
            app::TimelineView view;
            view.window = app::AxisMap{*trace, axis}.whole();
            view.axis = axis;
            view.cursor = trace->size() / 2;
            view.selected = trace->find_task("main");
            const support::LaidOut run{trace, view};
            std::string file = words + (axis == app::Axis::time ? "" : " order") + ".txt";
            std::replace(file.begin(), file.end(), ' ', ',');
            support::check_golden("layouts/" + file, LayoutText{run.layout, *trace}.text());
        }
    }
}

TEST_CASE("two runs that are compared lie on one axis, as was reviewed") {
    for (const std::string_view id : {"gather-vs-group", "shutdown-drain", "semaphore-throttle"}) {
        const scenarios::Scenario* scenario = scenarios::find(id);
        for (const app::Axis axis : {app::Axis::time, app::Axis::order}) {
            CAPTURE(scenario->id);
            const scenarios::RunSpec a{*scenario};
            const auto trace_a = scenarios::run(a);
            const auto trace_b = scenarios::run(app::default_partner(a));
            const app::MergedOrder merged{*trace_a, *trace_b};
            std::string text;
            for (const app::Side side : {app::Side::a, app::Side::b}) {
                const auto& trace = side == app::Side::a ? trace_a : trace_b;
                app::TimelineView view;
                view.window = app::AxisMap{merged, side, axis}.whole();
                view.axis = axis;
                view.merged = &merged;
                view.side = side;
                view.merged_cursor = merged.size() / 2;
                view.cursor = merged.count_of(side, view.merged_cursor);
                const support::LaidOut run{trace, view};
                text += side == app::Side::a ? "A\n" : "\nB\n";
                text += fmt::format("cursor at {:.0f}\n", run.layout.cursor_x);
                text += LayoutText{run.layout, *trace}.text();
            }
            support::check_golden(fmt::format("layouts/compare,{}{}.txt", scenario->id,
                                              axis == app::Axis::time ? "" : ",order"),
                                  text);
        }
    }
}

} // TEST_SUITE
