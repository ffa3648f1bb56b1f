#pragma once
#include "core/base/result.hpp"
#include "core/trace/trace.hpp"

#include <memory>
#include <string>
#include <string_view>

namespace core {

/// The whole trace as bytes that any later version can read.
std::string to_bytes(const Trace& trace);

/// Reads what to_bytes() wrote, and survives everything else: bytes that give no sound trace give
/// an error that says what is wrong, as a part of a sentence about the file ("it is cut short").
/// Takes no more memory than a small multiple of their number.
Result<std::shared_ptr<const Trace>> trace_from_bytes(std::string_view bytes);

} // namespace core
