#pragma once
#include "core/engine/task.hpp"

namespace core {

/// The outer future of shield() (CPython 3.11.7, tasks.py): ends as the inner task does, but a
/// cancellation stops here.
class ShieldFuture final : public FutureBase, public Pooled {
public:
    ShieldFuture(Loop& loop, TaskBase& inner);

    std::monostate result() {
        throw_if_no_value();
        return {};
    }
    WaitInfo wait_info() const;

private:
    struct InnerDone final : Handle {
        explicit InnerDone(ShieldFuture& owner) : shield(owner) {}
        void run() override { shield.on_inner_done(); }
        void drop() override { shield.release(); }
        ShieldFuture& shield;
    };
    struct OuterDone final : Handle {
        explicit OuterDone(ShieldFuture& owner) : shield(owner) {}
        void run() override { shield.on_outer_done(); }
        ShieldFuture& shield;
    };

    void on_inner_done();
    void on_outer_done();

    Ref<TaskBase> m_inner;
    InnerDone m_inner_done;
    OuterDone m_outer_done;
};

/// Waits for `task` and gives its result, but a cancellation of the waiting task does not
/// reach it: the task goes on, with nobody waiting. Keep a handle to it.
///
/// If it fails after the waiting task was cancelled its error is only reported at the end of
/// the run. The end of the run cancels it all the same.
template <class T>
Coro<T> shield(Task<T> task) {
    if (!task.done()) {
        const Ref<ShieldFuture> outer{*new ShieldFuture(task.object().loop(), task.object())};
        FutureAwaiter<ShieldFuture> waiting{*outer};
        co_await waiting;
    }
    if constexpr (std::is_void_v<T>) {
        task.result();
    } else {
        co_return task.result();
    }
}

/// The same for a coroutine, which becomes a task of that name.
template <class T>
Coro<T> shield(Loop& loop, Coro<T> coro, std::string_view name = {}) {
    return shield(loop.create_task(std::move(coro), name));
}

} // namespace core
