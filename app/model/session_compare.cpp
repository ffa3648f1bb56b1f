#include "app/model/session.hpp"
#include "app/model/spec_text.hpp"
#include "core/trace/trace_bytes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace app {

std::size_t Session::cursor(Side side) const {
    const std::size_t count = m_playback.cursor();
    return m_comparison ? m_comparison->order().count_of(side, count) : count;
}

AxisMap Session::axis_map(Side side) const {
    const Squeeze* squeeze = &m_compression.squeeze();
    return m_comparison ? AxisMap{m_comparison->order(), side, axis(), squeeze}
                        : AxisMap{m_run->trace(), axis(), squeeze};
}

EventSequence Session::events() const {
    return m_comparison ? EventSequence{m_comparison->order()} : EventSequence{m_run->trace()};
}

RunsOnAxis Session::on_axis() const {
    return m_comparison
               ? RunsOnAxis{m_comparison->order(), m_run->spans(), m_comparison->run().spans()}
               : RunsOnAxis{m_run->trace(), m_run->spans()};
}

/// After one of the runs has changed: cursor, axis and lanes are those of what is there now.
void Session::show_both() {
    const bool all = m_viewport.holds_all() && !is_live(); // a live run grows all the time
    m_playback.set_trace(events());
    ++m_run_number;
    change_compression([this] { m_compression.follow(on_axis()); });
    if (axis() == Axis::order) {
        m_measure.reset(); // its events are others now
    }
    if (const auto side = m_origin.side()) {
        m_origin.follow(run(has(*side) ? *side : Side::a).trace());
    }
    m_lane_view.follow(m_run->index());
    fit_lanes(Side::a);
    if (m_comparison) {
        fit_lanes(Side::b);
    }
    if (all && !m_viewport.holds_all()) {
        m_viewport.fit(motion(Motion::animated));
    }
}

const scenarios::RunSpec& Session::edited_spec() const {
    return spec(m_comparison && m_comparison->edits() == Edits::b ? Side::b : Side::a);
}

/// A change of what the user asks for, in those runs that are to be edited.
void Session::edit(const std::function<void(scenarios::RunSpec&)>& change) {
    if (m_comparison && m_comparison->edits() != Edits::a) {
        scenarios::RunSpec b = m_comparison->spec();
        change(b);
        show_b(b);
    }
    if (m_comparison && m_comparison->edits() == Edits::b) {
        return;
    }
    scenarios::RunSpec a = m_spec;
    change(a);
    if (a.seed != m_spec.seed) {
        rerun(a);
    } else {
        adjust(a);
    }
}

/// Most programs mean the same to all of them: where nothing changes that is said, so that nobody
/// looks for it.
void Session::set_python(core::Version version) {
    const auto bytes = [&] {
        return core::to_bytes(run(Side::a).trace()) +
               (m_comparison ? core::to_bytes(run(Side::b).trace()) : "");
    };
    const bool is_other = edited_spec().python != version;
    const std::string before = is_other && !is_live() ? bytes() : "";
    m_take_along.dismiss(); // it may be about other rules
    edit([&](scenarios::RunSpec& spec) { spec.python = version; });
    if (!before.empty() && bytes() == before) {
        m_take_along.say(fmt::format("This run is the same with Python {}, event by event",
                                     python_name(version)));
    }
}

/// Two runs get back what the default pair differs in, else nothing would be left to compare.
void Session::reset_params() {
    const scenarios::RunSpec defaults{scenario()};
    const bool both = m_comparison && m_comparison->edits() == Edits::both;
    edit([&](scenarios::RunSpec& spec) {
        spec.values = defaults.values;
        spec.python = defaults.python;
    });
    if (both) {
        scenarios::RunSpec b = m_comparison->spec();
        b.values = default_partner(m_spec).values;
        show_b(b);
    }
}

void Session::toggle_compare() {
    if (is_live()) {
        m_take_along.say("Only simulated runs can be compared", true);
    } else if (m_comparison) {
        stop_comparing();
    } else {
        compare_with(default_partner(m_spec));
    }
}

