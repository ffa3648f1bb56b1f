#pragma once
#include <algorithm>
#include <cstddef>

namespace app {

/// The first index in [from, size) for which `is_beyond` holds, or size. Once it holds, it must
/// hold for all that follow.
///
/// Looks at `guess` first, then ever further away from it: walking through pixels costs little
/// where few things share one, and where many do if each step is guessed from the one before.
template <class IsBeyond>
std::size_t gallop(std::size_t from, std::size_t size, const IsBeyond& is_beyond,
                   std::size_t guess = 0) {
    std::size_t low = from;  // what lies before it is not beyond
    std::size_t high = size; // it and all that follow are
    std::size_t step = 1;
    guess = std::clamp(guess, from, size);
    if (guess == size || is_beyond(guess)) {
        high = guess;
        while (high - low >= step && is_beyond(high - step)) {
            high -= step;
            step *= 2;
        }
        low = high - low >= step ? high - step + 1 : low;
    } else {
        low = std::min(guess + 1, size);
        while (high - low >= step && !is_beyond(low + step - 1)) {
            low += step;
            step *= 2;
        }
        high = high - low >= step ? low + step - 1 : high;
    }
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (is_beyond(middle)) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

} // namespace app
