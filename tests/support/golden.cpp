#include "tests/support/golden.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace support {

namespace {

/// "line 7: golden «…», now «…»", empty if there is no difference.
std::string first_difference(const std::string& golden, const std::string& now) {
    std::istringstream golden_lines{golden};
    std::istringstream now_lines{now};
    for (int number = 1;; ++number) {
        std::string old_line = "(end)";
        std::string new_line = "(end)";
        const bool has_old = static_cast<bool>(std::getline(golden_lines, old_line));
        const bool has_new = static_cast<bool>(std::getline(now_lines, new_line));
        if (!has_old && !has_new) {
            return golden == now ? "" : "only the end of the last line differs";
        }
        if (has_old != has_new || old_line != new_line) {
            return fmt::format("line {}: golden «{}», now «{}»", number,
                               has_old ? old_line : "(end)", has_new ? new_line : "(end)");
        }
    }
}

} // namespace

std::filesystem::path root() {
    const char* given = std::getenv("ASYNCLAB_ROOT"); // NOLINT(concurrency-mt-unsafe)
    return given == nullptr ? std::filesystem::current_path() : std::filesystem::path{given};
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in{path, std::ios::binary};
    REQUIRE_MESSAGE(in.good(), path.string());
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

void check_golden(const std::string& name, std::string_view text) {
    const std::filesystem::path path = root() / "tests" / "golden" / name;
    const char* update = std::getenv("UPDATE_GOLDEN"); // NOLINT(concurrency-mt-unsafe)
    if (update != nullptr && std::string_view{update} == "1") {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream{path, std::ios::binary} << text;
        return;
    }
    const std::string difference = first_difference(read_file(path), std::string{text});
    CHECK_MESSAGE(difference.empty(), name << ": " << difference);
}

} // namespace support
