#include "core/net/os_error.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <system_error>

namespace core {

namespace {

// As PEP 3151 has it.
std::string_view python_name(int code) {
    switch (code) {
    case ECONNRESET:
        return "ConnectionResetError";
    case EPIPE:
    case ESHUTDOWN:
        return "BrokenPipeError";
    case ECONNREFUSED:
        return "ConnectionRefusedError";
    case ECONNABORTED:
        return "ConnectionAbortedError";
    default:
        return "OSError";
    }
}

} // namespace

OsError::OsError(int code, std::string_view what_for)
    : Exception(python_name(code),
                fmt::format("{}: {}", what_for, std::generic_category().message(code))),
      m_code(code) {}

bool OsError::is_disconnect() const {
    return m_code == ECONNRESET || m_code == EPIPE || m_code == ESHUTDOWN ||
           m_code == ECONNABORTED || m_code == ETIMEDOUT;
}

bool OsError::is_exhaustion() const {
    return m_code == EMFILE || m_code == ENFILE || m_code == ENOBUFS || m_code == ENOMEM;
}

} // namespace core
