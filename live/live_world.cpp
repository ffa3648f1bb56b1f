#include "live/live_world.hpp"

#include "live/live_clients.hpp"
#include "live/live_downstream.hpp"

#include <asio/io_context.hpp>

#include <algorithm>
#include <csignal>

#include <unistd.h>

namespace live {

using namespace std::chrono_literals;

namespace {

constexpr auto retry = 200us;
constexpr auto patience = 100ms; // with requests of the same moment that do not arrive

void send_to_this_process(core::Signal signal) {
    ::kill(::getpid(), signal == core::Signal::interrupt ? SIGINT : SIGTERM);
}

} // namespace

LiveWorld::LiveWorld(core::AsioClock& clock, core::Loop& loop, scenarios::ParamValues& values,
                     scenarios::Signalling signalling, RaiseSignal raise)
    : World(loop, values), m_clock(clock), m_signalling(signalling),
      m_raise(raise ? std::move(raise) : send_to_this_process) {}

std::unique_ptr<scenarios::Clients> LiveWorld::clients() {
    return std::make_unique<LiveClients>(m_clock, loop(), values(), m_traffic);
}

std::unique_ptr<scenarios::Downstream> LiveWorld::downstream() {
    return std::make_unique<LiveDownstream>(m_clock, loop(), values());
}

void LiveWorld::signal_at(core::Instant when, core::Signal signal) {
    if (m_signalling == scenarios::Signalling::by_hand) {
        return;
    }
    const auto planned =
        std::make_shared<Planned>(Planned{signal, when, asio::steady_timer{m_clock.context()}});
    const auto later = std::find_if(m_plan.begin(), m_plan.end(),
                                    [&](const auto& other) { return other->when > when; });
    m_plan.insert(later, planned);
    planned->timer.expires_after(when - m_clock.now());
    wait(planned);
}

void LiveWorld::wait(const std::shared_ptr<Planned>& waiting) {
    // Who is taken off the plan is gone when its time comes.
    waiting->timer.async_wait([this, weak = std::weak_ptr{waiting}](const asio::error_code&) {
        const std::shared_ptr<Planned> planned = weak.lock();
        if (planned == nullptr) {
            return;
        }
        const bool is_due =
            m_traffic.has_passed(planned->when) || m_clock.now() > planned->when + patience;
        if (is_due) {
            raise(planned);
        } else {
            planned->timer.expires_after(retry);
            wait(planned);
        }
    });
}

void LiveWorld::raise(const std::shared_ptr<Planned>& planned) {
    std::erase(m_plan, planned);
    ++m_raised;
    m_raise(planned->signal);
}

void LiveWorld::take_in(core::Signal signal) {
    if (m_raised > 0) {
        --m_raised;
    } else if (!m_plan.empty()) {
        m_plan.erase(m_plan.begin());
    }
    loop().signal_at(loop().now(), signal);
}

} // namespace live
