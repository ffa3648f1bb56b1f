#pragma once
#include "core/trace/recorder.hpp"

#include <memory>
#include <string_view>

namespace support {

/// What an event may carry besides kind, task and label.
struct Fields {
    core::EventId cause = core::EventId::none;
    std::uint32_t other = 0;
    std::int32_t value = 0;
    const char* file = nullptr;
    std::uint16_t line = 0;
};

/// Writes a trace by hand, one event after the other, without an engine.
///
/// Each call appends one event at the time set by `at` and returns its id, which may be the
/// cause of a later one.
class TraceBuilder {
public:
    /// The time of all events from here on.
    void at(core::Instant time) { m_now = time; }

    core::EventId add(core::EventKind kind, core::TaskId task, std::string_view label = {},
                      Fields fields = {}) {
        const auto id = static_cast<core::EventId>(m_recorder.trace().size());
        m_recorder.on_event(core::Event{.at = m_now,
                                        .task = task,
                                        .cause = fields.cause,
                                        .label = m_recorder.label(label),
                                        .other = fields.other,
                                        .value = fields.value,
                                        .kind = kind,
                                        .file = m_recorder.file(fields.file),
                                        .line = fields.line});
        return id;
    }

    core::TaskId create(std::string_view name, core::TaskId by = core::TaskId::none) {
        const auto task = static_cast<core::TaskId>(m_recorder.trace().tasks().size() + 1);
        add(core::EventKind::created, task, name, {.other = number(by)});
        return task;
    }
    core::EventId start(core::TaskId task) { return add(core::EventKind::started, task); }
    core::EventId resume(core::TaskId task, core::EventId cause = core::EventId::none) {
        return add(core::EventKind::resumed, task, {}, {.cause = cause});
    }
    core::EventId throw_into(core::TaskId task, std::string_view error, core::EventId cause) {
        return add(core::EventKind::thrown, task, error, {.cause = cause});
    }
    /// CancelledError for a task that has not run and now never will.
    core::EventId throw_before_start(core::TaskId task, core::EventId cause) {
        return add(core::EventKind::thrown, task, "CancelledError", {.cause = cause, .value = 1});
    }
    core::EventId suspend(core::TaskId task, core::WaitKind wait, std::string_view label = {},
                          core::TaskId target = core::TaskId::none) {
        return add(core::EventKind::suspended, task, label,
                   {.other = number(target), .value = static_cast<std::int32_t>(wait)});
    }
    core::EventId sleep(core::TaskId task) { return suspend(task, core::WaitKind::sleep, "sleep"); }
    core::EventId finish(core::TaskId task, std::string_view result = {}) {
        return add(core::EventKind::done, task, result);
    }
    core::EventId fail(core::TaskId task, std::string_view error) {
        return add(core::EventKind::failed, task, error);
    }
    core::EventId end_cancelled(core::TaskId task) { return add(core::EventKind::cancelled, task); }
    core::EventId request_cancel(core::TaskId task, core::EventId cause = core::EventId::none,
                                 core::TaskId by = core::TaskId::none, std::int32_t count = 1) {
        return add(core::EventKind::cancel_requested, task, {},
                   {.cause = cause, .other = number(by), .value = count});
    }
    /// A permit event: queued, acquired, abandoned or released.
    core::EventId permit(core::EventKind kind, core::TaskId task, std::string_view resource,
                         std::int32_t free) {
        return add(kind, task, resource, {.value = free});
    }
    core::EventId count(std::string_view name, std::int32_t value) {
        return add(core::EventKind::counter, core::TaskId::none, name, {.value = value});
    }
    core::EventId end_main(std::string_view result = "0") {
        return add(core::EventKind::main_ended, core::TaskId::none, result);
    }

    std::uint32_t text(std::string_view label) {
        return static_cast<std::uint32_t>(m_recorder.label(label));
    }

    /// What has been written so far.
    const core::Trace& trace() const { return m_recorder.trace(); }
    std::shared_ptr<const core::Trace> take() { return m_recorder.take(); }

private:
    static std::uint32_t number(core::TaskId task) { return static_cast<std::uint32_t>(task); }

    core::Recorder m_recorder;
    core::Instant m_now{};
};

} // namespace support
