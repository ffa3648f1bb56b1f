#include "app/model/session.hpp"

namespace app {

/// The run, the axis, the cursor and the selection of a step. What a person had set is gone, so
/// that a step always shows the same.
void Session::show_lesson_step(std::size_t index) {
    if (index >= m_guide.lesson().steps.size()) {
        return;
    }
    if (!tells_all()) { // in front of a class the key is pressed before one thinks
        m_take_along.say("A step would tell the answers: predict first", true);
        return;
    }
    m_predict.end();
    m_guide.go_to(index);
    const LessonStep& step = *m_guide.step();
    set_live(false);
    stop_comparing();
    scenarios::RunSpec spec = spec_of(step, scenario());
    m_selection.clear();
    m_what_if.clear();
    m_what_if.adopt(spec.interventions);
    rerun(spec);
    if (const auto other = other_spec_of(step, scenario())) {
        compare_with(*other);
    }
    set_axis(step.axis.value_or(Axis::time));
    m_viewport.fit(motion(Motion::animated));
    m_selection.select(trace(), trace().find_task(step.select));
    m_playback.seek(cursor_of(step.cursor));
    reveal_step_lane();
    m_settings.code_tab = CodeTab::lesson;
}

/// Where a step puts the cursor. Of two runs, all that has happened in both until then is visible.
std::size_t Session::cursor_of(const StepCursor& cursor) const {
    const std::size_t own = cursor_in(trace(), cursor).value_or(trace().size());
    if (!m_comparison) {
        return own;
    }
    switch (cursor.kind) {
    case StepCursor::Kind::end:
        return m_playback.size();
    case StepCursor::Kind::time:
        return m_comparison->order().count_until(cursor.at);
    case StepCursor::Kind::start:
    case StepCursor::Kind::event:
        break;
    }
    return m_comparison->order().cursor_after(Side::a, own);
}

void Session::toggle_present() {
    if (!is_presenting()) {
        m_presentation.begin(m_settings);
        return;
    }
    Settings before = m_settings;
    m_presentation.end(before);
    set_axis(before.axis); // which also turns the view
    m_settings = before;
}

/// Everything that it points at is there.
void Session::start_tour() {
    if (is_presenting()) {
        toggle_present();
    }
    m_settings.hidden = {};
    m_overlays = {};
    m_take_along.drop_question();
    m_tour.start();
}

/// Whoever has come to its end, or has had enough, is not led again at the next start.
void Session::step_tour(int by) {
    const bool was_on = m_tour.is_on();
    m_tour.step(by);
    m_settings.tour_taken = m_settings.tour_taken || (was_on && !m_tour.is_on());
}

void Session::end_tour() {
    m_settings.tour_taken = m_settings.tour_taken || m_tour.is_on();
    m_tour.end();
}

/// The selected task's lane; without one, that of what has just happened.
void Session::reveal_step_lane() {
    const core::TaskId task = m_selection.task();
    if (task == core::TaskId::none) {
        follow_step();
        return;
    }
    reveal_task(task);
}

} // namespace app
