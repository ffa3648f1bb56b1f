#include "app/cli/trace_file.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace app {

namespace {

core::Error cannot_write(const std::string& path, int code) {
    return {
        fmt::format("cannot write the trace {}: {}", path, std::generic_category().message(code))};
}

} // namespace

core::Result<std::monostate> TraceFile::write(const std::string& text) {
    std::FILE* file = m_file.release();
    errno = 0;
    const bool is_written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
    const int write_error = errno;
    const bool is_closed = std::fclose(file) == 0;
    if (is_written && is_closed) {
        return std::monostate{};
    }
    return cannot_write(m_path, is_written ? errno : write_error);
}

core::Result<std::optional<TraceFile>> open_trace_file(const std::optional<std::string>& path) {
    if (!path) {
        return std::optional<TraceFile>{};
    }
    std::FILE* file = std::fopen(path->c_str(), "we");
    if (file == nullptr) {
        return cannot_write(*path, errno);
    }
    return std::optional{TraceFile{file, *path}};
}

} // namespace app
