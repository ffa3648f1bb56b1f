#include "tests/fuzz/targets.hpp"
#include "tests/support/golden.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <vector>

namespace {

std::vector<std::filesystem::path> corpus_of(std::string_view target) {
    std::vector<std::filesystem::path> files;
    const auto folder = support::root() / "tests" / "fuzz" / "corpus" / target;
    for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

} // namespace

TEST_SUITE("fuzz/corpus") {

TEST_CASE("whatever the fuzzers have found is taken without harm") {
    for (const fuzz::Target& target : fuzz::targets()) {
        CAPTURE(target.name);
        const auto files = corpus_of(target.name);
        CHECK_FALSE(files.empty());
        for (const std::filesystem::path& file : files) {
            CAPTURE(file.string());
            target.run(support::read_file(file));
        }
    }
}

TEST_CASE("every target takes nothing at all without harm") {
    for (const fuzz::Target& target : fuzz::targets()) {
        target.run("");
    }
}

} // TEST_SUITE
