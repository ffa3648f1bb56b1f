#pragma once
#include <cstdint>
#include <cstring>
#include <vector>

namespace core {

/// The source files that a trace names, by ids from 1. The names live as long as the program.
class FileTable {
public:
    /// The id of a file, new or known; 0 for null, or if the table is full: the event then goes
    /// without a place rather than with a wrong one.
    std::uint8_t id(const char* file) {
        if (file == nullptr) {
            return 0;
        }
        if (file == m_last) { // consecutive awaits mostly lie in one file
            return m_last_id;
        }
        std::size_t i = 0;
        while (i < m_files.size() && std::strcmp(m_files[i], file) != 0) {
            ++i;
        }
        if (i == m_files.size()) {
            if (i == UINT8_MAX) {
                return 0;
            }
            m_files.push_back(file);
        }
        m_last = file;
        m_last_id = static_cast<std::uint8_t>(i + 1);
        return m_last_id;
    }

    std::size_t size() const { return m_files.size(); }
    /// The name of an id that is not 0.
    const char* name(std::uint8_t id) const { return m_files[id - 1U]; }

private:
    std::vector<const char*> m_files;
    const char* m_last = nullptr;
    std::uint8_t m_last_id = 0;
};

} // namespace core
