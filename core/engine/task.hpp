#pragma once
#include "core/engine/coro.hpp"
#include "core/trace/event.hpp"

#include <concepts>
#include <memory>
#include <string>
#include <vector>

namespace core {

class TaskGroup;

/// asyncio's Task without its result (CPython 3.11.7, asyncio/tasks.py): a future that a
/// coroutine fulfils, one step per wake-up.
///
/// A pending task is suspended on something, or has exactly one step scheduled, or runs.
class TaskBase : public FutureBase, private Handle {
public:
    TaskId id() const { return m_id; }
    /// The name given at creation, or "Task-N".
    std::string name() const;

    /// Asks the task to stop: edge-triggered, counted, never waits. False if it is done.
    ///
    /// If the task is suspended, what it waits for is cancelled and CancelledError arrives one
    /// pass later; otherwise it arrives at the next suspension. The task may clean up, take
    /// its time, or swallow it. Throws RecursionError if tasks await each other in a ring.
    bool cancel() override;

    /// Has what the task waits for fail with that error, whatever it is: the error arrives where
    /// the task waits, or, if it does not wait, with its next step. False if it is done.
    ///
    /// Not in asyncio; it is for experiments. What was waited for goes on without the task: an
    /// awaited task is not cancelled, a place in a line is given up. A group that waits for its
    /// children takes it as an error of its body.
    bool inject(std::exception_ptr error);

    /// Requests made so far, less those taken back.
    int cancelling() const { return m_cancel_count; }
    /// Takes a request off the count, not below 0, and returns what is left. To be called by
    /// whoever called cancel() and absorbed the CancelledError.
    int uncancel();

    // --- for awaiters: only from the coroutine that the task runs -------------------------

    /// Suspends `frame` until `on` wakes the task by wake().
    void suspend_on(PromiseBase& frame, Waitable& on, const WaitInfo& info) {
        enter_suspension(frame, info);
        m_waiting = &on;
    }
    /// Suspends `frame` until `future` is done.
    void suspend_on_future(PromiseBase& frame, FutureBase& future, const WaitInfo& info);
    /// Suspends `frame` for one pass of the loop.
    void yield(PromiseBase& frame) {
        enter_suspension(frame, {WaitKind::yield});
        wake();
    }
    /// Schedules the step that resumes the suspended task.
    void wake() { loop().schedule(*this); }
    /// True between a wake-up that throws and throw_pending().
    bool has_pending_throw() const { return m_thrown != Thrown::nothing; }
    /// Throws into the coroutine what this step delivers, if it does. Every awaiter that
    /// suspended calls it first thing when it resumes.
    void throw_pending() {
        if (m_thrown != Thrown::nothing) {
            throw_now();
        }
    }
    /// The next frame to be resumed within this step.
    void continue_with(PromiseBase& frame) { loop().m_next_frame = frame.handle(); }
    /// The task's own coroutine has come to its end.
    void finished() { m_frame = nullptr; }

    WaitInfo wait_info() const { return {WaitKind::task, LabelId::none, m_id}; }

protected:
    TaskBase(Loop& loop, PromiseBase& root, std::string_view name);
    ~TaskBase() override;

    /// Moves the result out of the finished coroutine.
    virtual void keep_result(PromiseBase& root) = 0;
    /// That result as the trace tells it.
    virtual std::string result_as_text() const = 0;
    void retrieved() override;

private:
    friend class Loop;
    friend class TaskGroup;
    friend class TaskList<OfGroup>;
    friend class TaskList<OfLoop>;
    enum class Stage : std::uint8_t { unstarted, started, ended };
    enum class Thrown : std::uint8_t { nothing, cancelled, error };

    void run() override; // one step, or, after the last, the group's done callback
    void take_wakeup();
    void report_creation();
    EventId report_step();
    void end_step();
    void end_with_value();
    void end_cancelled();
    void end_with_error(std::exception_ptr error);
    void end_unstarted();
    void leave_loop();
    void notify_group();
    void enter_suspension(PromiseBase& frame, const WaitInfo& info) {
        if (m_frame != &frame) { // to look costs less than to write
            m_frame = &frame;
        }
        if (loop().is_traced()) {
            loop().m_wait_info = info;
        }
    }
    void cancel_what_it_waits_for();
    void report_suspension();
    void destroy_frames();
    [[noreturn]] void throw_now();

    template <class Kind>
    TaskLink<Kind>& link() {
        if constexpr (std::same_as<Kind, OfLoop>) {
            return m_loop_link;
        } else {
            return m_group_link;
        }
    }

