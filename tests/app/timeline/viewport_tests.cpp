#include "app/timeline/viewport.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace std::chrono_literals;
using app::Motion;
using app::Viewport;
using app::Window;
using app::ZoomStep;

namespace {

constexpr Window second{0, 1e9};

double point_at(const Viewport& viewport, double fraction) {
    return viewport.window().begin + fraction * viewport.window().length();
}

Viewport zoomed(const Window& to) {
    Viewport viewport{second, 1000};
    viewport.show(to, Motion::immediate, 0);
    return viewport;
}

void run_out(Viewport& viewport) {
    for (int frame = 0; frame < 60; ++frame) { // one second
        viewport.tick(16ms);
    }
}

} // namespace

TEST_SUITE("app/timeline/viewport") {

TEST_CASE("a new viewport shows the whole run with a small margin on both sides") {
    const Viewport viewport{second};
    CHECK(viewport.window().begin == doctest::Approx(-app::Viewport::whole_margin * 1e9));
    CHECK(viewport.window().end == doctest::Approx((1 + app::Viewport::whole_margin) * 1e9));
    CHECK(viewport.shows_all());
    CHECK_FALSE(viewport.is_moving());
}

TEST_CASE("a notch zooms by 25 percent, with Ctrl by 5, with Shift by 50") {
    for (const auto& [step, factor] :
         {std::pair{ZoomStep::normal, 1.25}, std::pair{ZoomStep::fine, 1.05},
          std::pair{ZoomStep::coarse, 1.5}}) {
        Viewport viewport = zoomed({4e8, 5e8});
        viewport.zoom_at(0.5, 1, step, Motion::immediate);
        CHECK(viewport.window().length() == doctest::Approx(1e8 / factor));
        viewport.zoom_at(0.5, -1, step, Motion::immediate);
        CHECK(viewport.window().length() == doctest::Approx(1e8));
    }
}

TEST_CASE("zooming keeps the point under the pointer where it is, in every frame") {
    for (const double fraction : {0.0, 0.2, 0.5, 0.93, 1.0}) {
        CAPTURE(fraction);
        Viewport viewport = zoomed({4e8, 5e8});
        const double point = point_at(viewport, fraction);
        for (int frame = 0; frame < 40; ++frame) {
            if (frame % 3 == 0 && frame < 20) { // notches while it still moves
                viewport.zoom_at(fraction, frame % 2 == 0 ? 2 : -1, ZoomStep::normal,
                                 Motion::animated);
            }
            viewport.tick(16ms);
            CHECK(point_at(viewport, fraction) == doctest::Approx(point).epsilon(1e-9));
        }
    }
}

TEST_CASE("wheel steps during an animation add up") {
    Viewport viewport = zoomed({4e8, 5e8});
    viewport.zoom_at(0.5, 1, ZoomStep::normal, Motion::animated);
    viewport.tick(16ms);
    viewport.zoom_at(0.5, 1, ZoomStep::normal, Motion::animated);
    run_out(viewport);
    CHECK(viewport.window().length() == doctest::Approx(1e8 / 1.25 / 1.25));
}

TEST_CASE("an animation moves at once, is nearly there after 0.25 s and over after 0.5 s") {
    Viewport viewport = zoomed({0, 1e8});
    viewport.show({5e8, 6e8}, Motion::animated, 0);
    CHECK(viewport.is_moving());
    CHECK(viewport.window().begin == 0);
    viewport.tick(16ms);
    CHECK(viewport.window().begin > 1e8);
    viewport.tick(234ms);
    CHECK(viewport.window().begin > 4.95e8);
    viewport.tick(250ms);
    CHECK(viewport.window() == Window{5e8, 6e8});
    CHECK_FALSE(viewport.is_moving());
}

TEST_CASE("the frame rate does not change where an animation is") {
    Viewport fast = zoomed({0, 1e8});
    Viewport slow = fast;
    fast.show({5e8, 6e8}, Motion::animated, 0);
    slow.show({5e8, 6e8}, Motion::animated, 0);
    for (int i = 0; i < 8; ++i) {
        fast.tick(10ms);
    }
    slow.tick(80ms);
    CHECK(fast.window().begin == doctest::Approx(slow.window().begin));
}

TEST_CASE("a drag during an animation holds the point it grabbed") {
    Viewport viewport = zoomed({0, 1e8});
    viewport.show({5e8, 6e8}, Motion::animated, 0);
    viewport.tick(30ms);
    const double left = viewport.window().begin;
    const double length = viewport.window().length();
    viewport.pan_by(0.1, Motion::immediate);
    CHECK(viewport.window().begin == doctest::Approx(left + 0.1 * length));
    CHECK_FALSE(viewport.is_moving());
}

TEST_CASE("zooming in ends at the shortest window, zooming out at the whole run") {
    Viewport viewport{second, 1000};
    viewport.zoom_at(0.5, 1000, ZoomStep::normal, Motion::immediate);
    CHECK(viewport.window().length() == doctest::Approx(1000));
    viewport.zoom_at(0.5, -1000, ZoomStep::normal, Motion::immediate);
    CHECK(viewport.window().length() == doctest::Approx((1 + 2 * Viewport::whole_margin) * 1e9));
}

TEST_CASE("panning cannot lose the run: half a window of it stays in view") {
    Viewport viewport = zoomed({4e8, 6e8});
    viewport.pan_by(100, Motion::immediate);
    CHECK(viewport.window() == Window{9e8, 11e8});
    viewport.pan_by(-100, Motion::immediate);
    CHECK(viewport.window() == Window{-1e8, 1e8});
}

TEST_CASE("another length of the run moves nothing") {
    Viewport viewport = zoomed({4e8, 6e8});
    viewport.set_whole({0, 3e8}, 1000);
    CHECK(viewport.window() == Window{4e8, 6e8});
    CHECK_FALSE(viewport.is_moving());
    viewport.pan_by(0.01, Motion::immediate); // but the next move comes back to the run
    CHECK(viewport.window() == Window{2e8, 4e8});
}

TEST_CASE("showing a part twice is recognised, also while it still moves there") {
    Viewport viewport{second, 1000};
    viewport.show({2e8, 3e8}, Motion::animated);
    CHECK(viewport.shows({2e8, 3e8}));
    CHECK_FALSE(viewport.shows({2e8, 4e8}));
    CHECK_FALSE(viewport.shows_all());
}

TEST_CASE("revealing moves only as far as needed, and not at all for what is in view") {
    Viewport viewport = zoomed({4e8, 5e8});
    viewport.reveal(4.5e8, Motion::immediate);
    CHECK(viewport.window() == Window{4e8, 5e8});
    viewport.reveal(6e8, Motion::immediate);
    CHECK(viewport.window().end == doctest::Approx(6.05e8));
    CHECK(viewport.window().length() == doctest::Approx(1e8));
    viewport.reveal(1e8, Motion::immediate);
    CHECK(viewport.window().begin == doctest::Approx(0.95e8));
}

TEST_CASE("scrolling stays within the lanes") {
    Viewport viewport{second};
    viewport.set_lanes(20, 8);
    viewport.scroll_by(100, Motion::immediate);
    CHECK(viewport.scroll() == 12);
    viewport.scroll_by(-100, Motion::immediate);
    CHECK(viewport.scroll() == 0);
    viewport.set_lanes(5, 8); // all have room
    viewport.scroll_by(3, Motion::immediate);
    CHECK(viewport.scroll() == 0);
}

TEST_CASE("scrolling is animated and ends exactly at its target") {
    Viewport viewport{second};
    viewport.set_lanes(100, 10);
    viewport.scroll_by(3, Motion::animated);
    viewport.tick(16ms);
    CHECK(viewport.scroll() > 0);
    CHECK(viewport.scroll() < 3);
    run_out(viewport);
    CHECK(viewport.scroll() == 3);
    CHECK_FALSE(viewport.is_moving());
}

TEST_CASE("a lane is revealed by scrolling as little as possible") {
    Viewport viewport{second};
    viewport.set_lanes(100, 10);
    viewport.reveal_lane(9, Motion::immediate);
    CHECK(viewport.scroll() == 0);
    viewport.reveal_lane(14, Motion::immediate);
    CHECK(viewport.scroll() == 5);
    viewport.reveal_lane(2, Motion::immediate);
    CHECK(viewport.scroll() == 2);
}

TEST_CASE("of lanes that have no room together as many as can be are revealed, scrolling little") {
    Viewport viewport{second};
    viewport.set_lanes(100, 10);
    const auto scroll_to = [&](std::vector<double> lanes) {
        viewport.reveal_most(lanes, Motion::immediate);
        return viewport.scroll();
    };
    CHECK(scroll_to({}) == 0);
    CHECK(scroll_to({2, 7}) == 0);         // in view
    CHECK(scroll_to({0, 1, 14, 15}) == 0); // two are
    CHECK(scroll_to({0, 14, 15, 16, 80, 81}) == 7);
    CHECK(scroll_to({0, 1, 2}) == 0);
    CHECK(scroll_to({98, 99}) == 90);
    viewport.set_lanes(5, 8); // all have room
    CHECK(scroll_to({4}) == 0);
}

} // TEST_SUITE
