#pragma once
#include <string>
#include <string_view>

namespace support {

/// The right answer to the question of that run whose text contains `text`; "not asked" if there
/// is none. `python` is the version whose rules hold.
std::string answer_of(std::string_view words, std::string_view text,
                      std::string_view python = "3.11");

} // namespace support
