#include "core/engine/runner.hpp"

#include "core/engine/gather.hpp"
#include "core/engine/thread_pool.hpp"

namespace core {

void Runner::run_main(TaskBase& main) {
    m_loop.m_main = &main;
    m_loop.m_runner_handles_interrupt = true;
    try {
        m_loop.run_until(main);
        m_error = main.cancelled() ? std::make_exception_ptr(CancelledError{}) : main.exception();
        if (main.cancelled() && m_loop.m_interrupts > 0 && main.uncancel() == 0) {
            m_error = std::make_exception_ptr(KeyboardInterrupt{});
        }
    } catch (...) {
        m_error = std::current_exception();
    }
    m_loop.m_runner_handles_interrupt = false;
}

void Runner::finish(const std::string& result) {
    m_loop.m_cause = EventId::none;
    m_loop.report({.task = m_loop.m_main->id(),
                   .label = m_error ? m_loop.label(m_error) : m_loop.label(result),
                   .value = m_error ? 1 : 0,
                   .kind = EventKind::main_ended});
    m_loop.m_phase = Loop::Phase::teardown;
    std::exception_ptr escaped;
    try {
        tear_down();
    } catch (...) {
        escaped = std::current_exception();
    }
    m_loop.m_cause = EventId::none;
    const auto unfinished = static_cast<std::int32_t>(m_loop.all_tasks().size());
    m_loop.report_leftovers();
    m_loop.report(
        {.label = m_loop.label(escaped), .value = unfinished, .kind = EventKind::run_ended});
    m_loop.m_is_closed = true;
    if (escaped || m_error) {
        std::rethrow_exception(escaped ? escaped : m_error);
    }
}

void Runner::tear_down() {
    cancel_all_tasks();
    // shutdown_asyncgens and shutdown_default_executor: each runs the loop for two passes, so
    // left-over callbacks run. The first has nothing to do here, the second waits for the threads:
    // nobody can stop them.
    for (const bool waits_for_threads : {false, true}) {
        const Future<void> over{m_loop};
        m_loop.call_soon([this, over, waits_for_threads] {
            if (waits_for_threads && m_loop.m_threads) {
                m_loop.m_threads->complete_when_idle(over);
            } else {
                Future<void>{over}.set_result();
            }
        });
        m_loop.run_until(over.object());
    }
}

void Runner::cancel_all_tasks() {
    const std::vector<Ref<TaskBase>> tasks = m_loop.all_tasks();
    if (tasks.empty()) {
        return;
    }
    for (const Ref<TaskBase>& task : tasks) {
        task->cancel();
    }
    const Ref<GatherBase> all{*new GatherBase(m_loop, tasks, true)};
    m_loop.run_until(*all);
    for (const Ref<TaskBase>& task : tasks) {
        if (task->cancelled()) {
            continue;
        }
        if (const std::exception_ptr error = task->exception()) {
            m_loop.call_exception_handler("unhandled exception during asyncio.run() shutdown",
                                          error);
        }
    }
}

} // namespace core
