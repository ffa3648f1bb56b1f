#pragma once
#include "core/base/result.hpp"

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace app {

/// A file that is opened before the service or the load starts, so that a bad path costs nothing.
class TraceFile {
public:
    /// Takes an open file over.
    TraceFile(std::FILE* file, std::string path) : m_path(std::move(path)), m_file(file) {}

    /// Writes the text and closes the file. To be called once.
    core::Result<std::monostate> write(const std::string& text);

private:
    struct Close {
        void operator()(std::FILE* file) const { std::fclose(file); }
    };
    std::string m_path;
    std::unique_ptr<std::FILE, Close> m_file;
};

/// The file, emptied, if somebody wants one.
core::Result<std::optional<TraceFile>> open_trace_file(const std::optional<std::string>& path);

} // namespace app
