#include "app/model/session.hpp"

#include <algorithm>

namespace app {

/// Pinned rows take room, and do not scroll.
void Session::fit_lanes(Side side) {
    const LaneView& lanes = lane_view(side);
    const auto pinned = static_cast<double>(lanes.rows().pinned());
    lanes_of(side).set_lanes(static_cast<double>(lanes.rows().size()) - pinned,
                             std::max(lanes.page() - pinned, 0.0));
}

/// Two runs are arranged alike: what happens to a task happens to the one of that name in the other
/// run too.
void Session::change_lanes(const LaneChange& change, core::TaskId task) {
    for (const Side side : {Side::a, Side::b}) {
        if (has(side)) {
            const bool is_other = side != focus();
            change(lane_view_of(side), run(side).index(),
                   is_other ? m_comparison->in_other(focus(), task) : task);
            fit_lanes(side);
        }
    }
}

void Session::move_match(int by) {
    const auto lane = lane_view_of(focus()).move_match(run().index(), by);
    if (lane) {
        const core::TaskId task = run().index().lanes()[*lane].task;
        m_selection.select(trace(), task);
        reveal_task(task);
    }
}

/// Scrolls to the row that stands for a task of the run that has the focus, if there is one.
void Session::reveal_task(core::TaskId task) {
    const LaneRows& rows = lane_view(focus()).rows();
    const auto row = rows.row_of(run().index().lane_of(task));
    if (row && *row >= rows.pinned()) {
        lanes_of(focus()).reveal_lane(static_cast<double>(*row - rows.pinned()),
                                      motion(Motion::animated));
    }
}

} // namespace app
