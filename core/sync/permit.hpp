#pragma once
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
    ~Held() { release(); }

    /// Gives it back now. Nothing happens the second time.
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
