#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <iterator>

#include <stdlib.h>

namespace support {

TempFolder::TempFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "asynclab-test-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    m_folder = name;
}

TempFolder::~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_folder, ignored);
}

std::size_t TempFolder::count() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator{m_folder}, {}));
}

} // namespace support
