#include "core/net/host.hpp"

#include "core/engine/errors.hpp"

#include <array>

#include <arpa/inet.h>

namespace core {

bool is_host(const std::string& text) {
    std::array<unsigned char, sizeof(in6_addr)> address{};
    return text == "localhost" || ::inet_pton(AF_INET, text.c_str(), address.data()) == 1 ||
           ::inet_pton(AF_INET6, text.c_str(), address.data()) == 1;
}

void throw_if_no_host(const std::string& text) {
    if (!is_host(text)) {
        throw ValueError{"'" + text + "' is no IP address and not localhost"};
    }
}

} // namespace core
