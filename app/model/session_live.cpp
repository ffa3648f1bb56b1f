#include "app/model/session.hpp"
#include "scenarios/world.hpp"

#include <algorithm>
#include <array>
#include <system_error>

namespace app {
namespace {

/// What a live run shows first, on either axis: some seconds, some hundred events.
Window first_window(Axis axis) {
    return axis == Axis::time ? Window{0, 3e9} : Window{0, 200};
}

/// What has come from outside in the course of a run: signals, and values of parameters.
std::vector<std::string_view> interventions_of(const core::Trace& trace) {
    std::vector<std::string_view> found;
    for (const core::Event& event : trace.events()) {
        const std::string_view text = trace.text(event.label);
        const bool is_knob = event.kind == core::EventKind::mark &&
                             text.find(scenarios::now_is) != std::string_view::npos;
        if (is_knob || event.kind == core::EventKind::signal) {
            found.push_back(text);
        }
    }
    return found;
}

/// The same run, but for the clock.
bool is_same(const scenarios::RunSpec& a, const scenarios::RunSpec& b) {
    return a.values == b.values && a.seed == b.seed && a.interventions == b.interventions &&
           a.python == b.python;
}

constexpr double air = 0.06; // of the window's length, right of the present

} // namespace

bool Session::is_outdated() const {
    return is_live() && !is_under_way() && !is_same(m_run->spec(), m_spec);
}

bool Session::acts_now(std::size_t param) const {
    return !is_live() || (is_under_way() && m_spec.values.params()[param].adjustable);
}

void Session::toggle_live() {
    if (!is_live() && !can_be_live()) {
        m_take_along.say("This lesson has no live run, only a simulated one", true);
        return;
    }
    set_live(!is_live());
}

void Session::stop_live() {
    if (!m_feed) {
        m_take_along.say("There is no live run to stop", true);
        return;
    }
    m_feed->stop();
}

void Session::send_sigterm() {
    if (!m_feed) {
        m_take_along.say("There is no live run that could take a signal", true);
    } else if (m_hooks.send_sigterm) {
        m_hooks.send_sigterm();
    }
}

void Session::set_live(bool live) {
    if (live == is_live() || (live && !can_be_live())) {
        return;
    }
    stop_comparing();
    m_overlays.what_if = false;
    m_spec.clock = live ? scenarios::ClockKind::live : scenarios::ClockKind::virtual_clock;
    if (!live) {
        m_feed.reset();
        m_follow = Follow::off;
        const bool is_whole = m_run->is_complete();
        m_last_live = is_whole ? std::move(m_run) : nullptr;
        show(m_service.run(m_spec));
        return;
    }
    if (m_last_live && is_same(m_last_live->spec(), m_spec)) {
        show(std::move(m_last_live));
    } else {
        start_live();
    }
}

void Session::start_live() {
    m_feed.reset(); // the former run ends here
    try {
        const auto signalling =
            m_signals_by_hand ? scenarios::Signalling::by_hand : scenarios::Signalling::by_clock;
        m_feed = std::make_unique<LiveFeed>(m_hooks.start(m_spec, signalling), m_spec);
    } catch (const std::system_error&) { // no threads left: the simulation needs none
        m_follow = Follow::off;
        m_spec.clock = scenarios::ClockKind::virtual_clock;
        show(m_service.run(m_spec));
        return;
    }
    m_playback.seek(m_run->trace().size());
    show(std::make_unique<const Run>(m_spec, core::Recorder{}.copy(core::Instant{})));
    m_selection.clear();
    m_viewport.show(first_window(axis()), Motion::immediate, 0);
    m_follow = Follow::edge;
}

/// Shows how far the live run has come. True if there is more of it.
bool Session::take_live() {
    if (m_feed && m_feed->is_lost()) {
        set_live(false); // no memory for it: the simulation needs less
        return true;
    }
    std::unique_ptr<const Run> run = m_feed ? m_feed->take() : nullptr;
    if (run == nullptr) {
        return false;
    }
    m_feed->give_back(adopt(std::move(run)));
    follow_live();
    if (m_run->is_complete()) {
        m_feed.reset();
        refer();
        if (m_follow != Follow::off) {
            m_viewport.fit(motion(Motion::animated));
            m_follow = Follow::off;
        }
    }
    return true;
}

void Session::refer() {
    m_reference = nullptr;
    const scenarios::RunSpec& shown = m_run->spec();
    if (shown.clock != scenarios::ClockKind::live || !m_run->is_complete()) {
        return;
    }
    scenarios::RunSpec simulated = shown;
    simulated.clock = scenarios::ClockKind::virtual_clock;
    auto reference = m_service.run(simulated);
    // Not the same story if somebody has sent signals or turned knobs on the way.
    if (interventions_of(reference->trace()) == interventions_of(m_run->trace())) {
        m_reference = std::move(reference);
    }
}

void Session::follow(Follow what) {
    if (m_feed) {
        m_follow = what;
        follow_live();
    }
}

void Session::follow_live() {
    if (m_follow == Follow::whole) {
        m_viewport.fit(motion(Motion::animated));
    } else if (m_follow == Follow::edge) {
        const double length = m_viewport.target().length();
        const double now = axis_map().whole().end;
        const double begin = std::max(-air * length, now - (1 - air) * length);
        m_viewport.show({begin, begin + length}, motion(Motion::animated), 0);
    }
    if (const auto task = busy_task(); task && m_follow != Follow::off) {
        reveal_task(*task);
    }
}

/// Where something has begun last: there the present is, also vertically.
std::optional<core::TaskId> Session::busy_task() const {
    constexpr std::size_t far_enough = 1000; // events
    const auto events = trace().events();
    for (std::size_t i = events.size(); i-- > 0 && i + far_enough > events.size();) {
        const bool begins = events[i].kind == core::EventKind::started ||
                            events[i].kind == core::EventKind::acquired;
        if (begins && events[i].task != core::TaskId::none) {
            return events[i].task;
        }
    }
    return std::nullopt;
}

} // namespace app
