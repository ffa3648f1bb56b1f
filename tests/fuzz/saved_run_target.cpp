#include "tests/fuzz/saved_run_target.hpp"

#include "app/model/inspector.hpp"
#include "app/model/playback.hpp"
#include "app/model/run_service.hpp"
#include "app/model/saved_run.hpp"
#include "app/timeline/hit_test.hpp"
#include "app/timeline/layout.hpp"
#include "app/timeline/tooltip.hpp"
#include "core/base/assert.hpp"
#include "core/base/bytes.hpp"
#include "core/base/checksum.hpp"
#include "core/export/json.hpp"
#include "core/export/rows.hpp"
#include "core/export/text.hpp"
#include "core/trace/explain.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace fuzz {

namespace {

/// Some cursors, the first and the last among them.
std::array<std::size_t, 4> cursors_of(const core::Trace& trace) {
    return {0, trace.size() / 3, trace.size() - trace.size() / 4, trace.size()};
}

void export_all(const app::Run& run) {
    CORE_ASSERT(!core::to_text(run.trace()).empty());
    core::to_text(run.trace(), {.columns = 60, .unicode = false, .color = true});
    core::to_json(run.trace(), {});
    core::to_rows(run.trace());
    core::to_story(run.trace());
}

void look_at_tasks(const app::Run& run, std::size_t cursor) {
    const core::TraceState& state = run.at(cursor);
    for (const core::TaskInfo& task : run.trace().tasks()) {
        CORE_ASSERT(app::inspect(run.trace(), state, task.id).task == task.id);
    }
}

void look_at_events(const app::Run& run) {
    for (std::size_t i = 0; i < run.story().size(); ++i) {
        CORE_ASSERT(run.story().row(i).event != core::EventId::none);
    }
    for (std::size_t i = 0; i < run.trace().size(); ++i) {
        core::telling_causes(run.trace(), static_cast<core::EventId>(i));
        core::sentence(run.trace(), static_cast<core::EventId>(i));
    }
}

void lay_out(const app::Run& run, std::size_t cursor, app::Axis axis) {
    app::TimelineView view;
    view.axis = axis;
    view.cursor = cursor;
    view.window = app::AxisMap{run.trace(), axis}.whole();
    const std::size_t tasks = run.trace().tasks().size();
    view.selected = static_cast<core::TaskId>(std::min<std::size_t>(tasks, 2));
    app::TimelineLayout layout;
    app::layout_timeline(run.index(), run.at(cursor), view, layout);
    for (float x = view.left; x < view.right; x += 53) {
        for (float y = view.top; y < view.bottom + 200; y += 9) {
            app::tooltip_for(app::hit_test(layout, x, y), layout, run.index());
        }
    }
    const double middle = (view.window.begin + view.window.end) / 2;
    view.window = {middle, middle + view.window.length() / 1000 + 1};
    view.scroll = static_cast<double>(tasks) / 2;
    app::layout_timeline(run.index(), run.at(cursor), view, layout);
}

void play(const core::Trace& trace) {
    app::Playback playback{trace};
    playback.seek(0);
    for (int i = 0; i < 50; ++i) {
        playback.step_moment(1);
        playback.step_turning_point(i % 5 == 0 ? -1 : 1);
    }
    playback.play();
    playback.tick(std::chrono::seconds{1});
    CORE_ASSERT(playback.cursor() <= trace.size());
}

void ask(const app::Run& run) {
    const scenarios::RunSpec& spec = run.spec();
    spec.scenario->questions(run.trace(), spec.values);
}

void use(const app::SavedRun& saved) {
    const app::Run run{saved.link.spec, saved.trace};
    for (const std::size_t cursor : cursors_of(run.trace())) {
        CORE_ASSERT(run.at(cursor).count() == cursor);
        look_at_tasks(run, cursor);
        lay_out(run, cursor, app::Axis::time);
        lay_out(run, cursor, app::Axis::order);
    }
    look_at_events(run);
    export_all(run);
    play(run.trace());
    ask(run);
}

void read(std::string_view bytes) {
    const auto saved = app::from_alab(bytes);
    if (!saved) {
        CORE_ASSERT(!saved.error().message.empty());
        return;
    }
    const std::string again = app::to_alab(saved.value().link, *saved.value().trace);
    const auto reread = app::from_alab(again);
    CORE_ASSERT(reread);
    CORE_ASSERT(app::to_alab(reread.value().link, *reread.value().trace) == again);
    use(saved.value());
}

/// As it is but for the length and the checksum, behind which nothing would ever be found.
std::string sealed(std::string_view input) {
    constexpr std::size_t before = 12; // magic and version
    constexpr std::size_t header = 24;
    const std::string_view body = input.substr(std::min(header, input.size()));
    core::ByteWriter out;
    out.raw(input.substr(0, before));
    out.number(core::checksum(body));
    out.number(static_cast<std::uint64_t>(body.size()));
    out.raw(body);
    return std::move(out).take();
}

} // namespace

void run_saved_run(std::string_view input) {
    read(input);
    read(sealed(input));
}

} // namespace fuzz
