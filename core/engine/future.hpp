#pragma once
#include "core/engine/errors.hpp"
#include "core/engine/frame_pool.hpp"
#include "core/engine/loop.hpp"

#include <optional>
#include <type_traits>
#include <variant>

namespace core {

struct WaitInfo;

/// What a value of type T is kept as; void keeps nothing.
template <class T>
using Stored = std::conditional_t<std::is_void_v<T>, std::monostate, T>;

/// Something a task can be suspended on.
class Waitable {
public:
    enum class State : std::uint8_t { pending, done, failed, cancelled };

    Waitable() = default;
    Waitable(const Waitable&) = delete;
    Waitable& operator=(const Waitable&) = delete;

    bool done() const { return m_state != State::pending; }
    bool cancelled() const { return m_state == State::cancelled; }
    State state() const { return m_state; }

    /// Asks it to end by cancellation. False if it is done. A future is cancelled at once; a
    /// task or a gather only passes the request on.
    virtual bool cancel() = 0;

protected:
    ~Waitable() = default;

    State m_state = State::pending;

private:
    friend class TaskBase;

    /// The error of a failed one, for the task that wakes up from it.
    virtual std::exception_ptr take_error() { return nullptr; }
};

/// asyncio's Future without its value (CPython 3.11.7, asyncio/futures.py).
///
/// Completion calls nobody: it schedules the done callbacks, in order of registration.
class FutureBase : public Waitable {
public:
    explicit FutureBase(Loop& loop) : m_loop(loop) {}

    Loop& loop() const { return m_loop; }

    bool cancel() override;

    /// Ends it with an error. Throws InvalidStateError if it is done already.
    void set_exception(std::exception_ptr error);

    /// The error it failed with, or null. Throws CancelledError if cancelled and
    /// InvalidStateError if pending. Counts as "somebody looked at it".
    std::exception_ptr exception();

    /// True as long as it has failed and nobody has looked at the error.
    bool is_unretrieved() const { return m_unretrieved; }

    /// Has `callback` run one pass after completion (in the next pass if done already).
    void add_done_callback(Handle& callback);
    /// Takes `callback` back unless it is already scheduled; asyncio leaves those alone.
    void remove_done_callback(Handle& callback);

    void retain() { ++m_references; }
    void release() {
        if (--m_references == 0) {
            delete this;
        }
    }

protected:
    virtual ~FutureBase() = default;

    /// Enters a final state and schedules the callbacks.
    void finish(State state);
    void fail(std::exception_ptr error);
    void throw_if_not_done() const;
    /// Throws the error of a failed or cancelled future.
    void throw_if_no_value();
    virtual void retrieved() { m_unretrieved = false; }
    /// Tells the callbacks of a future that will never be done that they will never run.
    void drop_callbacks() { m_callbacks.drop_all(); }
    std::exception_ptr take_error() override;

    // In this order they fit into 48 bytes: a program may have a million tasks.
    bool m_unretrieved = false;

private:
    friend class TaskBase;

    bool m_awaited_by_itself = false; // a task that tried this can be awaited by nobody
    std::uint32_t m_references = 0;

protected:
    std::exception_ptr m_error;

private:
    Loop& m_loop;
    HandleList m_callbacks;
};

/// A future that keeps a value; shared by all its handles.
template <class T>
class FutureObject final : public FutureBase, public Pooled {
public:
    using FutureBase::FutureBase;

    void set_result(Stored<T> value) {
        if (done()) {
            throw InvalidStateError{"the future is done already"};
        }
        m_value.emplace(std::move(value));
        finish(State::done);
    }

    const Stored<T>& result() {
        throw_if_no_value();
        return *m_value;
    }

    WaitInfo wait_info() const;

private:
    std::optional<Stored<T>> m_value;
};

template <class Object>
class FutureAwaiter;

/// A value that will be there later. Copies share one state.
///
/// `co_await future`: done: the value or error at once, without suspending; pending: suspends.
/// Cancelling the waiting task cancels the future.
template <class T>
class Future {
public:
    explicit Future(Loop& loop) : m_object(*new FutureObject<T>(loop)) {}

    bool done() const { return m_object->done(); }
    bool cancelled() const { return m_object->cancelled(); }
    bool cancel() { return m_object->cancel(); }
    void set_result(Stored<T> value = {}) { m_object->set_result(std::move(value)); }
    void set_exception(std::exception_ptr error) { m_object->set_exception(std::move(error)); }
    std::exception_ptr exception() const { return m_object->exception(); }
    /// The value. Throws its error, CancelledError, or InvalidStateError while pending.
    const Stored<T>& result() const { return m_object->result(); }

    FutureObject<T>& object() const { return *m_object; }

    FutureAwaiter<FutureObject<T>> operator co_await() const;

private:
    Ref<FutureObject<T>> m_object;
};

} // namespace core
