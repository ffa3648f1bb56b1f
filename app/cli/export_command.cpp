#include "app/cli/export_command.hpp"

#include "app/cli/commands.hpp"
#include "app/model/file_io.hpp"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace app {

namespace {

Output complain(const core::Error& error, ExitCode code) {
    return {{}, to_error_line(error.message), code};
}

core::Result<SavedRun> run_of(const ExportRequest& request) {
    if (const auto* source = std::get_if<RunSource>(&request.run)) {
        return open_source(*source);
    }
    return SavedRun{RunLink{std::get<scenarios::RunSpec>(request.run)}, nullptr};
}

/// One place to write to, that can be.
struct Opened {
    ExportFormat format;
    std::optional<AtomicFile> file; ///< nothing: stdout
    std::string bytes = {};
};

core::Result<std::vector<Opened>> open_all(const std::vector<ExportTarget>& targets) {
    std::vector<Opened> opened;
    for (const ExportTarget& target : targets) {
        if (target.path == "-") {
            opened.push_back({target.format, std::nullopt});
            continue;
        }
        auto file = AtomicFile::open(target.path);
        if (!file) {
            return file.error();
        }
        opened.push_back({target.format, std::move(file).value()});
    }
    return opened;
}

/// What is visible of run A, if the link counts the events of two.
std::optional<std::size_t> own_cursor(const RunLink& link, const core::Trace& trace) {
    if (!link.cursor || !link.other) {
        return link.cursor;
    }
    const auto other = run_to_end(*link.other);
    const MergedOrder both{trace, *other};
    return both.count_of(Side::a, std::min(*link.cursor, both.size()));
}

PictureStyle style_of(PictureStyle style, const RunLink& link, const core::Trace& trace) {
    style.cursor = own_cursor(link, trace);
    style.axis = link.axis.value_or(Axis::time);
    style.selected = link.selected.empty() ? core::TaskId::none : trace.find_task(link.selected);
    return style;
}

Output write_all(std::vector<Opened>& opened) {
    Output output;
    for (Opened& each : opened) {
        if (!each.file) {
            output.out = std::move(each.bytes);
        } else if (const auto written = each.file->write(each.bytes); !written) {
            return complain(written.error(), ExitCode::failed);
        }
    }
    return output;
}

} // namespace

core::Result<SavedRun> open_source(const RunSource& source) {
    if (!source.text.starts_with(link_scheme)) {
        return open_alab(source.text);
    }
    auto link = parse_link(source.text);
    if (!link) {
        return link.error();
    }
    return SavedRun{std::move(link).value(), nullptr};
}

Output show_opened(const SavedRun& run, const core::TextStyle& style) {
    const auto trace = run.trace ? run.trace : run_to_end(run.link.spec);
    if (run.link.other) {
        return show_pair({run.link.spec, *run.link.other}, trace, style);
    }
    return show_trace({run.link.spec}, trace, style);
}

Output export_files(const ExportRequest& request) {
    const auto saved = run_of(request);
    if (!saved) {
        return complain(saved.error(), ExitCode::usage);
    }
    auto opened = open_all(request.targets);
    if (!opened) {
        return complain(opened.error(), ExitCode::usage);
    }
    std::vector<Opened> files = std::move(opened).value();
    const RunLink& link = saved.value().link;
    const Run run{link.spec, saved.value().trace ? saved.value().trace : run_to_end(link.spec)};
    if (const auto what = what_came_to_nothing(run.trace())) {
        return complain({*what}, ExitCode::usage);
    }
    const PictureStyle style = style_of(request.style, link, run.trace());
    for (Opened& file : files) {
        auto bytes = export_run(run, link, file.format, style);
        if (!bytes) {
            return complain(bytes.error(), ExitCode::failed);
        }
        file.bytes = std::move(bytes).value();
    }
    Output output = write_all(files);
    if (const auto why = why_unfinished(run.trace()); why && output.code == ExitCode::fine) {
        output.err = to_error_line(*why);
        output.code = ExitCode::failed;
    }
    return output;
}

} // namespace app
