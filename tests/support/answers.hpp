#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace support {

/// The right answer to the question of that run whose text contains `text`; "not asked" if there
/// is none. `python` is the version whose rules hold.
std::string answer_of(std::string_view words, std::string_view text,
                      std::string_view python = "3.11");

using Answers = std::vector<std::string>;

/// The right answers to all questions of that run, in order.
Answers answers_of(std::string_view words);

/// What that run says of itself.
std::string verdict_of(std::string_view words);

} // namespace support
