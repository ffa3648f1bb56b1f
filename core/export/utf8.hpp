#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace core {

/// Takes the first code point off `text`, which must not be empty. A byte that belongs to no
/// valid sequence is taken alone and counts as U+FFFD.
char32_t take_code_point(std::string_view& text);

/// Number of code points: the width in a terminal, for the texts that occur here.
std::size_t width_of(std::string_view text);

/// `text` in exactly `width` columns: padded with blanks, or cut and ended with `ellipsis`,
/// which is one column wide.
/// Control characters become '?', because they would break the line.
std::string fit(std::string_view text, std::size_t width, std::string_view ellipsis);

/// `text` as one line that is safe to print: control characters and what is not UTF-8 become
/// '?'.
std::string one_line(std::string_view text);

} // namespace core
