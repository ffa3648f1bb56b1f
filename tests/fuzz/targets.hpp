#pragma once
#include <span>
#include <string_view>

namespace fuzz {

/// A function that takes any input whatever without harm. What it finds, it says by ending the
/// process.
struct Target {
    std::string_view name; ///< of the folder in tests/fuzz/corpus
    void (*run)(std::string_view input);
};

std::span<const Target> targets();

} // namespace fuzz
