#include "app/model/link_words.hpp"
#include "app/model/run_link.hpp"
#include "app/model/spec_text.hpp"
#include "core/export/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>
#include <vector>

namespace app {

namespace {

using scenarios::RunSpec;
using scenarios::Scenario;

constexpr std::size_t longest_link = 64 * 1024;
/// What a link can name besides parameters.
constexpr std::array<std::string_view, 7> own_names{"what-if", "seed",   "clock", "python",
                                                    "cursor",  "select", "axis"};

enum class Whose : std::uint8_t { both, a, b };

/// One "name=value" of a link.
struct Setting {
    Whose whose = Whose::both;
    std::string name;
    std::string value;
};

std::optional<int> hex_digit(char c) {
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? std::optional{lower - 'a' + 10} : std::nullopt;
}

/// The text without its percent signs; nothing if they are wrong, or what they stand for is no
/// text that can be shown on a line.
std::optional<std::string> decoded(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            out += text[i];
            continue;
        }
        const auto high = i + 2 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
        const auto low = high ? hex_digit(text[i + 2]) : std::nullopt;
        if (!low) {
            return std::nullopt;
        }
        out += static_cast<char>(*high * 16 + *low);
        i += 2;
    }
    for (std::string_view rest = out; !rest.empty();) {
        const bool is_replacement = rest.starts_with("\xEF\xBF\xBD");
        const char32_t point = core::take_code_point(rest);
        const bool is_control = point < 0x20 || (point >= 0x7F && point < 0xA0);
        if (is_control || (point == 0xFFFD && !is_replacement)) {
            return std::nullopt;
        }
    }
    return out;
}

core::Result<std::vector<Setting>> split(std::string_view query) {
    std::vector<Setting> settings;
    while (!query.empty()) {
        const std::string_view part = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(part.size() + 1, query.size()));
        const std::size_t equals = part.find('=');
        const auto name = decoded(part.substr(0, equals));
        const auto value = decoded(equals == std::string_view::npos ? "" : part.substr(equals + 1));
        if (!name || !value) {
            return core::Error{fmt::format("'{}' in the link has a wrong percent sign or is no "
                                           "text",
                                           part.substr(0, 60))};
        }
        if (equals == std::string_view::npos || name->empty()) {
            return core::Error{fmt::format(
                "the link is made of NAME=VALUE, separated by &; '{}' is not", part.substr(0, 60))};
        }
        const bool is_a = name->starts_with("a.");
        const bool is_b = name->starts_with("b.");
        settings.push_back({is_a   ? Whose::a
                            : is_b ? Whose::b
                                   : Whose::both,
                            is_a || is_b ? name->substr(2) : *name, *value});
    }
    return settings;
}

core::Error unknown_name(const Scenario& scenario, std::string_view name) {
    std::vector<std::string_view> names;
    for (const scenarios::Param& param : scenario.params) {
        names.push_back(param.id);
    }
    names.insert(names.end(), own_names.begin(), own_names.end());
    const std::size_t meant = scenarios::closest(name, names);
    return {meant < names.size() ? fmt::format("the link has an unknown '{}', did you mean '{}'?",
                                               name, names[meant])
                                 : fmt::format("the link has an unknown '{}'; there are {}",
                                               name.substr(0, 60), fmt::join(names, ", "))};
}

core::Result<std::uint64_t> whole_number(const Setting& setting) {
    std::uint64_t number = 0;
    const char* end = setting.value.data() + setting.value.size();
    const auto [stop, error] = std::from_chars(setting.value.data(), end, number);
    if (error != std::errc{} || stop != end) {
        return core::Error{
            fmt::format("{} is a whole number from 0, not '{}'", setting.name, setting.value)};
    }
    return number;
}

template <class Names>
core::Result<std::size_t> one_of_names(const Setting& setting, const Names& names) {
    const auto found = std::find(names.begin(), names.end(), setting.value);
    if (found == names.end()) {
        return core::Error{fmt::format("{} is one of {}, not '{}'", setting.name,
                                       fmt::join(names, ", "), setting.value)};
    }
    return static_cast<std::size_t>(found - names.begin());
}

/// What went wrong, or nothing.
using Complaint = std::optional<core::Error>;

Complaint apply_clock(const Setting& setting, RunSpec& spec) {
    const auto clock = one_of_names(setting, clock_names);
    if (!clock) {
        return clock.error();
    }
    spec.clock = static_cast<scenarios::ClockKind>(clock.value());
    if (spec.clock == scenarios::ClockKind::live && !spec.scenario->can_be_live) {
        return core::Error{
            fmt::format("{} has no outside world, so it cannot be live", spec.scenario->id)};
    }
    return std::nullopt;
}

