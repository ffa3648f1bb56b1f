#include "app/model/spec_text.hpp"

#include "core/export/json_text.hpp"

#include <fmt/format.h>

namespace app {

namespace {

std::string_view clock_name(scenarios::ClockKind clock) {
    return clock_names[static_cast<std::size_t>(clock)];
}

std::string assignment(const scenarios::RunSpec& spec, std::size_t index) {
    return fmt::format("{}={}", spec.values.params()[index].id, spec.values.text(index));
}

void append_word(std::string& words, const std::string& word) {
    words += words.empty() ? "" : " ";
    words += word;
}

void append_what_ifs(PairWords& words, const scenarios::RunSpec& a, const scenarios::RunSpec& b) {
    const bool is_common = a.interventions == b.interventions;
    for (const scenarios::Intervention& each : a.interventions) {
        append_word(is_common ? words.common : words.a,
                    fmt::format("--what-if={}", scenarios::to_text(each)));
    }
    for (const scenarios::Intervention& each : b.interventions) {
        if (!is_common) {
            append_word(words.b, fmt::format("--what-if={}", scenarios::to_text(each)));
        }
    }
}

} // namespace

std::string_view python_name(core::Version python) {
    return core::version_names[static_cast<std::size_t>(python)];
}

std::string spec_words(const scenarios::RunSpec& spec) {
    return pair_words(spec, spec).common;
}

PairWords pair_words(const scenarios::RunSpec& a, const scenarios::RunSpec& b) {
    PairWords words;
    for (std::size_t i = 0; i < a.values.size(); ++i) {
        if (a.values.at(i) == b.values.at(i)) {
            append_word(words.common, assignment(a, i));
        } else {
            append_word(words.a, assignment(a, i));
            append_word(words.b, assignment(b, i));
        }
    }
    append_what_ifs(words, a, b);
    if (a.seed != scenarios::RunSpec{*a.scenario}.seed) {
        append_word(words.common, fmt::format("--seed={}", a.seed));
    }
    if (a.clock != b.clock) {
        append_word(words.a, fmt::format("--clock={}", clock_name(a.clock)));
        append_word(words.b, fmt::format("--clock={}", clock_name(b.clock)));
    } else if (a.clock != scenarios::ClockKind::virtual_clock) {
        append_word(words.common, fmt::format("--clock={}", clock_name(a.clock)));
    }
    if (a.python != core::Version::v3_11) {
        append_word(words.common, fmt::format("--python={}", python_name(a.python)));
    }
    return words;
}

core::JsonSpec json_spec(const scenarios::RunSpec& spec) {
    std::string parameters;
    for (std::size_t i = 0; i < spec.values.size(); ++i) {
        const scenarios::Param& param = spec.values.params()[i];
        const std::string text = spec.values.text(i);
        parameters +=
            fmt::format("{}{}: {}", parameters.empty() ? "" : ", ", core::json_string(param.id),
                        param.is_choice() ? core::json_string(text) : text);
    }
    std::string what_ifs;
    for (const scenarios::Intervention& each : spec.interventions) {
        what_ifs += fmt::format("{}{}", what_ifs.empty() ? "" : ", ",
                                core::json_string(scenarios::to_text(each)));
    }
    return {{"scenario", core::json_string(spec.scenario->id)},
            {"parameters", fmt::format("{{{}}}", parameters)},
            {"what_if", fmt::format("[{}]", what_ifs)},
            {"seed", std::to_string(spec.seed)},
            {"clock", core::json_string(clock_name(spec.clock))},
            {"python", core::json_string(python_name(spec.python))}};
}

} // namespace app
