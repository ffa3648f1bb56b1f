#pragma once
#include <cstddef>
#include <span>

namespace bench {

/// What pictures of runs with so many events cost: the first one, a frame of the whole window
/// with all in view and zoomed in, and a seek.
void trace_bench(std::span<const std::size_t> sizes);

} // namespace bench
