#pragma once

namespace core {

/// Prints the broken promise with its place and ends the process. Never returns.
[[noreturn]] void assert_failed(const char* condition, const char* file, int line);

} // namespace core

/// A bug in this program, not bad input: stays on in release builds, because a wrong
/// picture in front of a class is worse than a crash with a line number.
#define CORE_ASSERT(condition)                                                                     \
    ((condition) ? static_cast<void>(0) : ::core::assert_failed(#condition, __FILE__, __LINE__))
