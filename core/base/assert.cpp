#include "core/base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace core {

void assert_failed(const char* condition, const char* file, int line) {
    std::fprintf(stderr, "asynclab: broken promise at %s:%d: %s\n", file, line, condition);
    std::abort();
}

} // namespace core
