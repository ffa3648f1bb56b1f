#pragma once
#include "core/engine/clock.hpp"
#include "core/engine/errors.hpp"
#include "core/engine/ready_queue.hpp"
#include "core/engine/ref.hpp"
#include "core/engine/task_list.hpp"
#include "core/engine/timer_heap.hpp"
#include "core/engine/version.hpp"
#include "core/trace/event_sink.hpp"

#include <array>
#include <coroutine>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace core {

class FutureBase;
class StopHandle;
class TaskBase;
class ThreadPool;
template <class T>
class Coro;
template <class T>
class Task;

enum class Signal : std::uint8_t { interrupt, terminate };

/// What a suspended task waits for, as the trace tells it.
struct WaitInfo {
    WaitKind kind = WaitKind::future;
    LabelId label = LabelId::none; ///< name of the resource, if it has one
    TaskId target = TaskId::none;  ///< the task it waits for, if it waits for one
};

/// asyncio's event loop (CPython 3.11.7, asyncio/base_events.py), pass for pass.
///
/// One pass: due timers join the ready queue behind what the last pass left there, then
/// exactly the handles that are ready now run; what they schedule runs in the next pass.
/// Single-threaded: every call must come from the thread that runs the loop.
class Loop {
public:
    static constexpr std::size_t default_max_iterations = 1'000'000;

    /// `clock` and `sink` must outlive the loop. Without a sink nothing is recorded.
    explicit Loop(Clock& clock, EventSink* sink = nullptr);
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;
    /// Destroys unfinished tasks without running them, the youngest first.
    ~Loop();

    /// Ends the run with Stuck after that many passes, so that no mistake of a program can
    /// hang its user.
    void set_max_iterations(std::size_t count) { m_max_iterations = count; }

    /// Chooses the rules. To be called before anything runs.
    void set_version(Version version) { m_version = version; }
    Version version() const { return m_version; }

    // --- time and callbacks -----------------------------------------------------------

    Instant now() { return m_is_real ? (m_now = m_clock.now()) : m_now; }

    /// Appends to the ready queue. The handle must stay alive until it ran or was unlinked.
    void schedule(Handle& handle) {
        if (handle.m_cause != m_cause) { // to look costs less than to write
            handle.m_cause = m_cause;
        }
        m_ready.push_back(handle);
    }
    /// The same for all handles of a list, in order; empties the list.
    void schedule_all(HandleList& handles) {
        while (Handle* handle = handles.pop_front()) {
            schedule(*handle);
        }
    }

    /// Arms a timer: it becomes ready in the pass in which `when` is reached.
    void arm(Timer& timer, Instant when);
    /// Takes a timer back, whether it waits for its time or is ready already.
    void disarm(Timer& timer);

    /// Runs `callback` in the next pass. An error that leaves it goes to the exception handler.
    void call_soon(std::function<void()> callback);
    /// Runs `callback` at that time. Cannot be taken back; use a Timer for that.
    void call_at(Instant when, std::function<void()> callback);

    // --- blocking ---------------------------------------------------------------------

    /// Does nothing for that long and lets nobody else do anything: Python's time.sleep(). No task
    /// takes a step meanwhile, no timer fires, no signal is handled. In a job of a thread pool it
    /// blocks that thread alone.
    void block(Duration duration);

    /// How many threads the default executor has; 8 if nobody says. To be called before its use.
    void set_default_executor(int threads);
    /// The threads for calls that block, see to_thread().
    ThreadPool& default_executor();

    // --- tasks ------------------------------------------------------------------------

    /// Wraps a coroutine in a task, which takes its first step in the next pass. An empty
    /// name gives asyncio's "Task-N".
    template <class T>
    Task<T> create_task(Coro<T> coro, std::string_view name = {});

    /// The task whose step runs; null in callbacks and outside the loop.
    TaskBase* current_task() const { return m_current; }

    /// All unfinished tasks in order of creation.
    std::vector<Ref<TaskBase>> all_tasks() const;

    // --- running ----------------------------------------------------------------------

    /// One pass. Waits on the clock if nothing is ready. Throws what leaves the loop:
    /// SystemExit and KeyboardInterrupt of a task, Stuck on a second deadlock or the bound.
    void step();

    /// Passes until `future` is done (and to the end of that pass, as asyncio). Throws
    /// RuntimeError if the loop was stopped before or runs already, and what leaves a pass.
    void run_until(FutureBase& future);

    /// Number of passes so far.
    std::size_t iterations() const { return m_iterations; }

    // --- signals ----------------------------------------------------------------------

    /// Runs `callback` in the pass after the signal arrived. Replaces an earlier handler.
    void add_signal_handler(Signal signal, std::function<void()> callback);
    void remove_signal_handler(Signal signal);
    /// Injects a signal at that time, on either clock.
    void signal_at(Instant when, Signal signal);

    // --- what a program tells about itself ----------------------------------------------

