#include "app/cli/export_args.hpp"

#include "app/cli/option_values.hpp"
#include "app/cli/raw_args.hpp"
#include "app/cli/spec_args.hpp"
#include "app/model/saved_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace app {

namespace {

/// The order is that of ThemeKind.
constexpr std::array<std::string_view, 3> theme_names{"light", "dark", "high-contrast"};

/// A link that can be read, or the name of a file, which is opened later.
core::Result<RunSource> parse_source(const std::string& word) {
    if (word.starts_with(link_scheme)) {
        const auto link = parse_link(word);
        if (!link) {
            return link.error();
        }
    }
    return RunSource{word};
}

core::Result<std::vector<ExportTarget>> parse_targets(const RawExport& raw) {
    std::vector<ExportTarget> targets;
    bool uses_stdout = false;
    for (std::size_t i = 0; i < raw.paths.size(); ++i) {
        if (!raw.paths[i]) {
            continue;
        }
        const std::string& path = *raw.paths[i];
        if (path.empty()) {
            return core::Error{
                fmt::format("--{} lacks the name of a file", export_format_names[i])};
        }
        if (path == "-" && std::exchange(uses_stdout, true)) {
            return core::Error{"only one thing can go to the standard output"};
        }
        targets.push_back({static_cast<ExportFormat>(i), path});
    }
    if (targets.empty()) {
        return core::Error{"export needs to know what to write, as in --svg run.svg; there are "
                           "--svg, --png, --chrome, --csv and --alab"};
    }
    return targets;
}

core::Result<PictureStyle> parse_style(const RawExport& raw) {
    PictureStyle style;
    if (raw.size) {
        const std::size_t x = std::min(raw.size->find('x'), raw.size->size());
        int height = 0;
        Numbers numbers;
        numbers.put("--size", std::optional{raw.size->substr(0, x)}, PictureStyle::least_px,
                    PictureStyle::most_px, style.width);
        numbers.put("--size", std::optional{raw.size->substr(std::min(x + 1, raw.size->size()))},
                    PictureStyle::least_px, PictureStyle::most_px, height);
        if (numbers.error()) {
            return core::Error{fmt::format("--size is WIDTHxHEIGHT, each from {} to {} pixels, as "
                                           "in 1280x720, not '{}'",
                                           PictureStyle::least_px, PictureStyle::most_px,
                                           *raw.size)};
        }
        style.height = height;
    }
    const auto theme = parse_name<ThemeKind>("--theme", raw.theme, theme_names);
    if (!theme) {
        return theme.error();
    }
    style.theme = theme.value();
    return style;
}

/// What is said about a picture although there is none, or nothing.
std::optional<core::Error> check_pictures(const RawExport& raw) {
    const auto is_asked_for = [&](ExportFormat format) {
        return raw.paths[static_cast<std::size_t>(format)].has_value();
    };
    const bool has_picture = is_asked_for(ExportFormat::svg) || is_asked_for(ExportFormat::png);
    if (has_picture || (!raw.size && !raw.theme)) {
        return std::nullopt;
    }
    return core::Error{fmt::format("{} is for pictures, and no --svg or --png asks for one",
                                   raw.size ? "--size" : "--theme")};
}

/// A link or a file says all that there is to say about the run.
std::optional<core::Error> check_alone(const RawArgs& raw) {
    std::string more = raw.words.size() > 1 ? raw.words[1] : "";
    more = raw.seed ? "--seed" : raw.clock ? "--clock" : raw.python ? "--python" : more;
    more = raw.what_if.empty() ? more : "--what-if";
    if (more.empty()) {
        return std::nullopt;
    }
    return core::Error{
        fmt::format("a link or a file says all about the run; '{}' has no place behind it", more)};
}

} // namespace

bool is_source(std::string_view word) {
    return word.starts_with(link_scheme) || word.ends_with(saved_run_ending);
}

core::Result<OpenRequest> parse_open(const RawArgs& raw) {
    if (raw.words.size() != 1) {
        return core::Error{fmt::format("open takes one link or one file, as in asynclab open "
                                       "'{}gather-vs-group?tasks=8' or asynclab open run{}",
                                       link_scheme, saved_run_ending)};
    }
    const auto source = parse_source(raw.words.front());
    if (!source) {
        return source.error();
    }
    return OpenRequest{source.value()};
}

core::Result<ExportRequest> parse_export(const RawArgs& raw) {
    auto targets = parse_targets(raw.exports);
    const auto style = parse_style(raw.exports);
    if (!style) {
        return style.error();
    }
    const auto request = [&](auto run) -> core::Result<ExportRequest> {
        if (!targets) {
            return targets.error();
        }
        if (const auto error = check_pictures(raw.exports)) {
            return *error;
        }
        return ExportRequest{std::move(run), std::move(targets).value(), style.value()};
    };
    if (!raw.words.empty() && is_source(raw.words.front())) {
        if (const auto error = check_alone(raw)) {
            return *error;
        }
        auto source = parse_source(raw.words.front());
        return source ? request(std::move(source).value()) : source.error();
    }
    auto spec = parse_run_spec(raw);
    return spec ? request(std::move(spec).value()) : spec.error();
}

} // namespace app
