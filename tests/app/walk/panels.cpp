#include "tests/app/walk/panels.hpp"

#include "app/model/inspector.hpp"

#include <doctest/doctest.h>

#include <cmath>

namespace support {

void check_cursor(const app::Session& session) {
    REQUIRE(session.cursor() <= session.trace().size());
    REQUIRE(session.at_cursor().count() == session.cursor());
    REQUIRE(std::isfinite(session.viewport().window().begin));
    REQUIRE(session.viewport().window().length() > 0);
}

void check_panels(const app::Session& session, const app::TimelineLayout& layout) {
    core::TraceState linear;
    for (const core::Event& event : session.trace().events().first(session.cursor())) {
        linear.apply(event);
    }
    REQUIRE(session.at_cursor() == linear);
    for (const core::TaskInfo& task : session.trace().tasks()) {
        const app::Inspection inspection =
            app::inspect(session.trace(), session.at_cursor(), task.id);
        REQUIRE(inspection.state == app::state_role(linear.task(task.id)));
    }
    for (const app::Lane& lane : layout.lanes) {
        REQUIRE(lane.state == app::state_role(linear.task(lane.task)));
        REQUIRE(lane.exists == (linear.task(lane.task).phase != core::TaskPhase::absent));
    }
    const auto row = session.run().story().current_row(session.cursor());
    REQUIRE((!row || core::index_of(session.run().story().row(*row).event) < session.cursor()));
}

} // namespace support
