#include "core/base/checksum.hpp"

#include <zlib.h>

namespace core {

std::uint32_t checksum(std::string_view bytes) {
    // zlib reads bytes as unsigned characters.
    const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
    return static_cast<std::uint32_t>(::crc32_z(0, data, bytes.size()));
}

} // namespace core
