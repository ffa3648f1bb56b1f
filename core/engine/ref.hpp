#pragma once
#include <cstddef>
#include <utility>

namespace core {

/// Shared ownership of futures and tasks within one loop: a count in the object, no atomics.
/// T needs `retain()` and `release()`.
template <class T>
class Ref {
public:
    Ref() = default;
    Ref(std::nullptr_t) {}
    explicit Ref(T& object) : m_object(&object) { m_object->retain(); }
    /// Takes over a reference that somebody has retained by hand.
    static Ref take_over(T& object) {
        Ref reference;
        reference.m_object = &object;
        return reference;
    }
    Ref(const Ref& other) : m_object(other.m_object) {
        if (m_object != nullptr) {
            m_object->retain();
        }
    }
    Ref(Ref&& other) noexcept : m_object(std::exchange(other.m_object, nullptr)) {}
    template <class U>
    Ref(const Ref<U>& other) : m_object(other.get()) {
        if (m_object != nullptr) {
            m_object->retain();
        }
    }
    Ref& operator=(Ref other) noexcept {
        std::swap(m_object, other.m_object);
        return *this;
    }
    ~Ref() {
        if (m_object != nullptr) {
            m_object->release();
        }
    }

    T* get() const { return m_object; }
    T& operator*() const { return *m_object; }
    T* operator->() const { return m_object; }
    explicit operator bool() const { return m_object != nullptr; }
    friend bool operator==(const Ref&, const Ref&) = default;

private:
    T* m_object = nullptr;
};

} // namespace core
