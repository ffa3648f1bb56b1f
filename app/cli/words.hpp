#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace app {

/// "a, b or c".
std::string one_of(std::span<const std::string_view> words);

/// "a, b and c".
std::string all_of(std::span<const std::string_view> words);

/// How a sentence about the unknown word `typed` goes on: ", did you mean 'list'?" when one
/// candidate is close or begins with it, else "; there are list, run and compare".
std::string instead_of(std::string_view typed, std::span<const std::string_view> candidates);

/// `text` broken at blanks into lines of at most `columns` characters, each ended by '\n'. All
/// but the first begin with `indent` blanks; the first is taken to begin there already.
std::string wrap(std::string_view text, std::size_t columns, std::size_t indent = 0);

} // namespace app
