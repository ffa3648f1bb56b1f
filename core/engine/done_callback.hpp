#pragma once
#include "core/engine/task.hpp"

#include <memory>
#include <utility>

namespace core {

/// Task.add_done_callback (CPython 3.11.7): runs `callback(task)`, no coroutine, one pass after the
/// task has ended, in the next pass if it has ended already. Callbacks run in the order in which
/// they were added; an error that leaves one goes to the loop's exception handler.
template <class T, class Callback>
void add_done_callback(const Task<T>& task, Callback callback) {
    class DoneCallback final : public Handle, public Pooled {
    public:
        DoneCallback(const Task<T>& task, Callback callback)
            : m_task(task), m_callback(std::move(callback)) {}

    private:
        void run() override {
            const std::unique_ptr<DoneCallback> self{this};
            try {
                m_callback(m_task);
            } catch (const std::exception&) {
                m_task.object().loop().call_exception_handler("Exception in callback",
                                                              std::current_exception());
            }
        }
        void drop() override { delete this; }

        Task<T> m_task; // the future keeps the callback, the callback the future: until it is over
        Callback m_callback;
    };
    task.object().add_done_callback(*new DoneCallback{task, std::move(callback)});
}

} // namespace core
