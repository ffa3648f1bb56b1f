#include "tests/support/golden.hpp"
#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

namespace {

std::vector<std::string> twin_cases() {
    std::istringstream in{support::read_file(support::root() / "tests/conformance/twin_cases.txt")};
    std::vector<std::string> cases;
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.front() != '#') {
            cases.push_back(line);
        }
    }
    return cases;
}

/// "[fetch]" for each line with such a marker in a comment.
std::multiset<std::string> markers(const std::string& text) {
    const std::regex marker{R"((?://|#) .*(\[[a-z-]+\]))"};
    std::multiset<std::string> found;
    for (auto it = std::sregex_iterator{text.begin(), text.end(), marker};
         it != std::sregex_iterator{}; ++it) {
        found.insert((*it)[1]);
    }
    return found;
}

} // namespace

TEST_SUITE("scenarios/twin") {

TEST_CASE("the tasks of a scenario live exactly as those of its Python twin under CPython") {
    const auto cases = twin_cases();
    REQUIRE(cases.size() > 40);
    for (const std::string& words : cases) {
        CAPTURE(words);
        std::string file = words + ".rows";
        std::replace(file.begin(), file.end(), ' ', ',');
        const std::string golden =
            support::read_file(support::root() / "tests/golden/twins" / file);
        const std::string rows = support::life_cycle_rows(*support::run(words));
        CHECK_MESSAGE(rows == golden, "compare with " << file);
    }
}

TEST_CASE("every mode, strategy and limiter is compared with its twin") {
    const auto cases = twin_cases();
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        const scenarios::Param& choice = scenario->params.front();
        REQUIRE(choice.is_choice());
        for (std::size_t option = 0; option < choice.choices.size(); ++option) {
            CAPTURE(choice.choices[option]);
            CHECK(std::any_of(cases.begin(), cases.end(), [&](const std::string& words) {
                const auto spec = support::spec_of(words);
                return spec.scenario == scenario && spec.values.at(0) == std::int64_t(option);
            }));
        }
    }
}

TEST_CASE("the same markers tie the lines of a scenario to those of its twin, each once") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        const auto source = markers(support::read_file(support::root() / scenario->source));
        const auto twin = markers(support::read_file(support::root() / scenario->twin));
        CHECK(source == twin);
        CHECK(source.size() > 5);
        CHECK(std::set(source.begin(), source.end()).size() == source.size());
    }
}

} // TEST_SUITE
