#pragma once
#include <string>

namespace core {

/// True for what Network::connect takes as a host: an IP address, or "localhost".
bool is_host(const std::string& text);

/// Throws ValueError for anything else.
void throw_if_no_host(const std::string& text);

} // namespace core
