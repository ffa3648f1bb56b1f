#include "app/timeline/minimap.hpp"
#include "tests/app/timeline/indexed.hpp"
#include "tests/support/sample_traces.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <numeric>
#include <random>

using app::Axis;
using app::MinimapGrip;
using app::Window;

using support::Indexed;

namespace {

/// The same sums, state by state.
app::StateMix::Sums added_up(const Indexed& run, Axis axis, double from, double to) {
    app::StateMix::Sums sums{};
    for (const core::Span& span : run.spans.all()) {
        const double begin = std::max(run.index.begin_of(span, axis), from);
        const double end = std::min(run.index.end_of(span, axis), to);
        sums[static_cast<std::size_t>(span.kind)] += std::max(end - begin, 0.0);
    }
    return sums;
}

app::MinimapLayout laid_out(const Indexed& run, app::MinimapView view) {
    app::MinimapLayout out;
    app::layout_minimap(run.index, view, out);
    return out;
}

} // namespace

TEST_SUITE("app/timeline/minimap") {

TEST_CASE("the mix of any stretch is that of all its states added up") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        const Indexed run{support::random_trace(seed, 8, 400)};
        std::mt19937_64 random{seed};
        for (const Axis axis : {Axis::time, Axis::order}) {
            const double whole = app::AxisMap{*run.trace, axis}.whole().end;
            for (int i = 0; i < 50; ++i) {
                CAPTURE(seed);
                CAPTURE(i);
                std::uniform_real_distribution<double> place{0, whole};
                const double a = place(random);
                const double b = place(random);
                const auto sums = run.index.mix(axis).between(std::min(a, b), std::max(a, b));
                const auto wanted = added_up(run, axis, std::min(a, b), std::max(a, b));
                for (std::size_t kind = 0; kind < sums.size(); ++kind) {
                    // In order, cells are whole events and states begin half way between.
                    const double tolerance = axis == Axis::time ? whole * 1e-9 : 8;
                    CHECK(std::abs(sums[kind] - wanted[kind]) <= tolerance);
                }
            }
        }
    }
}

TEST_CASE("with very many events the mix of the whole is still exact, and that of parts nearly") {
    const Indexed run{support::random_trace(3, 20, 30'000)};
    for (const Axis axis : {Axis::time, Axis::order}) {
        const double whole = app::AxisMap{*run.trace, axis}.whole().end;
        for (int i = 0; i < 20; ++i) {
            const auto sums = run.index.mix(axis).between(whole * i / 20, whole * (i + 1) / 20);
            const auto wanted = added_up(run, axis, whole * i / 20, whole * (i + 1) / 20);
            for (std::size_t kind = 0; kind < sums.size(); ++kind) {
                CHECK(std::abs(sums[kind] - wanted[kind]) <= whole / 20);
            }
        }
    }
}

TEST_CASE("columns cover the run, and the fullest one the height") {
    const Indexed run{support::group_sample()};
    for (const Axis axis : {Axis::time, Axis::order}) {
        const app::MinimapLayout layout =
            laid_out(run, {.axis = axis, .window = {0, 1}, .left = 100, .right = 900});
        float most = 0;
        for (const auto& column : layout.columns) {
            CHECK(column.x0 >= 100);
            CHECK(column.x1 <= 900);
            const float height =
                std::accumulate(column.heights.begin(), column.heights.end(), 0.0F);
            CHECK(height <= 30.01F);
            most = std::max(most, height);
        }
        CHECK(most == doctest::Approx(30).epsilon(0.01));
        CHECK(layout.columns.size() > 300);
    }
}

TEST_CASE("every failure has a mark") {
    const Indexed run{support::group_sample()};
    const app::MinimapLayout layout = laid_out(run, {.window = {0, 1}});
    std::size_t failures = 0;
    for (const auto& mark : layout.marks) {
        failures += mark.role == app::Role::failed ? 1 : 0;
    }
    CHECK(failures == 1);
}

TEST_CASE("what is not to be seen yet has neither column nor mark") {
    const Indexed run{support::group_sample()};
    const auto failure = run.index.turning_points(app::TurningPoint::failure).front();
    app::MinimapView view;
    view.hidden_from = core::index_of(failure);
    const app::AxisMap map{*run.trace, Axis::time};
    view.cursor = map.of_cursor(view.hidden_from);
    const app::MinimapLayout hidden = laid_out(run, view);
    CHECK_FALSE(hidden.columns.empty());
    for (const auto& column : hidden.columns) {
        CHECK(column.x1 <= hidden.cursor_x);
    }
    CHECK(hidden.marks.empty());
    ++view.hidden_from;
    CHECK(laid_out(run, view).marks.size() == 1);
}

TEST_CASE("the frame of a window on the whole run is the whole strip") {
    const Indexed run{support::gather_sample()};
    const Window whole = app::minimap_window(app::AxisMap{*run.trace, Axis::time});
    const app::MinimapLayout all = laid_out(run, {.window = whole, .left = 10, .right = 510});
    CHECK(all.frame_x0 == doctest::Approx(10));
    CHECK(all.frame_x1 == doctest::Approx(510));
    const Window middle{whole.begin + whole.length() / 4, whole.end - whole.length() / 4};
    const app::MinimapLayout half = laid_out(run, {.window = middle, .left = 10, .right = 510});
    CHECK(half.frame_x0 == doctest::Approx(135));
    CHECK(half.frame_x1 == doctest::Approx(385));
}

TEST_CASE("handles are grabbed at the ends of the frame, the frame between them") {
    app::MinimapLayout layout;
    layout.left = 0;
    layout.right = 1000;
    layout.frame_x0 = 300;
    layout.frame_x1 = 600;
    CHECK(app::grip_at(layout, 296, 6) == MinimapGrip::begin);
    CHECK(app::grip_at(layout, 305, 6) == MinimapGrip::begin);
    CHECK(app::grip_at(layout, 450, 6) == MinimapGrip::frame);
    CHECK(app::grip_at(layout, 604, 6) == MinimapGrip::end);
    CHECK(app::grip_at(layout, 700, 6) == MinimapGrip::outside);
    layout.frame_x1 = 304; // very narrow: it can still be moved as a whole
    CHECK(app::grip_at(layout, 302.5F, 6) == MinimapGrip::frame);
    CHECK(app::grip_at(layout, 298, 6) == MinimapGrip::begin);
    CHECK(app::grip_at(layout, 308, 6) == MinimapGrip::end);
}

TEST_CASE("handles cannot pass each other, and the frame keeps its length") {
    const Window from{10, 20};
    CHECK(app::dragged(from, MinimapGrip::begin, 10, 13, 1) == Window{13, 20});
    CHECK(app::dragged(from, MinimapGrip::begin, 10, 90, 1) == Window{19, 20});
    CHECK(app::dragged(from, MinimapGrip::end, 20, 5, 1) == Window{10, 11});
    CHECK(app::dragged(from, MinimapGrip::frame, 12, 15, 1) == Window{13, 23});
    CHECK(app::dragged(from, MinimapGrip::outside, 50, 50, 1) == Window{45, 55});
}

} // TEST_SUITE
