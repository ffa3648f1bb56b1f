#include "app/cli/args.hpp"

#include "app/cli/assignments.hpp"
#include "app/cli/export_args.hpp"
#include "app/cli/option_values.hpp"
#include "app/cli/raw_args.hpp"
#include "app/cli/spec_args.hpp"
#include "app/cli/words.hpp"
#include "core/trace/metrics.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace app {

namespace {

using Words = std::span<const std::string>;

core::Result<Request> parse_list(const RawArgs& raw) {
    if (!raw.words.empty()) {
        const std::string& word = raw.words.front();
        return core::Error{fmt::format(
            "list takes no '{}', only --json; one scenario is explained by asynclab run ID --help",
            word)};
    }
    return Request{ListRequest{raw.json}};
}

core::Result<Request> parse_run(const RawArgs& raw) {
    const auto format = parse_name<RunFormat>("--format", raw.format, run_format_names);
    if (!format) {
        return format.error();
    }
    auto spec = parse_run_spec(raw);
    if (!spec) {
        return spec.error();
    }
    return Request{RunRequest{std::move(spec).value(), format.value()}};
}

/// "--clock virtual,live" is for two runs: one each.
std::pair<RawArgs, RawArgs> by_clock(const RawArgs& raw) {
    std::pair<RawArgs, RawArgs> both{raw, raw};
    const std::size_t comma = raw.clock ? raw.clock->find(',') : std::string::npos;
    if (comma != std::string::npos) {
        both.first.clock = raw.clock->substr(0, comma);
        both.second.clock = raw.clock->substr(comma + 1);
    }
    return both;
}

/// The parameters of two runs. Where they differ in something else already, they need not differ
/// in these.
core::Result<ValuesPair> parse_pair(const scenarios::Scenario& scenario, Words words,
                                    bool may_be_equal) {
    const bool has_own = std::any_of(words.begin(), words.end(), [](const std::string& word) {
        return word.starts_with("a.") || word.starts_with("b.");
    });
    if (!may_be_equal || has_own) {
        return parse_assignment_pair(scenario, words);
    }
    const auto values = parse_assignments(scenario.params, words);
    if (!values) {
        return values.error();
    }
    return ValuesPair{values.value(), values.value()};
}

core::Result<Request> parse_compare(const RawArgs& raw) {
    const auto format = parse_name<CompareFormat>("--format", raw.format, compare_format_names);
    if (!format) {
        return format.error();
    }
    const auto [raw_a, raw_b] = by_clock(raw);
    const auto a = parse_spec(raw_a);
    if (!a) {
        return a.error();
    }
    const auto b = parse_spec(raw_b);
    if (!b) {
        return b.error();
    }
    CompareRequest request{a.value(), b.value(), format.value()};
    auto what_a = parse_what_ifs(raw, *request.a.scenario, "a.");
    auto what_b = parse_what_ifs(raw, *request.b.scenario, "b.");
    if (!what_a || !what_b) {
        return what_a ? what_b.error() : what_a.error();
    }
    request.a.interventions = std::move(what_a).value();
    request.b.interventions = std::move(what_b).value();
    const bool may_be_equal =
        request.a.clock != request.b.clock || request.a.interventions != request.b.interventions;
    const auto values = parse_pair(*request.a.scenario, Words{raw.words}.subspan(1), may_be_equal);
    if (!values) {
        return values.error();
    }
    request.a.values = values.value().a;
    request.b.values = values.value().b;
    return Request{std::move(request)};
}

core::Result<std::string_view> parse_metric(const std::optional<std::string>& typed) {
    std::vector<std::string_view> names;
    for (const core::MetricInfo& info : core::metric_infos()) {
        names.push_back(info.name);
        if (typed == info.name) {
            return info.name;
        }
    }
    if (!typed) {
        return core::Error{fmt::format("sweep needs a metric, as in --metric {}; there are {}",
                                       names.front(), fmt::join(names, ", "))};
    }
    return core::Error{fmt::format("unknown metric '{}'{}", *typed, instead_of(*typed, names))};
}

/// The parameter and its values, from the one word "name=FROM..TO"; this becomes "name=FROM", so
/// that the words are those of a single run.
core::Result<Sweep> parse_range(const scenarios::RunSpec& spec, std::vector<std::string>& words) {
    const auto is_range = [](const std::string& word) {
        return word.find("..") != std::string::npos && word.find('=') != std::string::npos;
    };
    if (std::count_if(words.begin(), words.end(), is_range) != 1) {
        return core::Error{fmt::format("sweep needs one parameter with a range, as in asynclab "
                                       "sweep {} {}={}..{}",
                                       spec.scenario->id, spec.values.params()[1].id,
                                       spec.values.params()[1].min, spec.values.params()[1].max)};
    }
    const auto word = std::find_if(words.begin(), words.end(), is_range);
    const std::string name = word->substr(0, word->find('=') + 1);
    const std::string range = word->substr(name.size());
    *word = name + range.substr(0, range.find(".."));
    scenarios::ParamValues values = spec.values;
    const auto from = values.parse(*word);
    if (!from) {
        return from.error();
    }
    const std::int64_t first = values.at(from.value());
    const auto to = values.parse(name + range.substr(range.find("..") + 2));
    if (!to) {
        return to.error();
    }
    return Sweep{spec, to.value(), spread(first, values.at(to.value())), {}};
}

core::Result<Request> parse_sweep(const RawArgs& raw) {
    const auto format = parse_name<SweepFormat>("--format", raw.format, sweep_format_names);
    if (!format) {
        return format.error();
    }
    const auto spec = parse_spec(raw);
    if (!spec) {
        return spec.error();
    }
    std::vector<std::string> words{raw.words.begin() + 1, raw.words.end()};
    auto sweep = parse_range(spec.value(), words);
    if (!sweep) {
        return sweep.error();
    }
    const auto values = parse_assignments(spec.value().scenario->params, words);
    if (!values) {
        return values.error();
    }
    const auto metric = parse_metric(raw.metric);
    if (!metric) {
        return metric.error();
    }
    auto what_ifs = parse_what_ifs(raw, *spec.value().scenario, "");
    if (!what_ifs) {
        return what_ifs.error();
    }
    SweepRequest request{std::move(sweep).value(), format.value()};
    request.sweep.spec.values = values.value();
    request.sweep.spec.interventions = std::move(what_ifs).value();
    request.sweep.metric = metric.value();
    return Request{std::move(request)};
}

template <class Any>
core::Result<Request> as_request(core::Result<Any> parsed) {
    if (!parsed) {
        return parsed.error();
    }
    return Request{std::move(parsed).value()};
}

core::Result<Request> parse_help(const RawArgs& raw) {
    HelpRequest help{raw.verb};
    const bool takes_scenario = raw.verb == Verb::run || raw.verb == Verb::compare ||
                                raw.verb == Verb::sweep || raw.verb == Verb::export_run;
    if (takes_scenario && !raw.words.empty()) {
        const auto scenario = parse_scenario(*raw.verb, raw.words);
        if (!scenario) {
            return scenario.error();
        }
        help.scenario = scenario.value();
    }
    return Request{help};
}

} // namespace

core::Result<Request> parse_args(std::span<const std::string> words) {
    if (words.size() == 1 && is_source(words.front())) { // as desktops call programs
        return Request{OpenRequest{RunSource{words.front()}}};
    }
    const auto split = split_args(words);
    if (!split) {
        return split.error();
    }
    const RawArgs& raw = split.value();
    if (raw.help) {
        return parse_help(raw);
    }
    if (raw.version) {
        return Request{VersionRequest{}};
    }
    if (!raw.verb) {
        return Request{WindowRequest{}};
    }
    switch (*raw.verb) {
    case Verb::list:
        return parse_list(raw);
    case Verb::run:
        return parse_run(raw);
    case Verb::compare:
        return parse_compare(raw);
    case Verb::sweep:
        return parse_sweep(raw);
    case Verb::serve:
        return as_request(parse_serve(raw.serve, raw.words));
    case Verb::load:
        return as_request(parse_load(raw.load, raw.words));
    case Verb::open:
        return as_request(parse_open(raw));
    case Verb::export_run:
        return as_request(parse_export(raw));
    }
    CORE_ASSERT(false);
    return Request{WindowRequest{}};
}

} // namespace app
