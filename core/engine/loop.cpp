#include "core/engine/loop.hpp"

#include "core/base/assert.hpp"
#include "core/engine/stop_handle.hpp"
#include "core/engine/task.hpp"
#include "core/engine/thread_pool.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace core {

namespace {

/// A callback made from a function; deletes itself once it has run.
class FunctionHandle final : public Handle, public Pooled {
public:
    FunctionHandle(Loop& loop, std::function<void()> function)
        : m_loop(loop), m_function(std::move(function)) {}

private:
    void run() override {
        const std::unique_ptr<FunctionHandle> self{this};
        try {
            m_function();
        } catch (const std::exception&) {
            m_loop.call_exception_handler("Exception in callback", std::current_exception());
        }
    }
    void drop() override { delete this; }

    Loop& m_loop;
    std::function<void()> m_function;
};

/// The same, at a given time.
class FunctionTimer final : public Timer, public Pooled {
public:
    FunctionTimer(Loop& loop, std::function<void()> function)
        : m_loop(loop), m_function(std::move(function)) {}

private:
    void run() override {
        const std::unique_ptr<FunctionTimer> self{this};
        try {
            m_function();
        } catch (const std::exception&) {
            m_loop.call_exception_handler("Exception in callback", std::current_exception());
        }
    }
    void drop() override { delete this; }

    Loop& m_loop;
    std::function<void()> m_function;
};

std::string_view name_of(Signal signal) {
    return signal == Signal::interrupt ? "SIGINT" : "SIGTERM";
}

} // namespace

Loop::Loop(Clock& clock, EventSink* sink)
    : m_clock(clock), m_sink(sink), m_is_real(clock.is_real()) {}

Loop::~Loop() {
    m_sink = nullptr; // the run is over; what destructors still do is no part of it
    while (!m_unfinished.empty()) {
        TaskBase& task = *m_unfinished.youngest();
        m_unfinished.remove(task);
        task.destroy_frames();
        task.drop_callbacks(); // a gather holds its children, and they hold it by these
        task.release();
    }
    m_threads.reset();
    m_ready.drop_all();
    while (!m_timers.empty()) {
        m_ready.push_back(m_timers.pop());
    }
    m_ready.drop_all();
    while (!m_failed.empty()) {
        m_failed.oldest()->retrieved(); // its handles may outlive the loop
    }
}

void Loop::arm(Timer& timer, Instant when) {
    timer.m_cause = m_cause;
    m_timers.push(timer, when);
}

void Loop::disarm(Timer& timer) {
    m_timers.remove(timer);
    timer.unlink();
}

void Loop::call_soon(std::function<void()> callback) {
    schedule(*new FunctionHandle{*this, std::move(callback)});
}

void Loop::call_at(Instant when, std::function<void()> callback) {
    arm(*new FunctionTimer{*this, std::move(callback)}, when);
}

void Loop::block(Duration duration) {
    if (m_thread_time != nullptr) {
        *m_thread_time += duration;
        return;
    }
    m_clock.block(duration);
    m_now = m_clock.now();
}

void Loop::set_default_executor(int threads) {
    m_threads = std::make_unique<ThreadPool>(*this, threads);
}

ThreadPool& Loop::default_executor() {
    constexpr int usual = 8; // CPython: four more than there are processors
    if (!m_threads) {
        set_default_executor(usual);
    }
    return *m_threads;
}

std::vector<Ref<TaskBase>> Loop::all_tasks() const {
    std::vector<Ref<TaskBase>> tasks;
    for (TaskBase* task = m_unfinished.oldest(); task != nullptr;
         task = m_unfinished.after(*task)) {
        tasks.emplace_back(*task);
    }
    return tasks;
}

void Loop::step() {
    run_pass();
}

inline void Loop::run_pass() {
    ++m_iterations;
    if (m_iterations > m_max_iterations) {
        m_cause = EventId::none;
        report({.value = static_cast<std::int32_t>(m_max_iterations),
                .kind = EventKind::bound_reached});
        throw Stuck{"bound on passes of the loop"};
    }
    if (m_ready.empty() || m_is_real) {
        wait_for_work();
    }
    while (!m_timers.empty() && m_timers.next() <= m_now) {
        m_ready.push_back(m_timers.pop());
    }
    m_ready.start_pass();
    while (Handle* handle = m_ready.pop_front()) {
        if (m_cause != handle->m_cause) {
            m_cause = handle->m_cause;
        }
        if (m_is_real) [[unlikely]] {
            m_now = m_clock.now();
        }
        handle->run();
    }
    m_cause = EventId::none;
}

void Loop::wait_for_work() {
    if (!m_ready.empty() || m_stopping) {
        m_clock.poll();
    } else {
        m_cause = EventId::none;
        const auto deadline = m_timers.empty() ? std::nullopt : std::optional{m_timers.next()};
        if (!m_clock.wait_until(deadline)) {
            on_nothing_to_wait_for();
        }
    }
    m_now = m_clock.now();
}

// A real loop would sleep for ever. Ours says so, and asks main to stop, as Ctrl-C would;
// if that does not help it gives up.
void Loop::on_nothing_to_wait_for() {
    ++m_deadlocks;
    const auto unfinished = static_cast<std::int32_t>(all_tasks().size());
    const EventId deadlock = report({.value = unfinished, .kind = EventKind::deadlock});
    if (m_phase != Phase::main || m_deadlocks > 1 || m_main == nullptr) {
        throw Stuck{"deadlock"};
    }
    const CauseScope scope{*this, deadlock};
    m_main->cancel();
}

