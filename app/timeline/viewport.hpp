#pragma once
#include "app/timeline/axis.hpp"

#include <span>

namespace app {

/// How a change of the view gets there.
enum class Motion : std::uint8_t {
    animated,  ///< in about a quarter of a second; further steps add up
    immediate, ///< at once: drags, and everything under "reduced motion"
};

/// How far one notch of the wheel zooms.
enum class ZoomStep : std::uint8_t {
    normal, ///< 25 %
    fine,   ///< 5 %, with Ctrl
    coarse, ///< 50 %, with Shift
};

/// Which part of the run the timeline shows, and how it gets from one part to another.
///
/// Knows no pixels: places on the screen are fractions of the lane area's width (0 = left edge,
/// 1 = right edge); vertical places are in lanes. What is asked for is the target; `tick` moves
/// the shown window towards it so that the point under the pointer never leaves the pointer.
class Viewport {
public:
    /// Shows all of `whole` (with a small margin) at once.
    explicit Viewport(const Window& whole, double shortest = 1);

    /// What to draw now.
    const Window& window() const { return m_window; }
    /// Where the movement ends.
    const Window& target() const { return m_target; }
    /// True while `tick` still has something to move: frames are needed.
    bool is_moving() const;

    /// Tells that the run or the axis has another length. The window stays where it is.
    /// `shortest` is the smallest window that zooming in may reach.
    void set_whole(const Window& whole, double shortest);

    /// Zooms by `notches` (positive: in) around the point at `fraction` of the width.
    void zoom_at(double fraction, double notches, ZoomStep step, Motion motion);
    /// Moves the window by a fraction of its own length, positive: to later.
    void pan_by(double fraction, Motion motion);
    /// Shows that part, with a small margin when `margin` is given.
    void show(const Window& part, Motion motion, double margin = 0.05);
    /// Shows the whole run.
    void fit(Motion motion) { show(m_whole, motion, whole_margin); }
    /// Moves the window just so far that `position` lies in it. Does nothing if it does.
    void reveal(double position, Motion motion);
    /// True if the target already is the whole run.
    bool shows_all() const;
    /// True if nothing of the run lies outside of the target.
    bool holds_all() const;
    /// True if `show(part)` would change nothing.
    bool shows(const Window& part, double margin = 0.05) const;

    /// First visible lane, with a fraction.
    double scroll() const { return m_scroll; }
    /// Tells how many lanes there are and how many have room; keeps the scroll within them.
    void set_lanes(double total, double page);
    /// How many lanes have room.
    double lane_page() const { return m_page; }
    void scroll_by(double lanes, Motion motion);
    /// Scrolls just so far that this lane is visible.
    void reveal_lane(double lane, Motion motion);
    /// Scrolls just so far that as many of these lanes, which ascend, are visible as can be.
    void reveal_most(std::span<const double> lanes, Motion motion);

    /// Moves towards the target. `elapsed` is real time.
    void tick(core::Duration elapsed);

    static constexpr double whole_margin = 0.065; // room for the cap of a task at the end

private:
    void aim(Window target, Motion motion);
    Window clamped(Window wanted) const;

    Window m_whole;
    double m_shortest;
    Window m_window;
    Window m_target;
    double m_lanes = 0;
    double m_page = 0;
    double m_scroll = 0;
    double m_scroll_target = 0;
};

} // namespace app