    /// "The program says what it does": a line of the story.
    void mark(std::string_view text);
    /// A number that the program counts, such as requests in flight, has changed.
    void counter(std::string_view name, std::int64_t value);
    /// The caller's own code sees this error. To be called where it is caught.
    void error_seen(const std::exception_ptr& error);

    /// Told of errors that nobody takes: (message, error). The default records them only.
    using ExceptionHandler = std::function<void(std::string_view, const std::exception_ptr&)>;
    void set_exception_handler(ExceptionHandler handler);
    void call_exception_handler(std::string_view message, const std::exception_ptr& error);

    // --- for the engine's own parts -----------------------------------------------------

    bool is_traced() const { return m_sink != nullptr; }
    /// Interns a text; none without a sink.
    LabelId label(std::string_view text) {
        return is_traced() && !text.empty() ? m_sink->label(text) : LabelId::none;
    }
    /// The error as a label; none without a sink or error.
    LabelId label(const std::exception_ptr& error);
    /// Interns "Task-N"; none without a sink.
    LabelId default_name(TaskId task) {
        return is_traced() ? m_sink->default_name(task) : LabelId::none;
    }
    std::uint8_t file(const char* file) {
        if (file != m_last_file && is_traced()) { // mostly the same as the last time
            m_last_file = file;
            m_last_file_id = m_sink->file(file);
        }
        return m_last_file_id;
    }

    /// Reports an event. Time and cause are filled in; returns its id for CauseScope.
    ///
    /// Inline, so that the fields go where they belong and are not copied as a whole.
    EventId report(const Event& event) {
        if (!is_traced()) {
            return EventId::none;
        }
        Event* place = event.kind == EventKind::created ? nullptr : m_sink->claim();
        if (place == nullptr) {
            record(event);
        } else {
            place->at = m_now;
            place->task = event.task;
            place->cause = m_cause;
            place->label = event.label;
            place->other = event.other;
            place->value = event.value;
            place->kind = event.kind;
            place->file = event.file;
            place->line = event.line;
        }
        return static_cast<EventId>(m_event_count++);
    }

    /// What the code that runs now is a consequence of.
    EventId cause() const { return m_cause; }

private:
    friend class CauseScope;
    friend class Runner;
    friend class StopHandle;
    friend class TaskBase;
    friend class ThreadPool;

    enum class Phase : std::uint8_t { main, teardown };

    void throw_if_unfit() const; // to run
    void run_pass();
    void record(Event event);
    void wait_for_work();
    void on_nothing_to_wait_for();
    void deliver(Signal signal);
    void on_interrupt();
    void report_leftovers();
    void tell_handler(TaskId task, std::string_view message, const std::exception_ptr& error);

    struct Unretrieved {
        TaskId task;
        std::exception_ptr error;
    };

    Clock& m_clock;
    EventSink* m_sink;
    ReadyQueue m_ready;
    TimerHeap m_timers;
    Instant m_now{};
    EventId m_cause = EventId::none;
    std::uint32_t m_event_count = 0;
    const char* m_last_file = nullptr;
    std::uint8_t m_last_file_id = 0;
    std::uint32_t m_task_count = 0;
    TaskBase* m_current = nullptr;
    std::coroutine_handle<> m_next_frame;   // to be resumed next within the present step
    WaitInfo m_wait_info;                   // of the task that is being suspended
    TaskList<OfLoop> m_unfinished;          // one reference each, oldest first
    TaskList<OfLoop> m_failed;              // failed, and nobody has looked at the error yet
    std::vector<Unretrieved> m_unretrieved; // the same, of tasks that are gone
    std::size_t m_iterations = 0;
    std::size_t m_max_iterations = default_max_iterations;
    bool m_is_real;
    bool m_is_running = false;
    bool m_is_closed = false;
    bool m_stopping = false;
    Phase m_phase = Phase::main;
    Version m_version = Version::v3_11;
    int m_deadlocks = 0;
    int m_interrupts = 0;
    bool m_runner_handles_interrupt = false;
    TaskBase* m_main = nullptr;
    StopHandle* m_stop = nullptr; // the callback that ends the present run_until
    std::array<std::function<void()>, 2> m_signal_handlers;
    ExceptionHandler m_exception_handler;
    std::unique_ptr<ThreadPool> m_threads;
    Duration* m_thread_time = nullptr; // of the job whose code runs; null: none does
};

/// While it lives, what is reported and scheduled counts as a consequence of `event`.
class CauseScope {
public:
    CauseScope(Loop& loop, EventId event) : m_loop(loop), m_former(loop.m_cause) {
        if (event != EventId::none) {
            loop.m_cause = event;
        }
    }
    CauseScope(const CauseScope&) = delete;
    CauseScope& operator=(const CauseScope&) = delete;
    ~CauseScope() { m_loop.m_cause = m_former; }

private:
    Loop& m_loop;
    EventId m_former;
};

} // namespace core
