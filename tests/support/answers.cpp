#include "tests/support/answers.hpp"

#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>

#include <algorithm>

namespace support {

std::string answer_of(std::string_view words, std::string_view text, std::string_view python) {
    scenarios::RunSpec spec = spec_of(words);
    const auto& names = core::version_names;
    const auto version = std::find(names.begin(), names.end(), python);
    REQUIRE(version != names.end());
    spec.python = static_cast<core::Version>(version - names.begin());
    for (const auto& question : spec.scenario->questions(*scenarios::run(spec), spec.values)) {
        if (question.text.find(text) != std::string::npos) {
            return question.choices.at(question.answer);
        }
    }
    return "not asked";
}

Answers answers_of(std::string_view words) {
    const scenarios::RunSpec spec = spec_of(words);
    Answers answers;
    for (const auto& question : spec.scenario->questions(*scenarios::run(spec), spec.values)) {
        answers.push_back(question.choices.at(question.answer));
    }
    return answers;
}

std::string verdict_of(std::string_view words) {
    const scenarios::RunSpec spec = spec_of(words);
    return spec.scenario->verdict(*scenarios::run(spec), spec.values);
}

} // namespace support
