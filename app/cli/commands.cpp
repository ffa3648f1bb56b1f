#include "app/cli/commands.hpp"

#include "app/cli/machine_text.hpp"
#include "app/cli/metric_table.hpp"
#include "app/cli/words.hpp"
#include "app/model/spec_text.hpp"
#include "core/export/json.hpp"
#include "core/export/json_text.hpp"
#include "core/export/rows.hpp"
#include "core/trace/metrics.hpp"
#include "live/live_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace app {

namespace {

struct FinishedRun {
    const scenarios::RunSpec& spec;
    std::shared_ptr<const core::Trace> trace;
};

std::string picture(const FinishedRun& run, const core::TextStyle& style) {
    const std::string verdict = run.spec.scenario->verdict(*run.trace, run.spec.values);
    return core::to_text(*run.trace, style) + '\n' + wrap(verdict, text_columns(style));
}

std::string to_text(const FinishedRun& run, const core::TextStyle& style) {
    return fmt::format("{}\n{}\n{}", run.spec.scenario->title,
                       wrap(spec_words(run.spec), text_columns(style)), picture(run, style));
}

std::string to_format(const FinishedRun& run, RunFormat format, const core::TextStyle& style) {
    switch (format) {
    case RunFormat::text:
        return to_text(run, style);
    case RunFormat::story:
        return core::to_story(*run.trace);
    case RunFormat::findings:
        return core::to_findings(*run.trace);
    case RunFormat::metrics:
        return metric_lines(core::metrics_of(*run.trace));
    case RunFormat::json:
        return core::to_json(*run.trace, json_spec(run.spec));
    case RunFormat::rows:
        return core::to_rows(*run.trace);
    }
    return {};
}

/// `text`, and as error and exit code what became of the runs.
Output output_of(std::string text, std::initializer_list<const core::Trace*> traces) {
    for (const core::Trace* trace : traces) {
        if (const auto why = why_unfinished(*trace)) {
            return {std::move(text), to_error_line(*why), ExitCode::failed};
        }
    }
    return {std::move(text), {}, ExitCode::fine};
}

/// What somebody typed who wanted something of these runs that could not be, or nothing.
std::optional<Output> refusal(std::initializer_list<const core::Trace*> traces) {
    for (const core::Trace* trace : traces) {
        if (const auto what = what_came_to_nothing(*trace)) {
            return Output{{}, to_error_line(*what), ExitCode::usage};
        }
    }
    return std::nullopt;
}

/// True if somebody has ended a live run by Ctrl-C.
bool was_interrupted(const FinishedRun& run) {
    const auto ended_so = [&](const core::Event& event) {
        return event.kind == core::EventKind::main_ended &&
               run.trace->text(event.label) == "KeyboardInterrupt";
    };
    const auto events = run.trace->events();
    return run.spec.clock == scenarios::ClockKind::live && run.spec.interventions.empty() &&
           std::any_of(events.begin(), events.end(), ended_so);
}

/// One axis for both, so that what is longer looks longer.
core::TextStyle beside(const core::Trace& other, core::TextStyle style) {
    style.beside = &other;
    return style;
}

std::string compare_text(const FinishedRun& a, const FinishedRun& b, const std::string& table,
                         const core::TextStyle& style) {
    const PairWords words = pair_words(a.spec, b.spec);
    const std::size_t columns = text_columns(style);
    std::string text = fmt::format("{}\n{}", a.spec.scenario->title, wrap(words.common, columns));
    text +=
        fmt::format("\na: {}\n{}", wrap(words.a, columns, 3), picture(a, beside(*b.trace, style)));
    text +=
        fmt::format("\nb: {}\n{}", wrap(words.b, columns, 3), picture(b, beside(*a.trace, style)));
    return text + '\n' + table;
}

std::string json_number(const std::optional<std::int64_t>& value) {
    return value ? std::to_string(*value) : "null";
}

std::string compare_json(const FinishedRun& a, const FinishedRun& b,
                         std::span<const MetricPair> pairs) {
    std::string metrics;
    for (const MetricPair& pair : pairs) {
        metrics +=
            fmt::format("{}\n    {}: {{\"a\": {}, \"b\": {}, \"difference\": {}}}",
                        metrics.empty() ? "" : ",", core::json_string(pair.name),
                        json_number(pair.a), json_number(pair.b), json_number(pair.difference()));
    }
    return fmt::format("{{\n  \"a\": {},\n  \"b\": {},\n  \"metrics\": {{{}\n  }}\n}}\n",
                       json_object(json_spec(a.spec)), json_object(json_spec(b.spec)), metrics);
}

} // namespace

std::shared_ptr<const core::Trace> run_to_end(const scenarios::RunSpec& spec) {
    return spec.clock == scenarios::ClockKind::live ? live::run(spec) : scenarios::run(spec);
}

std::optional<std::string> why_unfinished(const core::Trace& trace) {
    bool gave_up = false;
    for (const core::Event& event : trace.events()) {
        if (event.kind == core::EventKind::bound_reached) {
            return fmt::format("the run was ended at its bound of {} passes of the loop",
                               event.value);
        }
        const bool is_end =
            event.kind == core::EventKind::main_ended || event.kind == core::EventKind::run_ended;
        gave_up = gave_up || (is_end && trace.text(event.label).starts_with("Stuck"));
    }
    return gave_up ? std::optional<std::string>{"the run is stuck: nothing is ready, no timer is "
                                                "set, and cancelling main did not help"}
                   : std::nullopt;
}

std::optional<std::string> what_came_to_nothing(const core::Trace& trace) {
    for (const core::Event& event : trace.events()) {
        const std::string_view text = trace.text(event.label);
        if (event.kind == core::EventKind::mark && text.starts_with(scenarios::came_to_nothing)) {
            return std::string{text.substr(scenarios::came_to_nothing.size())};
        }
    }
    return std::nullopt;
}

std::size_t text_columns(const core::TextStyle& style) {
    return static_cast<std::size_t>(std::clamp(style.columns, 60, 100));
}

Output show_run(const RunRequest& request, const core::TextStyle& style) {
    const auto trace = run_to_end(request.spec);
    const auto refused = refusal({trace.get()});
    return refused ? *refused : show_trace(request, trace, style);
}

Output show_trace(const RunRequest& request, std::shared_ptr<const core::Trace> trace,
                  const core::TextStyle& style) {
    const FinishedRun run{request.spec, std::move(trace)};
    Output output = output_of(to_format(run, request.format, style), {run.trace.get()});
    if (output.code == ExitCode::fine && was_interrupted(run)) {
        output.code = ExitCode::failed;
        output.err = to_error_line("interrupted, so this is what was done until then");
    }
    return output;
}

Output show_comparison(const CompareRequest& request, const core::TextStyle& style) {
    const auto a = run_to_end(request.a);
    const auto b = run_to_end(request.b);
    const auto refused = refusal({a.get(), b.get()});
    return refused ? *refused : show_pair(request, {a, b}, style);
}

Output show_pair(const CompareRequest& request, const TracePair& traces,
                 const core::TextStyle& style) {
    const FinishedRun a{request.a, traces.a};
    const FinishedRun b{request.b, traces.b};
    const auto pairs = pair_metrics(*a.trace, *b.trace);
    std::string text;
    switch (request.format) {
    case CompareFormat::text:
        text = compare_text(a, b, to_table(pairs), style);
        break;
    case CompareFormat::csv:
        text = to_csv(pairs);
        break;
    case CompareFormat::json:
        text = compare_json(a, b, pairs);
        break;
    }
    return output_of(std::move(text), {a.trace.get(), b.trace.get()});
}

} // namespace app
