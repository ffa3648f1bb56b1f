#include "app/cli/export_command.hpp"

#include "app/cli/commands.hpp"
#include "app/cli/metric_table.hpp"
#include "app/cli/words.hpp"
#include "app/model/file_io.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <set>
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
    std::set<std::string> places;
    for (const ExportTarget& target : targets) {
        if (target.path == "-") {
            opened.push_back({target.format, std::nullopt});
            continue;
        }
        auto file = AtomicFile::open(target.path);
        if (!file) {
            return file.error();
        }
        if (!places.insert(file.value().place()).second) {
            return core::Error{fmt::format("{} cannot be two files at once", target.path)};
        }
        opened.push_back({target.format, std::move(file).value()});
    }
    return opened;
}

using TracePtr = std::shared_ptr<const core::Trace>;

bool wants(const ExportRequest& request, ExportFormat format) {
    return std::any_of(request.targets.begin(), request.targets.end(),
                       [&](const ExportTarget& target) { return target.format == format; });
}

/// Run B, if there is one and a file tells anything of it; else null.
TracePtr other_of(const ExportRequest& request, const RunLink& link) {
    const bool matters = link.cursor || wants(request, ExportFormat::csv);
    return link.other && matters ? run_to_end(*link.other) : nullptr;
}

/// What is visible of run A, if the link counts the events of two.
std::optional<std::size_t> own_cursor(const RunLink& link, const core::Trace& trace,
                                      const TracePtr& other) {
    if (!link.cursor || !other) {
        return link.cursor;
    }
    const MergedOrder both{trace, *other};
    return both.count_of(Side::a, std::min(*link.cursor, both.size()));
}

PictureStyle style_of(PictureStyle style, const RunLink& link, const core::Trace& trace,
                      const TracePtr& other) {
    style.cursor = own_cursor(link, trace, other);
    style.axis = link.axis.value_or(Axis::time);
    style.selected = link.selected.empty() ? core::TaskId::none : trace.find_task(link.selected);
    return style;
}

std::optional<core::Error> fill(std::vector<Opened>& files, const Run& run, const RunLink& link,
                                const TracePtr& other, const PictureStyle& style) {
    for (Opened& file : files) {
        if (other && file.format == ExportFormat::csv) {
            file.bytes = to_csv(pair_metrics(run.trace(), *other));
            continue;
        }
        auto bytes = export_run(run, link, file.format, style);
        if (!bytes) {
            return bytes.error();
        }
        file.bytes = std::move(bytes).value();
    }
    return std::nullopt;
}

core::Result<std::monostate> commit_all(std::vector<Opened>& opened) {
    for (Opened& each : opened) {
        if (each.file) {
            if (auto written = each.file->commit(); !written) {
                return written;
            }
        }
    }
    return std::monostate{};
}

/// All of them, or none as far as that can be: what cannot be taken back comes last, and files take
/// their places once also the standard output has got its share.
Output write_files(std::vector<Opened> opened) {
    for (const bool is_direct : {false, true}) {
        for (Opened& each : opened) {
            if (each.file && each.file->is_direct() == is_direct) {
                if (const auto prepared = each.file->prepare(each.bytes); !prepared) {
                    return complain(prepared.error(), ExitCode::failed);
                }
            }
        }
    }
    Output output;
    for (Opened& each : opened) {
        if (!each.file) {
            output.out = std::move(each.bytes);
        }
    }
    if (!output.out.empty()) {
        const auto files = std::make_shared<std::vector<Opened>>(std::move(opened));
        output.afterwards = [files] { return commit_all(*files); };
    } else if (const auto written = commit_all(opened); !written) {
        return complain(written.error(), ExitCode::failed);
    }
    return output;
}

/// Which files lack the second of two runs, in a sentence, or nothing.
std::optional<std::string> what_is_missing(const ExportRequest& request, const RunLink& link) {
    constexpr std::array<std::string_view, 3> options{"--svg", "--png", "--chrome"};
    std::vector<std::string_view> lacking;
    for (std::size_t format = 0; link.other && format < options.size(); ++format) {
        if (wants(request, static_cast<ExportFormat>(format))) {
            lacking.push_back(options[format]);
        }
    }
    if (lacking.empty()) {
        return std::nullopt;
    }
    return fmt::format("of two runs {} {} run a alone; --csv and --alab take both", all_of(lacking),
                       lacking.size() == 1 ? "takes" : "take");
}

std::optional<std::string> futile(const core::Trace& trace, const TracePtr& other) {
    const auto what = what_came_to_nothing(trace);
    return what || !other ? what : what_came_to_nothing(*other);
}

/// What became of the runs.
void judge(Output& output, const core::Trace& trace, const TracePtr& other) {
    auto why = why_unfinished(trace);
    why = why || !other ? why : why_unfinished(*other);
    if (why) {
        also_say(output, *why);
        output.code = ExitCode::failed;
    }
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
    const RunLink& link = run.link;
    const TracePtr trace = run.trace ? run.trace : run_to_end(link.spec);
    const TracePtr other = link.other ? run_to_end(*link.other) : nullptr;
    Output output = other ? show_pair({link.spec, *link.other}, {trace, other}, style)
                          : show_trace({link.spec}, trace, style);
    if (const auto what = futile(*trace, other)) {
        also_say(output, *what);
    }
    return output;
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
    const TracePtr other = other_of(request, link);
    const auto what = futile(run.trace(), other);
    if (what && std::holds_alternative<scenarios::RunSpec>(request.run)) { // somebody typed it
        return complain({*what}, ExitCode::usage);
    }
    const PictureStyle style = style_of(request.style, link, run.trace(), other);
    if (const auto error = fill(files, run, link, other, style)) {
        return complain(*error, ExitCode::failed);
    }
    Output output = write_files(std::move(files));
    if (output.code != ExitCode::fine) {
        return output;
    }
    for (const auto& remark : {what_is_missing(request, link), what}) {
        if (remark) {
            also_say(output, *remark);
        }
    }
    judge(output, run.trace(), other);
    return output;
}

} // namespace app
