// Prints the trace of conformance programs: what CPython would do, row by row.
#include "tests/conformance/interpreter.hpp"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace {

constexpr int wrong_usage = 2;

int complain(const std::string& message) {
    std::cerr << "conformance: " << message << '\n';
    return wrong_usage;
}

int run_text(const std::string& text, const std::string& where, core::Version version) {
    const auto program = conformance::parse_program(text);
    if (!program) {
        return complain(where + ": " + program.error().message);
    }
    std::cout << conformance::run_program(program.value(), version);
    return 0;
}

int run_file(const std::string& path, core::Version version) {
    if (path == "-") {
        return run_text({std::istreambuf_iterator<char>{std::cin}, {}}, "standard input", version);
    }
    std::ifstream file{path};
    if (!file) {
        return complain("cannot read the file '" + path + "'");
    }
    return run_text({std::istreambuf_iterator<char>{file}, {}}, path, version);
}

int run_lines(core::Version version) {
    std::string line;
    for (int number = 1; std::getline(std::cin, line); ++number) {
        if (const int code = run_text(line, "line " + std::to_string(number), version); code != 0) {
            return code;
        }
        std::cout << '\n' << std::flush;
    }
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    std::vector<std::string_view> words{arguments + 1, arguments + count};
    core::Version version = core::Version::v3_11;
    if (words.size() >= 2 && words[0] == "--python") {
        const auto* const found =
            std::find(core::version_names.begin(), core::version_names.end(), words[1]);
        if (found == core::version_names.end()) {
            return complain("--python is 3.11, 3.12 or 3.13, not '" + std::string{words[1]} + "'");
        }
        version = static_cast<core::Version>(found - core::version_names.begin());
        words.erase(words.begin(), words.begin() + 2);
    }
    if (words.size() != 1 || (words[0].starts_with("--") && words[0] != "--jsonl")) {
        return complain("usage: conformance [--python 3.11|3.12|3.13] FILE, - or --jsonl");
    }
    return words[0] == "--jsonl" ? run_lines(version) : run_file(std::string{words[0]}, version);
}
