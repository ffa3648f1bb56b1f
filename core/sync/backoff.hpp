#pragma once
#include <algorithm>
#include <chrono>
#include <cstdint>

namespace core {

/// Who backs off: its jitter depends on these two and the attempt, on nothing else.
struct BackoffJitter {
    std::uint64_t seed = 1;
    std::uint64_t number = 0;
};

/// A length of time below `limit` (> 0), in whole milliseconds: spreads those who failed together.
inline std::chrono::milliseconds jitter_below(std::chrono::milliseconds limit, int attempt,
                                              const BackoffJitter& who) {
    constexpr std::uint64_t modulus = 2'147'483'647;
    const std::uint64_t mixed = who.seed % modulus * 1'000'003 + who.number * 10'007 +
                                static_cast<std::uint64_t>(attempt) * 101;
    const std::uint64_t jitter =
        mixed % modulus * 48'271 % modulus % static_cast<std::uint64_t>(limit.count());
    return std::chrono::milliseconds{jitter};
}

/// How long to wait before the next try: `first` doubles with each attempt (0, 1, …) up to 64 times
/// its length, plus a jitter below `first`, so that those who failed together do not return
/// together.
inline std::chrono::milliseconds backoff(std::chrono::milliseconds first, int attempt,
                                         const BackoffJitter& who) {
    constexpr int most_doublings = 6;
    return first * (1 << std::min(attempt, most_doublings)) + jitter_below(first, attempt, who);
}

} // namespace core
