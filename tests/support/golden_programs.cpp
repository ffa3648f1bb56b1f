#include "tests/support/golden_programs.hpp"

#include "tests/support/golden.hpp"

#include <doctest/doctest.h>

#include <fstream>

namespace support {

std::vector<GoldenProgram> golden_programs(std::size_t count) {
    std::ifstream file{root() / "tests/golden/conformance/golden-3.11.7-200.jsonl"};
    std::vector<GoldenProgram> all;
    std::string line;
    while (all.size() < count && std::getline(file, line)) {
        const auto json = conformance::Json::parse(line);
        const auto program = conformance::parse_program(json.at("program").dump());
        REQUIRE(program);
        all.push_back({json.at("seed"), program.value(), json.at("trace")});
    }
    REQUIRE(all.size() == count);
    return all;
}

} // namespace support
