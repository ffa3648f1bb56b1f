#pragma once
#include <cstdint>
#include <string_view>

namespace core {

/// CRC-32 as in zip, PNG and Ethernet: tells damage, not malice.
std::uint32_t checksum(std::string_view bytes);

} // namespace core
