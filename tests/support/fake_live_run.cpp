#include "tests/support/fake_live_run.hpp"

#include "tests/support/wait_for.hpp"

#include <string>
#include <system_error>

using namespace std::chrono_literals;

namespace support {

namespace {

class FakeLiveRun final : public scenarios::LiveRun {
public:
    explicit FakeLiveRun(FakeLife& life) : m_life(life) { ++m_life.begun; }
    FakeLiveRun(const FakeLiveRun&) = delete;
    FakeLiveRun& operator=(const FakeLiveRun&) = delete;
    ~FakeLiveRun() override { ++m_life.ended; }

    core::Instant take_new(core::Recorder& into) override {
        if (into.trace().tasks().empty()) {
            create(into, "main");
        }
        for (; m_made < m_life.requests; m_now += 100ms) {
            create(into, "request-" + std::to_string(++m_made));
        }
        if (m_life.is_over && !std::exchange(m_has_ended, true)) {
            into.on_event({.at = m_now, .task = core::main_task, .kind = core::EventKind::done});
            into.on_event({.at = m_now, .value = m_made, .kind = core::EventKind::run_ended});
        }
        return m_now;
    }

    bool is_over() const override { return m_life.is_over; }
    void set(std::size_t param, std::int64_t value) override { m_life.turn(param, value); }
    void take_in(core::Signal) override { ++m_life.signals; }
    void stop() override { ++m_life.stops; }

private:
    void create(core::Recorder& into, std::string_view name) {
        const auto task = static_cast<core::TaskId>(into.trace().tasks().size() + 1);
        into.on_event({.at = m_now,
                       .task = task,
                       .label = into.label(name),
                       .kind = core::EventKind::created});
        into.on_event({.at = m_now, .task = task, .kind = core::EventKind::started});
        into.on_event({.at = m_now,
                       .task = task,
                       .value = static_cast<std::int32_t>(core::WaitKind::io),
                       .kind = core::EventKind::suspended});
    }

    FakeLife& m_life;
    core::Instant m_now{};
    int m_made = 0;
    bool m_has_ended = false;
};

} // namespace

app::LiveHooks fake_hooks(FakeLife& life) {
    return {.start =
                [&life](const scenarios::RunSpec&, scenarios::Signalling) {
                    if (life.no_threads) {
                        throw std::system_error{
                            std::make_error_code(std::errc::resource_unavailable_try_again)};
                    }
                    return std::make_unique<FakeLiveRun>(life);
                },
            .send_sigterm = [&life] { ++life.signals; }};
}

void tick_until(app::Session& session, const std::function<bool()>& condition) {
    wait_for("the session shows it", [&] {
        session.tick(16ms);
        return condition();
    });
}

} // namespace support
