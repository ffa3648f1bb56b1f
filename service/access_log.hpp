#pragma once
#include "core/base/result.hpp"
#include "core/base/time.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace service {

/// One answered request.
struct LogEntry {
    core::Instant at{};         ///< end of the answer, since the start of the service
    std::string_view peer;      ///< "127.0.0.1:40112"
    std::string_view method;    ///< empty if the request was not understood
    std::string_view target;    ///< as it came; the log escapes what could break a line
    int status = 0;             ///< 200
    std::size_t body_bytes = 0; ///< of the answer
    core::Duration took{};      ///< from the first byte of the request to the end of the answer
};

/// `at_ms peer "method target" status body_bytes took_ms`, with a line feed.
std::string to_line(const LogEntry& entry);

/// Where the service notes each answer. Nothing is certain to be kept before close().
class AccessLog {
public:
    virtual ~AccessLog() = default;

    virtual void add(const LogEntry& entry) = 0;
    /// Hands to the system what is buffered.
    virtual void flush() = 0;
    /// Flushes, and waits until the disk has it. An error says what was lost.
    virtual core::Result<std::monostate> close() = 0;
};

/// Keeps nothing.
class NoAccessLog final : public AccessLog {
public:
    void add(const LogEntry&) override {}
    void flush() override {}
    core::Result<std::monostate> close() override { return std::monostate{}; }
};

/// Appends to a file, 64 KiB at a time. Blocks while the system takes them, as loggers do.
core::Result<std::unique_ptr<AccessLog>> open_access_log(const std::string& path);

} // namespace service