void Session::compare_with(const scenarios::RunSpec& b) {
    const bool is_simulated = b.clock == scenarios::ClockKind::virtual_clock;
    if (is_live() || !is_simulated || b.scenario != m_spec.scenario) {
        m_take_along.say("Only simulated runs of one lesson can be compared", true);
        return;
    }
    if (!tells_all()) {
        m_take_along.say("Another run would tell the answers: predict first", true);
        return;
    }
    const bool all = m_viewport.shows_all();
    m_comparison = std::make_unique<Comparison>(*m_run, m_service.run(b), m_lane_view);
    show_both();
    if (all) {
        m_viewport.fit(motion(Motion::animated));
    }
    m_selection.follow(trace());
}

void Session::stop_comparing() {
    if (!m_comparison) {
        return;
    }
    const std::size_t own = cursor(Side::a);
    const bool all = m_viewport.shows_all();
    m_comparison.reset();
    show_both();
    if (m_playback.cursor() != own) { // of one instant, B had shown more
        m_playback.seek(own);
    }
    if (all) {
        m_viewport.fit(motion(Motion::animated));
    }
    m_selection.follow(trace());
}

void Session::show_b(const scenarios::RunSpec& b) {
    m_comparison->replace_b(*m_run, m_service.run(b));
    show_both();
    m_selection.follow(trace());
}

void Session::seek(std::size_t own) {
    const std::size_t known = std::min(own, trace().size());
    m_playback.seek(m_comparison ? m_comparison->order().cursor_after(focus(), known) : known);
}

void Session::set_focus(Side side) {
    if (m_comparison && side != focus()) {
        m_comparison->set_focus(side);
        m_selection.follow(trace());
        ++m_run_number; // other panels show another run
    }
}

/// After a step: the panels show the run in which something has happened.
void Session::focus_last_event() {
    if (m_comparison && m_playback.cursor() > 0) {
        set_focus(m_comparison->order()[m_playback.cursor() - 1].side);
    }
}

/// The same, but no change of run where both have events of that moment.
void Session::focus_moment() {
    const std::size_t own = cursor();
    const bool has_moment = own > 0 && trace().events()[own - 1].at == m_playback.now();
    if (!has_moment) {
        focus_last_event();
    }
}

WhatIf& Session::what_if_of(Side side) {
    return side == Side::a ? m_what_if : m_comparison->what_if();
}

/// Runs again with what the list says now.
void Session::change_what_if(Side side, const std::function<void(WhatIf&)>& change) {
    if (!can_intervene() || (side == Side::b && !m_comparison)) {
        return;
    }
    change(what_if_of(side));
    scenarios::RunSpec changed = spec(side);
    changed.interventions = what_if_of(side).enabled();
    if (changed.interventions == spec(side).interventions) {
        return;
    }
    side == Side::a ? rerun(changed) : show_b(changed);
}

void Session::add_intervention(const scenarios::Intervention& what) {
    if (!can_intervene()) {
        m_take_along.say("What-ifs need a simulated run", true);
        return;
    }
    m_overlays.what_if = false;
    change_what_if(focus(), [&](WhatIf& list) { list.add(what); });
}

void Session::add_here(scenarios::Intervention::Kind kind) {
    const bool is_signal = kind == scenarios::Intervention::Kind::signal;
    if (!is_signal && m_selection.task() == core::TaskId::none) {
        m_take_along.say("Select a task first", true);
        return;
    }
    const std::string_view subject =
        is_signal ? std::string_view{"TERM"} : trace().name(m_selection.task());
    add_intervention({kind, std::string{subject}, {}, m_playback.now()});
}

/// The run without interventions, for behind the bars; and what became of each of them.
void Session::haunt() {
    if (m_run->is_complete()) {
        m_what_if.judge(m_run->trace());
    }
    std::unique_ptr<const Run> ghost;
    if (!m_spec.interventions.empty() && !is_live()) {
        scenarios::RunSpec former = m_spec;
        former.interventions.clear();
        ghost = m_service.run(former);
    }
    m_what_if.haunt(std::move(ghost), m_run->trace());
}

} // namespace app
