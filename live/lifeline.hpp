#pragma once
#include <memory>

namespace live {

/// For callbacks of Asio and of the loop that may outlive the object they are about: what they hold
/// gives the object as long as there is one. To be the object's last member.
template <class T>
class Lifeline {
public:
    /// Held by a callback.
    class Weak {
    public:
        explicit Weak(std::shared_ptr<T*> owner) : m_owner(std::move(owner)) {}
        /// Null once the object is gone.
        T* get() const { return *m_owner; }

    private:
        std::shared_ptr<T*> m_owner;
    };

    explicit Lifeline(T& owner) : m_owner(std::make_shared<T*>(&owner)) {}
    Lifeline(const Lifeline&) = delete;
    Lifeline& operator=(const Lifeline&) = delete;
    ~Lifeline() { *m_owner = nullptr; }

    Weak weak() const { return Weak{m_owner}; }

private:
    std::shared_ptr<T*> m_owner;
};

} // namespace live
