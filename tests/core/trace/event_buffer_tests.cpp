#include "core/trace/event_buffer.hpp"
#include "core/trace/recorder.hpp"

#include <doctest/doctest.h>

#include <vector>

using core::Event;
using core::EventKind;

namespace {

Event numbered(std::int32_t number) {
    return Event{.value = number, .kind = EventKind::counter};
}

} // namespace

TEST_SUITE("core/trace/event_buffer") {

TEST_CASE("a long trace keeps every event in order, small or large, and so does the next one") {
    for (const std::int32_t count : {0, 1, 255, 256, 257, 40'000, 300'000, 3, 200'000}) {
        CAPTURE(count);
        core::Recorder recorder;
        for (std::int32_t i = 0; i < count; ++i) {
            recorder.on_event(numbered(i));
        }
        const auto trace = recorder.take();
        REQUIRE(trace->size() == static_cast<std::size_t>(count));
        std::int32_t number = 0;
        for (const Event& event : trace->events()) {
            if (event.value != number) {
                FAIL("event " << number << " is " << event.value);
            }
            ++number;
        }
        CHECK(recorder.trace().size() == 0);
    }
}

TEST_CASE("two long traces at once do not share their memory") {
    std::vector<std::shared_ptr<const core::Trace>> traces;
    for (std::int32_t first : {0, 1'000'000}) {
        core::Recorder recorder;
        for (std::int32_t i = 0; i < 100'000; ++i) {
            recorder.on_event(numbered(first + i));
        }
        traces.push_back(recorder.take());
    }
    CHECK(traces[0]->events()[99'999].value == 99'999);
    CHECK(traces[1]->events()[99'999].value == 1'099'999);
}

} // TEST_SUITE
