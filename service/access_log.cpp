#include "service/access_log.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace service {

namespace {

constexpr std::size_t buffer_size = 64 * 1024;

/// Printable ASCII as it is, quotes, backslashes and the rest as \xHH: one entry stays one line.
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char c : text) {
        if (c >= ' ' && c <= '~' && c != '"' && c != '\\') {
            safe += c;
        } else {
            safe += fmt::format("\\x{:02x}", static_cast<std::uint8_t>(c));
        }
    }
    return safe;
}

std::string because(int code) {
    return std::generic_category().message(code);
}

class FileAccessLog final : public AccessLog {
public:
    FileAccessLog(int file, std::string path) : m_file(file), m_path(std::move(path)) {}
    FileAccessLog(const FileAccessLog&) = delete;
    FileAccessLog& operator=(const FileAccessLog&) = delete;
    ~FileAccessLog() override {
        flush();
        ::close(m_file);
    }

    void add(const LogEntry& entry) override {
        m_buffer += to_line(entry);
        ++m_buffered_lines;
        if (m_buffer.size() >= buffer_size) {
            flush();
        }
    }

    void flush() override {
        std::string_view left = m_buffer;
        while (!left.empty()) {
            const ssize_t written = ::write(m_file, left.data(), left.size());
            if (written < 0 && errno == EINTR) {
                continue;
            }
            if (written < 0) {
                m_lost_lines += m_buffered_lines;
                m_error = errno;
                break;
            }
            left.remove_prefix(static_cast<std::size_t>(written));
        }
        m_buffer.clear();
        m_buffered_lines = 0;
    }

    core::Result<std::monostate> close() override {
        flush();
        if (m_lost_lines == 0 && ::fsync(m_file) != 0 && errno != EINVAL) { // EINVAL: a pipe
            m_error = errno;
        }
        if (m_error != 0 && m_lost_lines == 0) {
            return core::Error{fmt::format("the access log {} may not have reached the disk: {}",
                                           m_path, because(m_error))};
        }
        if (m_error != 0) {
            return core::Error{fmt::format("the access log {} lost {} lines: {}", m_path,
                                           m_lost_lines, because(m_error))};
        }
        return std::monostate{};
    }

private:
    int m_file;
    std::string m_path;
    std::string m_buffer;
    std::size_t m_buffered_lines = 0;
    std::size_t m_lost_lines = 0;
    int m_error = 0; // the last one
};

} // namespace

std::string to_line(const LogEntry& entry) {
    const auto ms = [](core::Duration duration) {
        return static_cast<double>(core::to_us(duration)) / 1000;
    };
    return fmt::format("{:.3f} {} \"{} {}\" {} {} {:.3f}\n", ms(entry.at), entry.peer,
                       entry.method.empty() ? "-" : escaped(entry.method),
                       entry.target.empty() ? "-" : escaped(entry.target), entry.status,
                       entry.body_bytes, ms(entry.took));
}

core::Result<std::unique_ptr<AccessLog>> open_access_log(const std::string& path) {
    const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
    if (file < 0) {
        return core::Error{fmt::format("cannot write the access log {}: {}", path, because(errno))};
    }
    return std::unique_ptr<AccessLog>{std::make_unique<FileAccessLog>(file, path)};
}

} // namespace service
