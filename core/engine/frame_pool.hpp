#pragma once
#include <cstddef>
#include <new>

#if defined(__SANITIZE_ADDRESS__)
#define CORE_FRAME_POOL_OFF 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define CORE_FRAME_POOL_OFF 1
#endif
#endif

namespace core {

/// Memory for coroutine frames and tasks: free lists by size class, one set per thread, so
/// that a frame costs a pointer swap instead of a malloc. Blocks are cut from slabs, which are
/// kept for the next run and never given back.
///
/// A block may be freed on another thread than it came from. What a thread has left when it ends
/// goes to the next one. Under AddressSanitizer every block is allocated and freed for real, so
/// that it sees each mistake.
namespace frame_pool {

inline constexpr std::size_t granularity = 16;
inline constexpr std::size_t class_count = 64; // larger blocks than 64 * 16 bytes go to the heap

struct FreeBlock {
    FreeBlock* next;
};

struct FreeLists {
    FreeBlock* heads[class_count];
};

// An allocator's cache, not program state: nothing that a run shows depends on it.
inline constinit thread_local FreeLists free_lists{};

/// A block of that size class, when its list is empty.
void* refill(std::size_t index);

inline void* allocate(std::size_t size) {
#ifdef CORE_FRAME_POOL_OFF
    return ::operator new(size);
#else
    const std::size_t index = (size - 1) / granularity;
    if (index >= class_count) {
        return ::operator new(size);
    }
    FreeBlock*& head = free_lists.heads[index];
    FreeBlock* block = head;
    if (block == nullptr) {
        return refill(index);
    }
    head = block->next;
    return block;
#endif
}

inline void deallocate(void* block, [[maybe_unused]] std::size_t size) noexcept {
#ifdef CORE_FRAME_POOL_OFF
    ::operator delete(block);
#else
    const std::size_t index = (size - 1) / granularity;
    if (index >= class_count) {
        ::operator delete(block);
        return;
    }
    FreeBlock*& head = free_lists.heads[index];
    head = new (block) FreeBlock{head};
#endif
}

} // namespace frame_pool

/// Base of small objects that live and die often.
struct Pooled {
    static void* operator new(std::size_t size) { return frame_pool::allocate(size); }
    static void operator delete(void* block, std::size_t size) {
        frame_pool::deallocate(block, size);
    }
};

} // namespace core