Complaint apply_to_run(const Setting& setting, RunSpec& spec) {
    if (setting.name == "what-if") {
        auto what = scenarios::parse_intervention(setting.value, spec.scenario->params);
        if (!what) {
            return what.error();
        }
        spec.interventions.push_back(std::move(what).value());
        return std::nullopt;
    }
    if (setting.name == "seed") {
        const auto seed = whole_number(setting);
        spec.seed = seed ? seed.value() : spec.seed;
        return seed ? std::nullopt : Complaint{seed.error()};
    }
    if (setting.name == "clock") {
        return apply_clock(setting, spec);
    }
    if (setting.name == "python") {
        const auto python = one_of_names(setting, core::version_names);
        spec.python = python ? static_cast<core::Version>(python.value()) : spec.python;
        return python ? std::nullopt : Complaint{python.error()};
    }
    const auto params = spec.scenario->params;
    const bool is_param = std::any_of(params.begin(), params.end(),
                                      [&](const auto& param) { return param.id == setting.name; });
    if (!is_param) {
        return unknown_name(*spec.scenario, setting.name);
    }
    const auto index = spec.values.parse(fmt::format("{}={}", setting.name, setting.value));
    return index ? std::nullopt : Complaint{index.error()};
}

bool is_about_the_view(std::string_view name) {
    return name == "cursor" || name == "select" || name == "axis";
}

Complaint apply_to_view(const Setting& setting, RunLink& link) {
    if (setting.name == "select") {
        link.selected = setting.value;
        return std::nullopt;
    }
    if (setting.name == "axis") {
        const auto axis = one_of_names(setting, axis_names);
        if (axis) {
            link.axis = static_cast<Axis>(axis.value());
        }
        return axis ? std::nullopt : Complaint{axis.error()};
    }
    const auto cursor = whole_number(setting);
    if (cursor) {
        link.cursor = cursor.value();
    }
    return cursor ? std::nullopt : Complaint{cursor.error()};
}

Complaint given_twice(const std::vector<Setting>& settings) {
    std::set<std::pair<Whose, std::string_view>> seen;
    for (const Setting& one : settings) {
        if (one.name != "what-if" && !seen.insert({one.whose, one.name}).second) {
            return core::Error{fmt::format("{} is given twice", one.name.substr(0, 60))};
        }
    }
    return std::nullopt;
}

/// The spec of one run: what is for both, and over it what is for this one. Interventions keep
/// their order.
Complaint fill(const std::vector<Setting>& settings, Whose own, RunSpec& spec) {
    for (const Whose whose : {Whose::both, own}) {
        for (const Setting& setting : settings) {
            const bool is_new = setting.whose == whose && setting.name != "what-if";
            if (is_new && !is_about_the_view(setting.name)) {
                if (Complaint complaint = apply_to_run(setting, spec)) {
                    return complaint;
                }
            }
        }
    }
    for (const Setting& setting : settings) {
        if (setting.name == "what-if" && (setting.whose == Whose::both || setting.whose == own)) {
            if (Complaint complaint = apply_to_run(setting, spec)) {
                return complaint;
            }
        }
    }
    return std::nullopt;
}

core::Result<RunLink> make_link(const Scenario& scenario, const std::vector<Setting>& settings) {
    RunLink link{RunSpec{scenario}};
    if (const Complaint complaint = given_twice(settings)) {
        return *complaint;
    }
    if (const Complaint complaint = fill(settings, Whose::a, link.spec)) {
        return *complaint;
    }
    const bool is_pair = std::any_of(settings.begin(), settings.end(),
                                     [](const Setting& s) { return s.whose != Whose::both; });
    if (is_pair) {
        link.other = RunSpec{scenario};
        if (const Complaint complaint = fill(settings, Whose::b, *link.other)) {
            return *complaint;
        }
    }
    const auto is_simulated = [](const RunSpec& spec) {
        return spec.clock == scenarios::ClockKind::virtual_clock;
    };
    if (is_pair && (!is_simulated(link.spec) || !is_simulated(*link.other))) {
        return core::Error{"two runs of a link are simulated ones: clock is virtual for both"};
    }
    for (const Setting& setting : settings) {
        if (is_about_the_view(setting.name)) {
            if (setting.whose != Whose::both) {
                return core::Error{fmt::format("{} is for both runs alike", setting.name)};
            }
            if (const Complaint complaint = apply_to_view(setting, link)) {
                return *complaint;
            }
        }
    }
    return link;
}

} // namespace

core::Result<RunLink> parse_link(std::string_view text) {
    if (text.size() > longest_link) {
        return core::Error{fmt::format("the link is longer than {} characters", longest_link)};
    }
    if (!text.starts_with(link_scheme)) {
        return core::Error{fmt::format("'{}' is no link: it begins with {}, as in "
                                       "{}gather-vs-group?tasks=8&cursor=41",
                                       text.substr(0, 60), link_scheme, link_scheme)};
    }
    text.remove_prefix(link_scheme.size());
    text.remove_prefix(text.starts_with("//") ? 2 : 0);
    const std::string_view id = text.substr(0, text.find('?'));
    const Scenario* scenario = scenarios::find(id);
    if (scenario == nullptr) {
        std::vector<std::string_view> ids;
        for (const Scenario* each : scenarios::all()) {
            ids.push_back(each->id);
        }
        const std::size_t meant = scenarios::closest(id, ids);
        return core::Error{meant < ids.size()
                               ? fmt::format("unknown scenario '{}', did you mean '{}'?",
                                             id.substr(0, 60), ids[meant])
                               : fmt::format("unknown scenario '{}'; there are {}",
                                             id.substr(0, 60), fmt::join(ids, ", "))};
    }
    const auto settings = split(text.substr(std::min(id.size() + 1, text.size())));
    if (!settings) {
        return settings.error();
    }
    return make_link(*scenario, settings.value());
}

} // namespace app
