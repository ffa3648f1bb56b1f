#pragma once

namespace bench {

/// What a frame costs while a live run of 5,000 requests per second goes on.
void live_bench();

} // namespace bench
