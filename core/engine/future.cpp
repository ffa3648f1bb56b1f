#include "core/engine/future.hpp"

#include "core/base/assert.hpp"

#include <utility>

namespace core {

bool FutureBase::cancel() {
    retrieved();
    if (done()) {
        return false;
    }
    finish(State::cancelled);
    return true;
}

void FutureBase::set_exception(std::exception_ptr error) {
    if (done()) {
        throw InvalidStateError{"the future is done already"};
    }
    fail(std::move(error));
}

void FutureBase::fail(std::exception_ptr error) {
    CORE_ASSERT(error != nullptr);
    m_error = std::move(error);
    m_unretrieved = true;
    finish(State::failed);
}

void FutureBase::finish(State state) {
    CORE_ASSERT(!done());
    m_state = state;
    m_loop.schedule_all(m_callbacks);
}

std::exception_ptr FutureBase::exception() {
    throw_if_not_done();
    if (cancelled()) {
        throw CancelledError{};
    }
    retrieved();
    return m_error;
}

void FutureBase::throw_if_not_done() const {
    if (!done()) {
        throw InvalidStateError{"the future is not done yet"};
    }
}

void FutureBase::throw_if_no_value() {
    throw_if_not_done();
    if (cancelled()) {
        throw CancelledError{};
    }
    retrieved();
    if (m_error) {
        std::rethrow_exception(m_error);
    }
}

std::exception_ptr FutureBase::take_error() {
    retrieved();
    return m_error;
}

void FutureBase::add_done_callback(Handle& callback) {
    if (done()) {
        m_loop.schedule(callback);
    } else {
        m_callbacks.push_back(callback);
    }
}

void FutureBase::remove_done_callback(Handle& callback) {
    if (!done()) {
        callback.unlink();
    }
}

} // namespace core
