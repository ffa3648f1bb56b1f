#include "core/engine/frame_pool.hpp"

#include <array>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define CORE_POOL_OFF 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CORE_POOL_OFF 1
#endif
#endif

namespace core::frame_pool {

#ifdef CORE_POOL_OFF

void* allocate(std::size_t size) {
    return ::operator new(size);
}

void deallocate(void* block, std::size_t) noexcept {
    ::operator delete(block);
}

#else

namespace {

constexpr std::size_t granularity = 32;
constexpr std::size_t class_count = 48; // larger blocks than 48 * 32 bytes go to the heap

struct FreeBlock {
    FreeBlock* next;
};

struct FreeLists {
    std::array<FreeBlock*, class_count> heads{};

    ~FreeLists() {
        for (FreeBlock* block : heads) {
            while (block != nullptr) {
                FreeBlock* next = block->next;
                ::operator delete(block);
                block = next;
            }
        }
        heads.fill(nullptr);
    }
};

// An allocator's cache, not program state: nothing that a run shows depends on it.
thread_local FreeLists free_lists;

constexpr std::size_t class_of(std::size_t size) {
    return (size + granularity - 1) / granularity - 1;
}

} // namespace

void* allocate(std::size_t size) {
    const std::size_t index = class_of(size);
    if (index >= class_count) {
        return ::operator new(size);
    }
    FreeBlock*& head = free_lists.heads[index];
    if (head == nullptr) {
        return ::operator new((index + 1) * granularity);
    }
    FreeBlock* block = head;
    head = block->next;
    return block;
}

void deallocate(void* block, std::size_t size) noexcept {
    const std::size_t index = class_of(size);
    if (index >= class_count) {
        ::operator delete(block);
        return;
    }
    FreeBlock*& head = free_lists.heads[index];
    head = new (block) FreeBlock{head};
}

#endif

} // namespace core::frame_pool
