// Prints the trace of conformance programs: what CPython would do, row by row.
#include "tests/conformance/interpreter.hpp"

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

constexpr int wrong_usage = 2;

int complain(const std::string& message) {
    std::cerr << "conformance: " << message << '\n';
    return wrong_usage;
}

int run_text(const std::string& text, const std::string& where) {
    const auto program = conformance::parse_program(text);
    if (!program) {
        return complain(where + ": " + program.error().message);
    }
    std::cout << conformance::run_program(program.value());
    return 0;
}

int run_file(const std::string& path) {
    if (path == "-") {
        return run_text({std::istreambuf_iterator<char>{std::cin}, {}}, "standard input");
    }
    std::ifstream file{path};
    if (!file) {
        return complain("cannot read the file '" + path + "'");
    }
    return run_text({std::istreambuf_iterator<char>{file}, {}}, path);
}

int run_lines() {
    std::string line;
    for (int number = 1; std::getline(std::cin, line); ++number) {
        if (const int code = run_text(line, "line " + std::to_string(number)); code != 0) {
            return code;
        }
        std::cout << '\n' << std::flush;
    }
    return 0;
}

} // namespace

int main(int count, char** arguments) {
    if (count != 2) {
        return complain("usage: conformance FILE, conformance - or conformance --jsonl");
    }
    const std::string_view argument = arguments[1];
    if (argument == "--jsonl") {
        return run_lines();
    }
    return run_file(std::string{argument});
}
