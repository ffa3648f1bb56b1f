#pragma once
#include "core/base/result.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace app {

/// What a person is told of that error of the system: "no space is left".
std::string reason(int error);

/// Writes all of the text, however long that takes; the number of the error that prevented it, or
/// 0. Turns SIGPIPE off for the process, because a signal cannot say that nobody reads it any more.
int write_all(int file, std::string_view text);

/// A file that comes to be as a whole or not at all: what is written goes into a new file beside
/// it, which takes its place at the end. Until then, and if anything fails, a former file is as it
/// was. What is no regular file (a terminal, a pipe) is written to as it is.
class AtomicFile {
public:
    /// Finds out whether the file can be written, so that a bad path costs nothing. `path` is that
    /// of the file or of a symbolic link to it.
    static core::Result<AtomicFile> open(const std::string& path);

    AtomicFile(AtomicFile&& other) noexcept;
    AtomicFile& operator=(AtomicFile&&) = delete;
    /// Without commit() or write() nothing has happened.
    ~AtomicFile();

    /// Where it is, without symbolic links: two that are equal are one file.
    const std::string& place() const { return m_path; }
    /// True for what is no regular file: prepare() cannot be taken back.
    bool is_direct() const { return m_fresh.empty(); }
    /// Writes all of the new file, down to the disk. To be called once.
    core::Result<std::monostate> prepare(std::string_view bytes);
    /// What was prepared takes its place.
    core::Result<std::monostate> commit();
    /// Both.
    core::Result<std::monostate> write(std::string_view bytes);

private:
    AtomicFile(std::string shown, std::string path, std::string fresh, int file)
        : m_shown(std::move(shown)), m_path(std::move(path)), m_fresh(std::move(fresh)),
          m_file(file) {}

    core::Error cannot_write(int error) const;

    std::string m_shown; // as the person named it
    std::string m_path;  // where it really lies
    std::string m_fresh; // the new file; empty: it is written to directly
    int m_file;
};

/// The file, ready to be written, if somebody wants one.
core::Result<std::optional<AtomicFile>> open_file_for(const std::optional<std::string>& path);

/// Writes a whole file, see AtomicFile.
core::Result<std::monostate> write_file(const std::string& path, std::string_view bytes);

/// All that a regular file holds, which is not more than `most_bytes`.
core::Result<std::string> read_file(const std::string& path, std::size_t most_bytes);

} // namespace app
