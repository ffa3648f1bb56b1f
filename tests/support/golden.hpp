#pragma once
#include <filesystem>
#include <string>
#include <string_view>

namespace support {

/// The repository, however the tests were started: ASYNCLAB_ROOT, else the working directory.
std::filesystem::path root();

/// A file of the repository, as text; fails the test if it is not there.
std::string read_file(const std::filesystem::path& path);

/// Compares `text` with tests/golden/<name> and fails the test at the first line that differs.
/// UPDATE_GOLDEN=1 writes the file instead.
void check_golden(const std::string& name, std::string_view text);

} // namespace support
