#pragma once

namespace bench {

/// What pictures of runs with 10³ … 10⁷ events cost: the first one, a frame of the whole window
/// with all in view and zoomed in, and a seek.
void trace_bench();

} // namespace bench
