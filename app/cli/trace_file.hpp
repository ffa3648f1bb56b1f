#pragma once
#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

namespace app {

/// A file that is opened before the service starts, so that a bad path costs nothing.
class TraceFile {
public:
    explicit TraceFile(std::string path) : m_path(std::move(path)) {
        m_file.reset(std::fopen(m_path.c_str(), "we"));
        m_error = m_file ? 0 : errno;
    }

    bool is_open() const { return m_file != nullptr; }

    /// Writes the text and closes the file. False if that did not work.
    bool write(const std::string& text) {
        std::FILE* file = m_file.release();
        errno = 0;
        const bool is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
        m_error = errno;
        const bool is_closed = std::fclose(file) == 0;
        m_error = is_written && !is_closed ? errno : m_error;
        return is_written && is_closed;
    }

    std::string complaint() const {
        return fmt::format("cannot write the trace {}: {}", m_path,
                           std::generic_category().message(m_error));
    }

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::string m_path;
    std::unique_ptr<std::FILE, Close> m_file;
    int m_error = 0;
};

} // namespace app
