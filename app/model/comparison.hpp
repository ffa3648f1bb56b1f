#pragma once
#include "app/model/command.hpp"
#include "app/model/lane_view.hpp"
#include "app/model/run_service.hpp"
#include "app/model/what_if.hpp"
#include "app/timeline/counter_rows.hpp"
#include "app/timeline/merged_order.hpp"
#include "app/timeline/viewport.hpp"

#include <memory>
#include <string>

namespace app {

/// A second run, B, beside the one of the window, A: both on one axis with one cursor.
///
/// The cursor of the window then counts events of both in order of time; which of them each run has
/// seen follows from it. The panels beside the timeline show the run that has the focus.
class Comparison {
public:
    /// `a` must outlive this or be replaced. The lanes of B are arranged as those of A.
    Comparison(const Run& a, std::unique_ptr<const Run> b, LaneView lanes);

    const Run& run() const { return *m_b; }
    const scenarios::RunSpec& spec() const { return m_b->spec(); }
    /// The order of both. Keeps its address for as long as this lives.
    const MergedOrder& order() const { return m_order; }

    Side focus() const { return m_focus; }
    void set_focus(Side focus) { m_focus = focus; }
    /// Which run a parameter that is moved is for.
    Edits edits() const { return m_edits; }
    void set_edits(Edits edits) { m_edits = edits; }

    const WhatIf& what_if() const { return m_what_if; }
    WhatIf& what_if() { return m_what_if; }
    /// How the lanes of B are arranged.
    const LaneView& lane_view() const { return m_lane_view; }
    LaneView& lane_view() { return m_lane_view; }
    /// The lanes of B scroll by themselves; its window is not used.
    const Viewport& lanes() const { return m_lanes; }
    Viewport& lanes() { return m_lanes; }

    void replace_a(const Run& a);
    void replace_b(const Run& a, std::unique_ptr<const Run> b);

    /// What stands in the strip of counters of each run.
    const std::vector<CounterRow>& counters(Side side) const { return m_counters[index_of(side)]; }

    /// The task of the same name in the other run, or none.
    core::TaskId in_other(Side from, core::TaskId task) const;

private:
    void match(const Run& a);

    std::unique_ptr<const Run> m_b;
    MergedOrder m_order;
    std::array<std::vector<core::TaskId>, side_count> m_in_other; // by the side of the task
    std::array<std::vector<CounterRow>, side_count> m_counters;
    Side m_focus = Side::a;
    Edits m_edits = Edits::both;
    WhatIf m_what_if;
    LaneView m_lane_view;
    Viewport m_lanes;
};

/// What to compare a run with when nobody says: the same with the other one of the two options that
/// the scenario's card names.
scenarios::RunSpec default_partner(const scenarios::RunSpec& a);

/// What one run has that the other has not: "mode=task-group", "seed=2, cancel:task-3@250ms". A
/// sentence if there is nothing.
std::string differences(const scenarios::RunSpec& of, const scenarios::RunSpec& from);

} // namespace app
