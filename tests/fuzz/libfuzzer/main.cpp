#include "tests/fuzz/targets.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

/// libFuzzer calls this with one input after the other. ASYNCLAB_FUZZ_TARGET names the target.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view input{reinterpret_cast<const char*>(data), size};
    for (const fuzz::Target& target : fuzz::targets()) {
        if (target.name == ASYNCLAB_FUZZ_TARGET) {
            target.run(input);
            return 0;
        }
    }
    std::abort();
}