    // In this order: what every step looks at comes first, close to the bases' own fields.
    // What Thrown::error throws is kept in m_error, which has no other use before the end.
    Thrown m_thrown = Thrown::nothing;
    bool m_must_cancel = false;
    Stage m_stage = Stage::unstarted;
    bool m_in_cancel = false;
    TaskId m_id;
    PromiseBase* m_frame;          // the innermost frame, which awaits; null: the coroutine is over
    Waitable* m_waiting = nullptr; // asyncio's _fut_waiter
    PromiseBase* m_root;           // the task's own coroutine; null once destroyed
    TaskLink<OfLoop> m_loop_link;
    TaskLink<OfGroup> m_group_link;
    std::int32_t m_cancel_count = 0;
    EventId m_cancel_event = EventId::none; // the request behind m_must_cancel
    std::unique_ptr<std::string> m_name;    // null: "Task-N"
    std::exception_ptr m_injected;          // by inject(), to be thrown in the next step
    TaskGroup* m_group = nullptr;           // is told of the end, and keeps a reference until then
};

inline TaskBase::TaskBase(Loop& loop, PromiseBase& root, std::string_view name)
    : FutureBase(loop), m_id(static_cast<TaskId>(++loop.m_task_count)), m_frame(&root),
      m_root(&root) {
    if (!name.empty()) {
        m_name = std::make_unique<std::string>(name);
    }
    root.attach(*this);
    if (loop.is_traced()) {
        report_creation();
    }
    retain(); // the loop's own reference, until the task ends
    loop.m_unfinished.push_back(*this);
    loop.schedule(*this);
}

/// How a result is written into the trace: by its own `to_text()`, if it has one; empty for types
/// that have no short text.
template <class T>
std::string result_text(const T& value) {
    if constexpr (requires { value.to_text(); }) {
        return value.to_text();
    } else if constexpr (std::same_as<T, bool>) {
        return value ? "true" : "false";
    } else if constexpr (std::integral<T>) {
        return std::to_string(value);
    } else if constexpr (std::convertible_to<T, std::string_view>) {
        return std::string{std::string_view{value}};
    } else {
        return {};
    }
}

/// A task and the result of its coroutine.
template <class T>
class TaskObject final : public TaskBase, public Pooled {
public:
    TaskObject(Loop& loop, Coro<T> coro, std::string_view name)
        : TaskBase(loop, coro.release(), name) {}

    const Stored<T>& result() {
        throw_if_no_value();
        return *m_value;
    }

private:
    void keep_result(PromiseBase& root) override {
        auto& promise = static_cast<typename Coro<T>::promise_type&>(root);
        if constexpr (std::is_void_v<T>) {
            m_value.emplace();
        } else {
            m_value.emplace(promise.take_result());
        }
    }
    std::string result_as_text() const override {
        if constexpr (std::is_void_v<T>) {
            return {};
        } else {
            return result_text(*m_value);
        }
    }

    std::optional<Stored<T>> m_value;
};

/// The same tasks in the same order, each once.
std::vector<Ref<TaskBase>> without_repeats(const std::vector<Ref<TaskBase>>& tasks);

/// Awaits a future or task: suspends unless it is done, then gives its value or throws.
template <class Object>
class FutureAwaiter {
public:
    explicit FutureAwaiter(Object& object) : m_object(object) {}

    bool await_ready() const { return m_object->done(); }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> handle) {
        PromiseBase& frame = handle.promise();
        m_task = &frame.task();
        m_task->suspend_on_future(frame, *m_object, m_object->wait_info());
    }
    auto await_resume() {
        if (m_task != nullptr) {
            m_task->throw_pending();
        }
        using Value = std::remove_cvref_t<decltype(m_object->result())>;
        if constexpr (std::same_as<Value, std::monostate>) {
            m_object->result();
        } else {
            return Value{m_object->result()};
        }
    }

private:
    Ref<Object> m_object;
    TaskBase* m_task = nullptr; // null: it was done, nothing was suspended
};

/// A running coroutine. Copies share one task; the loop keeps it alive until it is done.
///
/// `co_await task` waits for it and gives its result or throws its error; cancelling the
/// waiting task cancels this one.
template <class T>
class Task {
public:
    explicit Task(TaskObject<T>& object) : m_object(object) {}

    TaskId id() const { return m_object->id(); }
    std::string name() const { return m_object->name(); }
    bool done() const { return m_object->done(); }
    bool cancelled() const { return m_object->cancelled(); }
    /// See TaskBase::cancel.
    bool cancel() const { return m_object->cancel(); }
    int cancelling() const { return m_object->cancelling(); }
    int uncancel() const { return m_object->uncancel(); }
    /// The result. Throws its error, CancelledError, or InvalidStateError while unfinished.
    const Stored<T>& result() const { return m_object->result(); }
    /// The error it failed with, or null. Throws like result() if cancelled or unfinished.
    std::exception_ptr exception() const { return m_object->exception(); }

    TaskObject<T>& object() const { return *m_object; }

    FutureAwaiter<TaskObject<T>> operator co_await() const {
        return FutureAwaiter<TaskObject<T>>{*m_object};
    }

    friend bool operator==(const Task&, const Task&) = default;

private:
    Ref<TaskObject<T>> m_object;
};

template <class T>
WaitInfo FutureObject<T>::wait_info() const {
    return {WaitKind::future};
}

template <class T>
FutureAwaiter<FutureObject<T>> Future<T>::operator co_await() const {
    return FutureAwaiter<FutureObject<T>>{*m_object};
}

template <class T>
Task<T> Loop::create_task(Coro<T> coro, std::string_view name) {
    return Task<T>{*new TaskObject<T>(*this, std::move(coro), name)};
}

} // namespace core
