#include "app/timeline/layout.hpp"
#include "tests/app/timeline/laid_out.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>

#include <map>
#include <memory>
#include <vector>

using app::Axis;
using support::LaidOut;

namespace {

/// All of a run, seen from its end, in lanes of that width.
app::TimelineView whole_run(const core::Trace& trace, Axis axis, float width) {
    app::TimelineView view;
    view.window = app::AxisMap{trace, axis}.whole();
    view.axis = axis;
    view.cursor = trace.size();
    view.right = width;
    return view;
}

struct Stretch {
    float x0, x1;
    bool overlaps(const Stretch& other) const { return x0 < other.x1 && other.x0 < x1; }
};

/// What the signs and the end of each task take.
std::map<core::TaskId, std::vector<Stretch>> taken_by(const app::TimelineLayout& layout,
                                                      float half_sign) {
    std::map<core::TaskId, std::vector<Stretch>> taken;
    for (const app::EndCap& cap : layout.caps) {
        taken[cap.task].push_back({cap.x, cap.x + (cap.y1 - cap.y0)});
    }
    for (const app::Marker& marker : layout.markers) {
        taken[marker.task].push_back({marker.x - half_sign, marker.x + half_sign});
    }
    return taken;
}

} // namespace

TEST_SUITE("app/timeline/layout_marks") {

TEST_CASE("no label lies under the count of a marker") {
    const std::shared_ptr<const core::Trace> trace = support::run("timeouts");
    std::size_t counts = 0;
    for (float width = 200; width < 1200; width += 50) {
        const app::TimelineView view = whole_run(*trace, Axis::time, width);
        const LaidOut run{trace, view};
        for (const app::Marker& marker : run.layout.markers) {
            counts += marker.count > 1 ? 1 : 0;
            for (const app::BarLabel& label : run.layout.labels) {
                const float text_end = label.x0 + 7 * static_cast<float>(label.text.size());
                const bool is_beside = label.x0 >= marker.x + view.style.marker_px + 2 * 7 ||
                                       text_end <= marker.x || label.task != marker.task;
                CHECK((marker.count == 1 || is_beside));
                CHECK(text_end <= label.x1);
            }
        }
    }
    CHECK(counts > 0);
}

TEST_CASE("the count of a marker covers no sign of its lane, not its end, and no other count") {
    std::size_t counts = 0;
    for (const std::string_view run : {"shutdown-drain strategy=article", "timeouts mode=wait-for",
                                       "timeouts", "first-wins", "blocked-loop mode=thread"}) {
        const std::shared_ptr<const core::Trace> trace = support::run(run);
        for (const Axis axis : {Axis::time, Axis::order}) {
            for (float width = 400; width < 1200; width += 80) {
                const app::TimelineView view = whole_run(*trace, axis, width);
                const app::TimelineLayout layout = LaidOut{trace, view}.layout;
                auto taken = taken_by(layout, view.style.marker_px - 0.01F);
                for (const app::Marker& marker : layout.markers) {
                    if (marker.count == 1) {
                        continue;
                    }
                    ++counts;
                    const float x = marker.x + marker.count_dx;
                    const Stretch badge{x + 0.01F, x + marker.count_width - 0.01F};
                    CAPTURE(run);
                    CAPTURE(width);
                    CHECK(badge.x1 <= view.right);
                    for (const Stretch& other : taken[marker.task]) {
                        CHECK_FALSE(badge.overlaps(other));
                    }
                    taken[marker.task].push_back(badge);
                }
            }
        }
    }
    CHECK(counts > 50);
}

TEST_CASE("the flag of an error says whose code sees it, unless that is main") {
    const auto flag_of = [](std::string_view run) {
        const std::shared_ptr<const core::Trace> trace = support::run(run);
        const LaidOut run_laid_out{trace, {.window = app::AxisMap{*trace, Axis::time}.whole()}};
        REQUIRE(run_laid_out.layout.signals.size() == 1);
        return run_laid_out.layout.signals[0].text;
    };
    CHECK(flag_of("gather-vs-group") == "error seen");
    CHECK(flag_of("error-boundaries mode=restart") == "error seen by service-2");
}

TEST_CASE("lanes that are narrower than a count have counts as well") {
    const std::shared_ptr<const core::Trace> trace = support::run("timeouts");
    for (const float width : {0.0F, 1.0F, 5.0F}) {
        std::size_t counts = 0;
        for (const app::Marker& marker :
             LaidOut{trace, whole_run(*trace, Axis::time, width)}.layout.markers) {
            CHECK(marker.count > 0);
            counts += marker.count > 1 ? 1 : 0;
        }
        CHECK(counts > 0);
    }
}

} // TEST_SUITE
