#pragma once
#include <cstddef>

namespace core {

/// How long the range is that take_address_range() gives.
inline constexpr std::size_t address_range_bytes = std::size_t{8} << 30U;

/// A range of addresses, of which only what is written takes memory, in large pages where the
/// system has some. Null where there is no such thing or the system refuses it.
///
/// Mostly the range that was left last, whose memory is there already: the first touch of new
/// memory costs more than recording an event. May be called from any thread.
void* take_address_range();

/// Leaves a range for the next one to take; the first `used_bytes` have been written. The system
/// may take their memory at any time.
void leave_address_range(void* range, std::size_t used_bytes);

} // namespace core
