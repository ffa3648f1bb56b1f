#pragma once
#include "core/engine/gather.hpp"
#include "tests/support/engine_run.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <vector>

/// What the tests of tasks and of the pitfalls share.
namespace tasks {

/// All rules that a loop can follow.
inline constexpr std::array versions{core::Version::v3_11, core::Version::v3_12,
                                     core::Version::v3_13};

constexpr std::string_view name_of(core::Version version) {
    return core::version_names[static_cast<std::size_t>(version)];
}

/// A run by the rules of that version.
struct VersionRun : support::EngineRun {
    explicit VersionRun(core::Version version) { loop.set_version(version); }
};

/// Lets happen whatever needs no time: the clock only moves once nobody is ready.
inline core::SleepAwaiter settle() {
    return core::sleep(std::chrono::microseconds{1});
}

/// A coroutine that ends as the future does.
template <class T>
core::Coro<T> value_of(core::Future<T> future) {
    co_return co_await future;
}

inline core::Coro<std::string> text_after(core::Duration duration, std::string text) {
    co_await core::sleep(duration);
    co_return text;
}

inline core::Coro<int> error_after(core::Duration duration, std::string message) {
    co_await core::sleep(duration);
    throw core::ValueError{message};
}

inline std::exception_ptr value_error(const std::string& message) {
    return std::make_exception_ptr(core::ValueError{message});
}

/// The tasks as wait() takes them.
template <class... Task>
std::vector<core::Ref<core::TaskBase>> objects(const Task&... task) {
    return {core::Ref<core::TaskBase>{task.object()}...};
}

/// What the loop reported because nobody else took it: "Task exception was never retrieved".
inline support::Notes reports(const support::EngineRun& run) {
    support::Notes texts;
    for (const core::Event& event : run.events(core::EventKind::loop_error)) {
        texts.emplace_back(run.recorder.trace().text(event.label));
    }
    return texts;
}

/// Futures, and for each a task that ends as the future does: what a gather gathers.
struct Children {
    Children(core::Loop& loop, std::size_t count) {
        for (std::size_t i = 0; i < count; ++i) {
            futures.emplace_back(loop);
            tasks.push_back(loop.create_task(value_of(futures.back())));
        }
    }

    bool all_done() const {
        return std::all_of(tasks.begin(), tasks.end(),
                           [](const auto& task) { return task.done(); });
    }

    std::vector<core::Future<int>> futures;
    std::vector<core::Task<int>> tasks;
};

inline std::string to_text(int value) {
    return std::to_string(value);
}
inline std::string to_text(const core::Outcome<int>& outcome) {
    return outcome.has_value() ? to_text(outcome.value()) : core::describe(outcome.error());
}

/// Waits for a gather and notes its results in their order, or its error.
template <bool ReturnsExceptions>
core::Coro<void> note_end(support::EngineRun& r, const core::Gather<int, ReturnsExceptions>& all) {
    std::string text;
    try {
        for (const auto& result : co_await all) {
            text += (text.empty() ? "" : " ") + to_text(result);
        }
    } catch (...) {
        text = core::describe(std::current_exception());
    }
    r.note(text);
}

} // namespace tasks
