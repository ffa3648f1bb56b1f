#include "app/cli/words.hpp"

#include "core/export/utf8.hpp"
#include "scenarios/param.hpp"

#include <fmt/format.h>

namespace app {

namespace {

std::string enumerate(std::span<const std::string_view> words, std::string_view last_joint) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) {
            text += i + 1 == words.size() ? last_joint : ", ";
        }
        text += words[i];
    }
    return text;
}

/// The candidate that was probably meant; empty if that is anyone's guess.
std::string_view probably_meant(std::string_view typed,
                                std::span<const std::string_view> candidates) {
    const std::size_t close = scenarios::closest(typed, candidates);
    if (close < candidates.size()) {
        return candidates[close];
    }
    std::string_view meant;
    for (const std::string_view candidate : candidates) {
        if (typed.size() >= 2 && candidate.starts_with(typed)) {
            if (!meant.empty()) {
                return {};
            }
            meant = candidate;
        }
    }
    return meant;
}

} // namespace

std::string one_of(std::span<const std::string_view> words) {
    return enumerate(words, " or ");
}

std::string all_of(std::span<const std::string_view> words) {
    return enumerate(words, " and ");
}

std::string instead_of(std::string_view typed, std::span<const std::string_view> candidates) {
    const std::string_view meant = probably_meant(typed, candidates);
    return meant.empty() ? fmt::format("; there are {}", all_of(candidates))
                         : fmt::format(", did you mean '{}'?", meant);
}

std::string wrap(std::string_view text, std::size_t columns, std::size_t indent) {
    std::string lines;
    std::size_t column = indent;
    bool is_first = true;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(word.size() < text.size() ? word.size() + 1 : word.size());
        const std::size_t width = core::width_of(word);
        if (!is_first && column + 1 + width > columns) {
            lines += '\n';
            lines.append(indent, ' ');
            column = indent;
            is_first = true;
        }
        lines += is_first ? "" : " ";
        column += width + (is_first ? 0 : 1);
        lines += word;
        is_first = false;
    }
    return lines += '\n';
}

} // namespace app
