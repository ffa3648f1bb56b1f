#pragma once
#include <string_view>

namespace fuzz {

/// Reads the input as a saved run, once as it is and once with the right length and checksum. A
/// run that can be read goes through all that is made of runs: models, pictures, exports.
void run_saved_run(std::string_view input);

} // namespace fuzz