void Loop::throw_if_unfit() const {
    if (m_is_running) {
        throw RuntimeError{"this event loop is already running"};
    }
    if (m_is_closed) {
        throw RuntimeError{"the event loop is closed"};
    }
}

void Loop::run_until(FutureBase& future) {
    throw_if_unfit();
    m_is_running = true;
    auto* stop = new StopHandle{*this, future};
    m_stop = stop;
    future.add_done_callback(*stop);
    struct Finally {
        Loop& loop;
        FutureBase& future;
        StopHandle* stop;
        ~Finally() {
            loop.m_is_running = false;
            loop.m_stopping = false;
            // A stop that is queued already survives, as in asyncio, and ends the next run.
            if (loop.m_stop == stop && !future.done()) {
                delete stop;
            }
            loop.m_stop = nullptr;
        }
    } const finally{*this, future, stop};
    while (!m_stopping) {
        run_pass();
    }
    if (!future.done()) {
        throw RuntimeError{"the event loop was stopped before the future completed"};
    }
}

void Loop::add_signal_handler(Signal signal, std::function<void()> callback) {
    m_signal_handlers[static_cast<std::size_t>(signal)] = std::move(callback);
}

void Loop::remove_signal_handler(Signal signal) {
    m_signal_handlers[static_cast<std::size_t>(signal)] = nullptr;
}

void Loop::signal_at(Instant when, Signal signal) {
    class SignalTimer final : public Timer, public Pooled {
    public:
        SignalTimer(Loop& loop, Signal signal) : m_loop(loop), m_signal(signal) {}

    private:
        void run() override {
            const std::unique_ptr<SignalTimer> self{this};
            m_loop.deliver(m_signal);
        }
        void drop() override { delete this; }

        Loop& m_loop;
        Signal m_signal;
    };
    arm(*new SignalTimer{*this, signal}, when);
}

void Loop::deliver(Signal signal) {
    m_cause = EventId::none; // it comes from outside
    const CauseScope scope{*this,
                           report({.label = label(name_of(signal)), .kind = EventKind::signal})};
    if (const auto& handler = m_signal_handlers[static_cast<std::size_t>(signal)]) {
        call_soon(handler);
    } else if (signal == Signal::interrupt) {
        on_interrupt();
    }
}

// asyncio.Runner's own handler: the first Ctrl-C cancels main, the next is brutal.
void Loop::on_interrupt() {
    ++m_interrupts;
    if (!m_runner_handles_interrupt || m_interrupts > 1 || m_main->done()) {
        throw KeyboardInterrupt{};
    }
    m_main->cancel();
    call_soon([] {});
}

void Loop::mark(std::string_view text) {
    report({.task = m_current == nullptr ? TaskId::none : m_current->id(),
            .label = label(text),
            .kind = EventKind::mark});
}

void Loop::counter(std::string_view name, std::int64_t value) {
    report({.task = m_current == nullptr ? TaskId::none : m_current->id(),
            .label = label(name),
            .value = static_cast<std::int32_t>(value),
            .kind = EventKind::counter});
}

void Loop::error_seen(const std::exception_ptr& error) {
    report({.task = m_current == nullptr ? TaskId::none : m_current->id(),
            .label = label(error),
            .kind = EventKind::error_seen});
}

void Loop::set_exception_handler(ExceptionHandler handler) {
    m_exception_handler = std::move(handler);
}

void Loop::call_exception_handler(std::string_view message, const std::exception_ptr& error) {
    tell_handler(TaskId::none, message, error);
}

void Loop::tell_handler(TaskId task, std::string_view message, const std::exception_ptr& error) {
    report({.task = task,
            .label = label(message),
            .other = static_cast<std::uint32_t>(label(error)),
            .kind = EventKind::loop_error});
    if (m_exception_handler) {
        m_exception_handler(message, error);
    }
}

LabelId Loop::label(const std::exception_ptr& error) {
    return is_traced() && error ? m_sink->label(error) : LabelId::none;
}

void Loop::record(Event event) {
    event.at = m_now;
    event.cause = m_cause;
    m_sink->on_event(event);
}

// What asyncio reports from destructors, at an unpredictable time, is reported here: at the
// end of the run, in order of creation.
void Loop::report_leftovers() {
    for (TaskBase* task = m_failed.oldest(); task != nullptr; task = m_failed.after(*task)) {
        m_unretrieved.push_back({task->id(), task->m_error});
    }
    std::sort(m_unretrieved.begin(), m_unretrieved.end(),
              [](const Unretrieved& a, const Unretrieved& b) { return a.task < b.task; });
    for (const Unretrieved& failed : m_unretrieved) {
        tell_handler(failed.task, "Task exception was never retrieved", failed.error);
    }
    m_unretrieved.clear();
    for (TaskBase* task = m_unfinished.oldest(); task != nullptr;
         task = m_unfinished.after(*task)) {
        tell_handler(task->id(), "Task was destroyed but it is pending!", nullptr);
    }
}

} // namespace core
