#pragma once
#include "core/engine/errors.hpp"

#include <utility>

namespace core {

/// Something acquired that is to be given back: a permit of a semaphore, a lock. Gives it back
/// when it dies, or earlier by release(). Move-only.
template <class Resource>
class [[nodiscard]] Held {
public:
    explicit Held(Resource& resource) : m_resource(&resource) {}
    Held(Held&& other) noexcept : m_resource(std::exchange(other.m_resource, nullptr)) {}
    Held& operator=(Held&& other) noexcept {
        std::swap(m_resource, other.m_resource);
        return *this;
    }
    ~Held() {
        try {
            release();
        } catch (const Exception&) {
            // Somebody else has released the lock, or the loop destroys a task that waits inside
            // Condition::wait. A destructor cannot say so; release() does.
        }
    }

    /// Gives it back now. Nothing happens the second time. Throws what the resource throws when
    /// it was not held.
    void release() {
        if (m_resource != nullptr) {
            std::exchange(m_resource, nullptr)->release();
        }
    }
    /// Keeps it acquired; somebody else must release it.
    void detach() { m_resource = nullptr; }

private:
    Resource* m_resource;
};

} // namespace core
