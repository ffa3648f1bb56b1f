#include "core/engine/frame_pool.hpp"

#include <mutex>
#include <utility>

namespace core::frame_pool {

namespace {

constexpr std::size_t slab_size = 64 * 1024;

/// The part of the present slab of a thread that has not been cut yet.
struct Slab {
    char* next;
    char* end;
};
constinit thread_local Slab slab{};

/// The first block of a list that an ended thread has left. Every block has room for it.
struct Bundle {
    FreeBlock first;
    Bundle* next;
};
static_assert(sizeof(Bundle) <= granularity);

/// What ended threads have left, as whole lists.
struct Depot {
    std::mutex mutex;
    Bundle* bundles[class_count] = {};
};

// Never destroyed: threads may end after the destructors of globals have run.
Depot& depot() {
    static auto* const instance = new Depot;
    return *instance;
}

/// Hands the lists of a thread over when it ends.
struct Donor {
    ~Donor() {
        Depot& to = depot();
        const std::lock_guard lock{to.mutex};
        for (std::size_t i = 0; i < class_count; ++i) {
            if (FreeBlock* block = std::exchange(free_lists.heads[i], nullptr)) {
                to.bundles[i] = new (block) Bundle{{block->next}, to.bundles[i]};
            }
        }
    }
};

/// A list of that class which an ended thread has left; null if there is none.
FreeBlock* take_bundle(std::size_t index) {
    Depot& from = depot();
    const std::lock_guard lock{from.mutex};
    Bundle* bundle = from.bundles[index];
    if (bundle == nullptr) {
        return nullptr;
    }
    from.bundles[index] = bundle->next;
    return &bundle->first;
}

} // namespace

void* refill(std::size_t index) {
    thread_local const Donor donor;
    const std::size_t size = (index + 1) * granularity;
    if (static_cast<std::size_t>(slab.end - slab.next) < size) {
        if (FreeBlock* block = take_bundle(index)) {
            free_lists.heads[index] = block->next;
            return block;
        }
        slab.next = static_cast<char*>(::operator new(slab_size));
        slab.end = slab.next + slab_size;
    }
    void* block = slab.next;
    slab.next += size;
    return block;
}

} // namespace core::frame_pool
