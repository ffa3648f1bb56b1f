#include "app/cli/sweep_command.hpp"

#include "app/cli/commands.hpp"
#include "app/cli/words.hpp"
#include "app/model/spec_text.hpp"
#include "core/export/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace app {

namespace {

/// The spec, with the range in the place of the parameter's value.
std::string sweep_words(const Sweep& sweep) {
    std::string words = spec_words(sweep.spec);
    const std::string id = fmt::format("{}=", sweep.spec.values.params()[sweep.param].id);
    const std::size_t at = words.find(id) + id.size();
    const std::size_t end = std::min(words.find(' ', at), words.size());
    words.replace(at, end - at,
                  fmt::format("{}..{}", typed_value(sweep, sweep.values.front()),
                              typed_value(sweep, sweep.values.back())));
    return words;
}

std::string figure_text(const SweepPoint& point) {
    return point.figure ? std::to_string(*point.figure) : "";
}

/// A bar per value, the longest as wide as there is room.
std::string to_bars(const Sweep& sweep, const std::vector<SweepPoint>& points,
                    const core::TextStyle& style) {
    const std::string_view id = sweep.spec.values.params()[sweep.param].id;
    std::size_t value_width = id.size();
    std::size_t figure_width = sweep.metric.size();
    std::int64_t greatest = 1;
    for (const SweepPoint& point : points) {
        value_width = std::max(value_width, core::width_of(typed_value(sweep, point.value)));
        figure_width = std::max(figure_width, figure_text(point).size());
        greatest = std::max(greatest, point.figure.value_or(0));
    }
    const std::size_t columns = text_columns(style);
    const std::size_t room = columns - std::min(columns - 8, value_width + figure_width + 4);
    std::string text = fmt::format("{:>{}}  {:>{}}\n", id, value_width, sweep.metric, figure_width);
    for (const SweepPoint& point : points) {
        const std::int64_t figure = std::max<std::int64_t>(point.figure.value_or(0), 0);
        const auto length =
            static_cast<std::size_t>(static_cast<double>(figure) / static_cast<double>(greatest) *
                                     static_cast<double>(room));
        std::string line = fmt::format("{:>{}}  {:>{}}", typed_value(sweep, point.value),
                                       value_width, figure_text(point), figure_width);
        if (length > 0) {
            line += "  ";
        }
        for (std::size_t i = 0; i < length; ++i) {
            line += style.unicode ? "━" : "=";
        }
        text += line + '\n';
    }
    return text;
}

} // namespace

Output show_sweep(const SweepRequest& request, const core::TextStyle& style) {
    const Sweep& sweep = request.sweep;
    const std::vector<SweepPoint> points = run_sweep(sweep);
    for (const SweepPoint& point : points) {
        if (const auto what = what_came_to_nothing(*point.trace)) {
            return {{}, to_error_line(*what), ExitCode::usage};
        }
    }
    const bool is_somewhere = std::any_of(points.begin(), points.end(),
                                          [](const SweepPoint& p) { return p.figure.has_value(); });
    if (!is_somewhere) {
        return {{},
                to_error_line(fmt::format("no run of {} has the metric {}", sweep.spec.scenario->id,
                                          sweep.metric)),
                ExitCode::usage};
    }
    if (request.format == SweepFormat::csv) {
        return {to_csv(sweep, points), {}, ExitCode::fine};
    }
    return {fmt::format("{}\n{}\n{}", sweep.spec.scenario->title,
                        wrap(sweep_words(sweep), text_columns(style)),
                        to_bars(sweep, points, style)),
            {},
            ExitCode::fine};
}

} // namespace app
