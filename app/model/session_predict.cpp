#include "app/model/session.hpp"

#include <vector>

namespace app {

void Session::set_predicting(bool on) {
    if (on == m_predict.is_on()) {
        return;
    }
    if (!on) {
        m_predict.end();
        return;
    }
    set_live(false); // what a live run will show is not known yet
    stop_comparing();
    m_overlays.sweep = false; // its curve tells the answers
    begin_quiz();
}

/// From the start, with the questions of the run that is shown.
void Session::begin_quiz() {
    m_predict.begin(scenario().questions(trace(), m_run->spec().values), m_run_number);
    m_playback.seek(0);
    follow_cursor();
    m_selection.clear();
}

/// After whatever has happened: neither the cursor nor the search gets at what is to be predicted.
void Session::keep_predicting() {
    const QuizStop stop = hold_back();
    if (m_lane_view.tell(m_run->index(), tells_all() ? SIZE_MAX : cursor())) {
        fit_lanes(Side::a);
    }
    reveal_quiz(stop);
}

/// Keeps the cursor from what is not predicted yet.
QuizStop Session::hold_back() {
    if (!m_predict.is_on()) {
        return QuizStop::none;
    }
    if (is_live() || m_comparison) {
        m_predict.end();
        return QuizStop::none;
    }
    if (m_predict.run_number() != m_run_number) {
        begin_quiz(); // another run has other answers
    }
    if (cursor() > m_predict.limit()) {
        m_playback.hold(m_predict.limit());
        follow_cursor();
    }
    const QuizStop stop = m_predict.follow(cursor());
    if (stop == QuizStop::answer) {
        m_playback.pause(); // there is something to read
    }
    return stop;
}

/// A question is about the tasks that are alive, an answer about the one that shows it: those
/// lanes are to be seen.
void Session::reveal_quiz(QuizStop stop) {
    switch (stop) {
    case QuizStop::none:
        break;
    case QuizStop::question:
        reveal_alive();
        break;
    case QuizStop::answer:
        reveal_last_task();
        break;
    }
}

/// As many tasks as can be that exist and have not ended.
void Session::reveal_alive() {
    const LaneRows& rows = m_lane_view.rows();
    const core::TraceState& now = at_cursor();
    std::vector<double> alive;
    for (std::size_t row = rows.pinned(); row < rows.size(); ++row) {
        const core::TaskId task = m_run->index().lanes()[rows.rows()[row].lane].task;
        const core::TaskPhase phase = now.task(task).phase;
        if (phase != core::TaskPhase::absent && !core::has_ended(phase)) {
            alive.push_back(static_cast<double>(row - rows.pinned()));
        }
    }
    m_viewport.reveal_most(alive, motion(Motion::animated));
}

/// Whoever goes forward has read what is shown. False if that was all: the next answer is to be
/// read here, or the run is at its end.
bool Session::has_read_on() {
    return m_predict.shown(cursor()) == nullptr || (m_predict.dismiss() && !m_playback.is_at_end());
}

void Session::look_again(std::size_t question) {
    if (question < m_predict.items().size() && m_predict.items()[question].is_revealed) {
        m_playback.seek(m_predict.look_again(question));
        follow_cursor();
    }
}

} // namespace app
