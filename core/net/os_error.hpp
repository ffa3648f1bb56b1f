#pragma once
#include "core/engine/errors.hpp"

#include <string_view>

namespace core {

/// What the system refuses, with the name that Python gives it: ConnectionResetError (the peer is
/// gone), BrokenPipeError (the peer takes nothing any more), ConnectionRefusedError, or OSError.
class OsError final : public Exception {
public:
    /// `code` is an errno value; `what_for` says what was tried: "accept", "listen on port 80".
    OsError(int code, std::string_view what_for);

    int code() const { return m_code; }
    /// True if the peer has ended the connection in one way or another.
    bool is_disconnect() const;
    /// True if the system is out of descriptors or memory, which may pass.
    bool is_exhaustion() const;

private:
    int m_code;
};

} // namespace core
