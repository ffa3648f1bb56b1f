#pragma once
#include <filesystem>
#include <string>

namespace support {

/// An empty folder that is gone at the end of the test.
class TempFolder {
public:
    TempFolder();
    ~TempFolder();
    TempFolder(const TempFolder&) = delete;
    TempFolder& operator=(const TempFolder&) = delete;

    /// The path of a file in it.
    std::string path(const std::string& name) const { return (m_folder / name).string(); }
    /// How many files lie in it.
    std::size_t count() const;

private:
    std::filesystem::path m_folder;
};

} // namespace support
