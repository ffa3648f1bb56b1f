#include "core/base/address_range.hpp"

#ifdef __linux__
#include <atomic>

#include <sys/mman.h>
#endif

namespace core {

#ifdef __linux__

namespace {
// A cache, not program state: nothing that a run shows depends on it.
constinit std::atomic<void*> spare = nullptr;
} // namespace

void* take_address_range() {
    if (void* range = spare.exchange(nullptr)) {
        return range;
    }
    void* range = mmap(nullptr, address_range_bytes, PROT_READ | PROT_WRITE,
                       MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (range == MAP_FAILED) {
        return nullptr;
    }
    madvise(range, address_range_bytes, MADV_HUGEPAGE); // advice: without it, only slower
    return range;
}

void leave_address_range(void* range, std::size_t used_bytes) {
    madvise(range, used_bytes, MADV_FREE);
    if (void* former = spare.exchange(range)) {
        munmap(former, address_range_bytes);
    }
}

#else

void* take_address_range() {
    return nullptr;
}

void leave_address_range(void*, std::size_t) {}

#endif

} // namespace core
