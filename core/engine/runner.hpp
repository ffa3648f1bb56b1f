#pragma once
#include "core/engine/task.hpp"

#include <string_view>

namespace core {

/// asyncio.Runner (CPython 3.11.7, asyncio/runners.py): runs a main task, then tears down what
/// it left behind.
///
/// Teardown: all unfinished tasks are cancelled in order of creation and awaited; their errors
/// are reported; left-over callbacks run. SystemExit or KeyboardInterrupt of a task leaves
/// main and, if one strikes again, the teardown itself: what is unfinished then stays so.
class Runner {
public:
    explicit Runner(Loop& loop) : m_loop(loop) {}

    /// Runs `main` to its end and tears down. Gives its result or throws its error; an error
    /// that escapes the teardown replaces it. Then the loop is closed: to be called once per
    /// loop. Throws RuntimeError, and `main` does not run, if the loop is closed or runs already.
    template <class T>
    T run(Coro<T> main, std::string_view name = "main") {
        m_loop.throw_if_unfit();
        Task<T> task = m_loop.create_task(std::move(main), name);
        run_main(task.object());
        const std::string text = m_error ? std::string{} : main_text(task);
        finish(text);
        if constexpr (!std::is_void_v<T>) {
            return task.result();
        }
    }

private:
    template <class T>
    static std::string main_text(const Task<T>& task) {
        if constexpr (std::is_void_v<T>) {
            return {};
        } else {
            return result_text(task.result());
        }
    }

    void run_main(TaskBase& main);
    void finish(const std::string& result);
    void tear_down();
    void cancel_all_tasks();

    Loop& m_loop;
    std::exception_ptr m_error;
};

} // namespace core
