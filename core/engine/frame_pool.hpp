#pragma once
#include <cstddef>

namespace core {

/// Memory for coroutine frames and tasks: free lists by size class, one set per thread, so
/// that a frame costs a pointer swap instead of a malloc.
///
/// A block may be freed on another thread than it came from. Under AddressSanitizer every
/// block is allocated and freed for real, so that it sees each mistake.
namespace frame_pool {

void* allocate(std::size_t size);
void deallocate(void* block, std::size_t size) noexcept;

} // namespace frame_pool

/// Base of small objects that live and die often.
struct Pooled {
    static void* operator new(std::size_t size) { return frame_pool::allocate(size); }
    static void operator delete(void* block, std::size_t size) {
        frame_pool::deallocate(block, size);
    }
};

} // namespace core
