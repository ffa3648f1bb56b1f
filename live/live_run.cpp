#include "live/live_run.hpp"

#include "core/base/assert.hpp"
#include "core/net/process_signals.hpp"
#include "live/live_recorder.hpp"
#include "scenarios/process_recorder.hpp"

#include <asio/io_context.hpp>
#include <asio/post.hpp>

#include <algorithm>
#include <atomic>
#include <limits>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

#include <sys/resource.h>

namespace live {

namespace {

/// Every request in flight takes two: both ends of its connection lie in this process.
void allow_many_descriptors() {
    rlimit limit{};
    constexpr rlim_t wanted = 16'384;
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur < wanted) {
        limit.rlim_cur = std::min(wanted, limit.rlim_max);
        setrlimit(RLIMIT_NOFILE, &limit); // else fewer requests at a time get through
    }
}

/// A loop on the real clock and the world around it. The world is made first, because what the
/// loop destroys at its end may still speak to it.
class Stage {
public:
    Stage(const scenarios::RunSpec& spec, core::EventSink& sink, scenarios::Signalling signalling,
          RaiseSignal raise)
        : m_spec(spec), m_sink(sink),
          m_world(m_clock, m_loop, m_spec.values, signalling, std::move(raise)),
          m_loop(m_clock, &m_sink) {
        m_spec.max_iterations = std::numeric_limits<std::size_t>::max();
    }

    core::AsioClock& clock() { return m_clock; }
    core::Loop& loop() { return m_loop; }
    LiveWorld& world() { return m_world; }

    /// Runs the scenario to its end.
    void run(SignalSource signals) {
        std::optional<core::ProcessSignals> of_process;
        if (signals == SignalSource::process) {
            of_process.emplace(
                m_clock,
                [this](core::Signal signal) {
                    m_loop.call_soon([this, signal] { m_world.take_in(understood(signal)); });
                },
                core::ProcessSignals::Afterwards::by_default);
        }
        scenarios::run_in(m_loop, m_world, m_spec);
    }

private:
    /// A program that knows no SIGTERM is ended as by Ctrl-C.
    core::Signal understood(core::Signal signal) const {
        return m_spec.scenario->prepare == nullptr ? core::Signal::interrupt : signal;
    }

    scenarios::RunSpec m_spec;
    scenarios::ProcessRecorder m_sink;
    core::AsioClock m_clock;
    LiveWorld m_world;
    core::Loop m_loop;
};

class ThreadedRun final : public scenarios::LiveRun {
public:
    ThreadedRun(const scenarios::RunSpec& spec, SignalSource signals,
                scenarios::Signalling signalling, RaiseSignal raise)
        : m_stage(std::make_unique<Stage>(spec, m_recorder, signalling, std::move(raise))),
          m_thread([this, signals] { run(signals); }) {}
    ThreadedRun(const ThreadedRun&) = delete;
    ThreadedRun& operator=(const ThreadedRun&) = delete;
    ~ThreadedRun() override {
        post([](Stage& stage) { stage.loop().set_max_iterations(0); });
        m_thread.join();
    }

    core::Instant take_new(core::Recorder& into) override {
        const bool was_over = m_is_over;
        const core::Instant now = std::chrono::floor<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - m_begun);
        m_recorder.take_new(into);
        return was_over ? into.trace().end() : std::max(now, into.trace().end());
    }

    bool is_over() const override { return m_is_over; }

    void set(std::size_t param, std::int64_t value) override {
        post([param, value](Stage& stage) { stage.world().set(param, value); });
    }

    void take_in(core::Signal signal) override {
        post([signal](Stage& stage) { stage.world().take_in(signal); });
    }

    void stop() override {
        if (m_is_stopped.exchange(true)) {
            return; // a second Ctrl-C would cut the cleanups short
        }
        post([](Stage& stage) {
            stage.loop().signal_at(stage.loop().now(), core::Signal::interrupt);
        });
    }

private:
    void run(SignalSource signals) {
        {
            // Whoever posts finds the loop waiting, however long nothing happens.
            const auto work = asio::make_work_guard(m_stage->clock().context());
            m_stage->run(signals);
        }
        {
            std::unique_ptr<Stage> over;
            const std::lock_guard lock{m_mutex};
            over = std::move(m_stage);
        }
        m_is_over = true;
    }

    /// Has the loop's thread do that, in a pass of its loop. Nothing happens once the run is over.
    template <class Action>
    void post(Action action) {
        const std::lock_guard lock{m_mutex};
        if (m_stage != nullptr) {
            asio::post(m_stage->clock().context(), [stage = m_stage.get(), action] {
                stage->loop().call_soon([stage, action] { action(*stage); });
            });
        }
    }

    const std::chrono::steady_clock::time_point m_begun = std::chrono::steady_clock::now();
    LiveRecorder m_recorder;
    std::mutex m_mutex;
    std::unique_ptr<Stage> m_stage; // used by the thread; null once the run is over
    std::atomic<bool> m_is_stopped = false;
    std::atomic<bool> m_is_over = false;
    std::thread m_thread; // last: it uses all the others
};

} // namespace

std::unique_ptr<scenarios::LiveRun> start(const scenarios::RunSpec& spec, SignalSource signals,
                                          scenarios::Signalling signalling, RaiseSignal raise) {
    CORE_ASSERT(spec.scenario->can_be_live);
    allow_many_descriptors();
    return std::make_unique<ThreadedRun>(spec, signals, signalling, std::move(raise));
}

std::shared_ptr<const core::Trace> run(const scenarios::RunSpec& spec) {
    CORE_ASSERT(spec.scenario->can_be_live);
    allow_many_descriptors();
    core::Recorder recorder;
    {
        Stage stage{spec, recorder, scenarios::Signalling::by_clock, {}};
        stage.run(SignalSource::process);
    }
    return recorder.take();
}

} // namespace live
