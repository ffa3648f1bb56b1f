#include "scenarios/run.hpp"

#include "core/engine/asio_clock.hpp"
#include "core/engine/loop.hpp"
#include "core/engine/runner.hpp"
#include "core/trace/recorder.hpp"

namespace scenarios {

namespace {

/// Records a run until its process is killed. The engine tears down what is left, as it must;
/// a dead process does not, so of that nothing is told but the end of the run.
class ProcessRecorder final : public core::EventSink {
public:
    void on_event(const core::Event& event) override {
        if (!m_killed) {
            m_unfinished += event.kind == core::EventKind::created ? 1 : 0;
            m_unfinished -= core::ends_task(event.kind) ? 1 : 0;
            m_killed = event.kind == core::EventKind::main_ended &&
                       m_recorder.trace().text(event.label) == "ProcessKilled";
            m_recorder.on_event(event);
        } else if (event.kind == core::EventKind::run_ended) {
            core::Event end = event;
            end.at = m_recorder.trace().end();
            end.label = core::LabelId::none;
            end.value = m_unfinished;
            m_recorder.on_event(end);
        }
    }
    core::LabelId label(std::string_view text) override { return m_recorder.label(text); }
    core::LabelId label(const std::exception_ptr& error) override {
        return m_recorder.label(error);
    }
    std::uint8_t file(const char* file) override { return m_recorder.file(file); }

    std::shared_ptr<const core::Trace> take() { return m_recorder.take(); }

private:
    core::Recorder m_recorder;
    std::int32_t m_unfinished = 0;
    bool m_killed = false;
};

void run_on(core::Clock& clock, const RunSpec& spec, core::EventSink& sink) {
    core::Loop loop{clock, &sink};
    loop.set_max_iterations(spec.max_iterations);
    loop.set_version(spec.python);
    if (spec.scenario->prepare != nullptr) {
        spec.scenario->prepare(loop, spec.values);
    }
    core::Runner runner{loop};
    try {
        runner.run(spec.scenario->main(loop, spec.values, spec.seed));
    } catch (...) { // NOLINT(bugprone-empty-catch): how the program ended is in its trace
    }
}

} // namespace

std::shared_ptr<const core::Trace> run(const RunSpec& spec) {
    ProcessRecorder recorder;
    if (spec.clock == ClockKind::real_clock) {
        core::AsioClock clock;
        run_on(clock, spec, recorder);
    } else {
        core::VirtualClock clock;
        run_on(clock, spec, recorder);
    }
    return recorder.take();
}

} // namespace scenarios
