#include "app/model/file_io.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <system_error>

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

namespace app {

namespace {

/// The path without symbolic links; itself if there is no such file yet.
std::string real_path(const std::string& path) {
    std::error_code error;
    const std::filesystem::path real = std::filesystem::weakly_canonical(path, error);
    return error ? path : real.string();
}

core::Error cannot(std::string_view verb, const std::string& path, std::string_view why) {
    return {fmt::format("cannot {} {}: {}", verb, path, why)};
}

/// Closes a file at the end of its scope.
struct Opened {
    explicit Opened(int of) : file(of) {}
    Opened(const Opened&) = delete;
    Opened& operator=(const Opened&) = delete;
    ~Opened() { ::close(file); }
    int file;
};

} // namespace

std::string reason(int error) {
    switch (error) {
    case EPIPE:
        return "nobody reads it any more";
    case ENOSPC:
    case EDQUOT:
        return "no space is left";
    case EBADF:
        return "it is closed";
    case ENOENT:
        return "there is no such file or folder";
    case EISDIR:
        return "it is a folder";
    default:
        return std::generic_category().message(error);
    }
}

int write_all(int file, std::string_view text) {
    std::signal(SIGPIPE, SIG_IGN);
    while (!text.empty()) {
        const ssize_t written = ::write(file, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno == EAGAIN) { // somebody made our stdout non-blocking
            pollfd ready{file, POLLOUT, 0};
            ::poll(&ready, 1, -1);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

core::Result<AtomicFile> AtomicFile::open(const std::string& path) {
    const std::string real = real_path(path);
    struct stat former {};
    const bool exists = ::stat(path.c_str(), &former) == 0;
    if (exists && !S_ISREG(former.st_mode)) {
        const int file = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
        return file >= 0 ? core::Result<AtomicFile>{AtomicFile{path, real, "", file}}
                         : cannot("write", path, reason(errno));
    }
    if (exists && ::access(path.c_str(), W_OK) != 0) {
        return cannot("write", path, reason(errno)); // a new file would undo the protection
    }
    std::string fresh = real + ".XXXXXX";
    const int file = ::mkostemp(fresh.data(), O_CLOEXEC);
    if (file < 0) {
        return cannot("write", path, reason(errno));
    }
    const mode_t mask = ::umask(0);
    ::umask(mask);
    ::fchmod(file, exists ? former.st_mode & 07777U : 0666U & ~mask);
    return AtomicFile{path, real, std::move(fresh), file};
}

AtomicFile::AtomicFile(AtomicFile&& other) noexcept
    : m_shown(std::move(other.m_shown)), m_path(std::move(other.m_path)),
      m_fresh(std::exchange(other.m_fresh, {})), m_file(std::exchange(other.m_file, -1)) {}

AtomicFile::~AtomicFile() {
    if (m_file >= 0) {
        ::close(m_file);
    }
    if (!m_fresh.empty()) {
        ::unlink(m_fresh.c_str());
    }
}

core::Error AtomicFile::cannot_write(int error) const {
    return cannot("write", m_shown, reason(error));
}

core::Result<std::monostate> AtomicFile::prepare(std::string_view bytes) {
    const int file = std::exchange(m_file, -1);
    int error = write_all(file, bytes);
    // Some file systems tell only now that the disk is full.
    if (error == 0 && !m_fresh.empty() && ::fsync(file) != 0 && errno != EINVAL) {
        error = errno;
    }
    if (::close(file) != 0 && error == 0) {
        error = errno;
    }
    return error == 0 ? core::Result<std::monostate>{std::monostate{}} : cannot_write(error);
}

core::Result<std::monostate> AtomicFile::commit() {
    if (!m_fresh.empty() && std::rename(m_fresh.c_str(), m_path.c_str()) != 0) {
        return cannot_write(errno);
    }
    m_fresh.clear();
    return std::monostate{};
}

core::Result<std::monostate> AtomicFile::write(std::string_view bytes) {
    auto prepared = prepare(bytes);
    return prepared ? commit() : prepared;
}

core::Result<std::optional<AtomicFile>> open_file_for(const std::optional<std::string>& path) {
    if (!path) {
        return std::optional<AtomicFile>{};
    }
    auto file = AtomicFile::open(*path);
    if (!file) {
        return file.error();
    }
    return std::optional{std::move(file).value()};
}

core::Result<std::monostate> write_file(const std::string& path, std::string_view bytes) {
    auto file = AtomicFile::open(path);
    if (!file) {
        return file.error();
    }
    AtomicFile opened = std::move(file).value();
    return opened.write(bytes);
}

core::Result<std::string> read_file(const std::string& path, std::size_t most_bytes) {
    // Not blocking: a pipe to which nobody writes would be waited for.
    const Opened opened{::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (opened.file < 0) {
        return cannot("read", path, reason(errno));
    }
    struct stat facts {};
    if (::fstat(opened.file, &facts) != 0 || !S_ISREG(facts.st_mode)) {
        return cannot("read", path, S_ISDIR(facts.st_mode) ? "it is a folder" : "it is no file");
    }
    if (static_cast<std::uintmax_t>(facts.st_size) > most_bytes) {
        return cannot("read", path, fmt::format("it is larger than {} MB", most_bytes >> 20U));
    }
    std::string bytes;
    std::array<char, 1U << 16U> part;
    while (bytes.size() <= most_bytes) {
        const ssize_t read = ::read(opened.file, part.data(), part.size());
        if (read == 0) {
            return bytes;
        }
        if (read > 0) {
            bytes.append(part.data(), static_cast<std::size_t>(read));
        } else if (errno != EINTR) {
            return cannot("read", path, reason(errno));
        }
    }
    return cannot("read", path, fmt::format("it is larger than {} MB", most_bytes >> 20U));
}

} // namespace app
