#pragma once
#include "core/base/assert.hpp"
#include "core/base/source.hpp"
#include "core/engine/frame_pool.hpp"
#include "core/engine/future.hpp"

#include <coroutine>
#include <exception>
#include <optional>
#include <string_view>
#include <utility>

namespace core {

/// True for the engine's own files and for what lies between a live program and its sockets: their
/// awaits are not places a learner wants to see.
constexpr bool is_library_file(std::string_view file) {
    return file.starts_with("core/") || file.starts_with("live/") ||
           file.starts_with("service/http_client");
}

/// Awaits an awaiter that lives elsewhere for at least as long as the await.
template <class Awaiter>
class AwaiterReference {
public:
    explicit AwaiterReference(Awaiter& awaiter) : m_awaiter(awaiter) {}
    bool await_ready() { return m_awaiter.await_ready(); }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) {
        m_awaiter.await_suspend(handle);
    }
    decltype(auto) await_resume() { return m_awaiter.await_resume(); }

private:
    Awaiter& m_awaiter;
};

/// What every coroutine frame of a task has: its task, its caller, the line it awaits at.
///
/// Frames are resumed by the task's step, one after the other, never by each other: no
/// symmetric transfer, so a million ready awaits in a row need no stack.
class PromiseBase : public Pooled {
public:
    struct FinalAwaiter {
        bool await_ready() const noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> handle) const noexcept {
            handle.promise().leave();
        }
        void await_resume() const noexcept {}
    };

    std::suspend_always initial_suspend() const noexcept { return {}; }
    FinalAwaiter final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { m_error = std::current_exception(); }

    /// Notes the line of each await, then awaits what was asked for.
    ///
    /// Gives a fresh awaiter in every case: g++ 12 copies one that comes back from here as a
    /// reference (performance.md, trap 2).
    template <class Awaitable>
    auto await_transform(Awaitable&& awaitable, const char* file = __builtin_FILE(),
                         std::uint32_t line = __builtin_LINE()) {
        if (!is_library_file(file)) {
            m_source.file = file; // one by one: a Source would be built in the frame and copied
            m_source.line = line;
        }
        if constexpr (requires { awaitable.operator co_await(); }) {
            return awaitable.operator co_await();
        } else {
            return AwaiterReference{awaitable};
        }
    }

    TaskBase& task() const { return *m_task; }
    PromiseBase* caller() const { return m_caller; }
    const Source& source() const { return m_source; }
    std::coroutine_handle<> handle() const { return m_self; }
    const std::exception_ptr& error() const { return m_error; }

    /// Becomes the outermost frame of a task.
    void attach(TaskBase& task) { m_task = &task; }
    /// Becomes a frame that `caller` awaits, and the next to be resumed.
    void enter(PromiseBase& caller);

protected:
    explicit PromiseBase(std::coroutine_handle<> self) : m_self(self) {}
    void rethrow_error() const {
        if (m_error) {
            std::rethrow_exception(m_error);
        }
    }

private:
    void leave() noexcept;

    std::coroutine_handle<> m_self;
    TaskBase* m_task = nullptr;
    PromiseBase* m_caller = nullptr; // null: the task's own coroutine
    std::exception_ptr m_error;
    Source m_source;
};

/// A coroutine that has not started: nothing of it runs until it is awaited or becomes a task.
///
/// `co_await coro` runs it inside the awaiting task, without passing through the loop, as a
/// Python coroutine. Owns its frame. To be awaited once.
template <class T>
class [[nodiscard]] Coro {
public:
    class promise_type;

    Coro(Coro&& other) noexcept : m_promise(std::exchange(other.m_promise, nullptr)) {}
    Coro& operator=(Coro&& other) noexcept {
        std::swap(m_promise, other.m_promise);
        return *this;
    }
    ~Coro() {
        if (m_promise != nullptr) {
            m_promise->handle().destroy();
        }
    }

    class Awaiter {
    public:
        explicit Awaiter(promise_type& promise) : m_promise(promise) {}
        bool await_ready() const { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> caller) const {
            m_promise.enter(caller.promise());
        }
        T await_resume() const { return m_promise.take_result(); }

    private:
        promise_type& m_promise;
    };

    Awaiter operator co_await() { return Awaiter{*m_promise}; }

    promise_type& promise() const { return *m_promise; }
    /// Hands the frame over: the caller destroys it.
    promise_type& release() { return *std::exchange(m_promise, nullptr); }

private:
    explicit Coro(promise_type& promise) : m_promise(&promise) {}

    promise_type* m_promise;
};

template <class T>
class Coro<T>::promise_type final : public PromiseBase {
public:
    promise_type() : PromiseBase(std::coroutine_handle<promise_type>::from_promise(*this)) {}
    Coro get_return_object() { return Coro{*this}; }

    template <class U>
    void return_value(U&& value) {
        m_value.emplace(std::forward<U>(value));
    }

    /// The result, moved out, or the coroutine's error thrown.
    T take_result() {
        rethrow_error();
        return std::move(*m_value);
    }

private:
    std::optional<T> m_value;
};

template <>
class Coro<void>::promise_type final : public PromiseBase {
public:
    promise_type() : PromiseBase(std::coroutine_handle<promise_type>::from_promise(*this)) {}
    Coro get_return_object() { return Coro{*this}; }
    void return_void() const {}
    void take_result() const { rethrow_error(); }
};

} // namespace core
