#include "app/cli/program.hpp"

#include "app/cli/args.hpp"
#include "app/cli/catalog.hpp"
#include "app/cli/commands.hpp"
#include "app/cli/export_command.hpp"
#include "app/cli/help.hpp"
#include "app/cli/load.hpp"
#include "app/cli/serve.hpp"
#include "app/cli/sweep_command.hpp"

#include <fmt/format.h>

namespace app {

namespace {

/// Who opens the window where there is none gets to see its first picture as text.
Output show_window(const Surroundings& surroundings) {
    const auto why_not = surroundings.open_window(nullptr);
    if (!why_not) {
        return {};
    }
    const scenarios::RunSpec spec{*scenarios::all().front()};
    Output output = show_run({spec, RunFormat::text}, surroundings.style);
    output.err = to_error_line(fmt::format("{}, so here is the default run as text", *why_not));
    return output;
}

Output open(const OpenRequest& request, const Surroundings& surroundings) {
    const auto run = open_source(request.source);
    if (!run) {
        return {{}, to_error_line(run.error().message), ExitCode::usage};
    }
    const auto why_not = surroundings.open_window(&run.value());
    if (!why_not) {
        return {};
    }
    Output output = show_opened(run.value(), surroundings.style);
    if (output.code == ExitCode::fine) {
        also_say(output, fmt::format("{}, so here is the run as text", *why_not));
    }
    return output;
}

struct Doer {
    const Surroundings& surroundings;

    Output operator()(const WindowRequest&) const { return show_window(surroundings); }
    Output operator()(const VersionRequest&) const {
        return {fmt::format("asynclab {}\n", surroundings.version), {}, ExitCode::fine};
    }
    Output operator()(const HelpRequest& help) const { return {to_help(help), {}, ExitCode::fine}; }
    Output operator()(const ListRequest& list) const {
        return {list.json ? catalog_json() : catalog_text(), {}, ExitCode::fine};
    }
    Output operator()(const RunRequest& run) const { return show_run(run, surroundings.style); }
    Output operator()(const CompareRequest& compare) const {
        return show_comparison(compare, surroundings.style);
    }
    Output operator()(const SweepRequest& request) const {
        return show_sweep(request, surroundings.style);
    }
    Output operator()(const ServeRequest& request) const {
        return serve(request, surroundings.say_now);
    }
    Output operator()(const LoadRequest& request) const {
        return load(request, surroundings.show_progress);
    }
    Output operator()(const OpenRequest& request) const { return open(request, surroundings); }
    Output operator()(const ExportRequest& request) const { return export_files(request); }
};

} // namespace

Output run_program(std::span<const std::string> words, const Surroundings& surroundings) {
    const auto request = parse_args(words);
    if (!request) {
        return {{}, to_error_line(request.error().message), ExitCode::usage};
    }
    return std::visit(Doer{surroundings}, request.value());
}

} // namespace app
