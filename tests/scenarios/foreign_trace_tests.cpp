#include "core/trace/event_fields.hpp"
#include "core/trace/recorder.hpp"
#include "scenarios/run.hpp"
#include "tests/support/sample_traces.hpp"

#include <doctest/doctest.h>

namespace {

/// The first `count` events of a trace as a trace of their own.
std::shared_ptr<const core::Trace> beginning_of(const core::Trace& trace, std::size_t count) {
    core::Recorder recorder;
    for (core::Event event : trace.events().first(count)) {
        event.label = recorder.label(trace.text(event.label));
        if (core::other_of(event.kind) == core::Other::label) {
            event.other = static_cast<std::uint32_t>(recorder.label(trace.text(event.error())));
        }
        event.file = 0;
        recorder.on_event(event);
    }
    return recorder.take();
}

/// What a card says of a trace; it has to say something of each.
void ask(const scenarios::Scenario& scenario, const core::Trace& trace) {
    const scenarios::ParamValues values{scenario.params};
    CHECK_FALSE(scenario.verdict(trace, values).empty());
    for (const scenarios::Question& question : scenario.questions(trace, values)) {
        CHECK(question.answer < question.choices.size());
    }
}

} // namespace

TEST_SUITE("scenarios/foreign_trace") {

// A saved run can hold any sound trace, whatever scenario it names.
TEST_CASE("a card has a verdict and answers for every trace, also for another lesson's") {
    for (const scenarios::Scenario* of : scenarios::all()) {
        const auto trace = scenarios::run(scenarios::RunSpec{*of});
        for (const scenarios::Scenario* scenario : scenarios::all()) {
            CAPTURE(of->id);
            CAPTURE(scenario->id);
            for (std::size_t eighth = 0; eighth <= 8; ++eighth) {
                ask(*scenario, *beginning_of(*trace, trace->size() * eighth / 8));
            }
        }
    }
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        for (std::uint64_t seed = 1; seed <= 20; ++seed) {
            ask(*scenario, *support::random_trace(seed, 8, 300));
        }
    }
}

} // TEST_SUITE
