#pragma once
#include "core/base/assert.hpp"

#include <string>
#include <utility>
#include <variant>

namespace core {

/// Why an operation on outside data (a file, an argument, a socket) did not work.
struct Error {
    std::string message; ///< one complete sentence, lower-case start, no full stop
};

/// A value or an Error. For outside data only: a bug is an assert, and a task that
/// fails throws.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_state.index() == 0; }

    const T& value() const& {
        CORE_ASSERT(m_state.index() == 0);
        return std::get<0>(m_state);
    }
    T&& value() && {
        CORE_ASSERT(m_state.index() == 0);
        return std::get<0>(std::move(m_state));
    }
    const Error& error() const {
        CORE_ASSERT(m_state.index() == 1);
        return std::get<1>(m_state);
    }

private:
    std::variant<T, Error> m_state;
};

} // namespace core
