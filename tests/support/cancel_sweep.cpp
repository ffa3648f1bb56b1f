#include "tests/support/cancel_sweep.hpp"

#include "core/engine/task.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <map>
#include <vector>

namespace support {

using core::Event;
using core::EventKind;
using core::TaskId;
using core::Trace;

void CancelAt::on_event(const Event& event) {
    m_recorder.on_event(event);
    if (event.kind != EventKind::suspended) {
        return;
    }
    if (m_suspensions++ == m_target) {
        m_loop->call_soon([this, task = event.task] { cancel(task); });
    }
}

void CancelAt::cancel(TaskId task) const {
    for (const core::Ref<core::TaskBase>& candidate : m_loop->all_tasks()) {
        if (candidate->id() == task) {
            candidate->cancel();
            return;
        }
    }
}

namespace {

/// Walks through a trace and remembers the first thing that is wrong.
class Examination {
public:
    explicit Examination(const Trace& trace) : m_trace(trace), m_tasks(trace.tasks().size()) {}

    std::string result() {
        core::Instant at{};
        for (const Event& event : m_trace.events()) {
            check(event.at >= at, event, "is earlier than the event before");
            at = event.at;
            step(event);
            balance(event);
        }
        if (m_trace.size() == 0 || m_trace.events().back().kind != EventKind::run_ended) {
            return "the run has no end";
        }
        end();
        return m_flaw;
    }

private:
    enum class Stage : std::uint8_t { none, created, running, suspended, ended };
    struct Life {
        Stage stage = Stage::none;
        bool before_end_of_main = false;
    };

    void check(bool holds, const Event& event, std::string_view flaw) {
        if (!holds && m_flaw.empty()) {
            m_flaw =
                fmt::format("'{}' of {} {}", info(event.kind).name, m_trace.name(event.task), flaw);
        }
    }

    void move(const Event& event, bool allowed, Stage to) {
        check(allowed, event, "does not fit what the task did before");
        m_tasks[index_of(event.task) - 1].stage = to;
    }

    void step(const Event& event) {
        if (event.task == TaskId::none) {
            return;
        }
        Life& life = m_tasks[index_of(event.task) - 1];
        switch (event.kind) {
        case EventKind::created:
            move(event, life.stage == Stage::none, Stage::created);
            life.before_end_of_main = !m_main_ended;
            break;
        case EventKind::started:
            move(event, life.stage == Stage::created, Stage::running);
            break;
        case EventKind::resumed:
            move(event, life.stage == Stage::suspended, Stage::running);
            break;
        case EventKind::thrown:
            move(event, life.stage == (event.value == 1 ? Stage::created : Stage::suspended),
                 Stage::running);
            break;
        case EventKind::suspended:
            move(event, life.stage == Stage::running, Stage::suspended);
            break;
        case EventKind::done:
        case EventKind::failed:
        case EventKind::cancelled:
            move(event, life.stage == Stage::running, Stage::ended);
            break;
        case EventKind::main_ended:
            m_main_ended = true;
            break;
        default:
            break;
        }
    }

    void balance(const Event& event) {
        if (event.kind == EventKind::acquired) {
            ++m_held[event.label];
        } else if (event.kind == EventKind::released) {
            --m_held[event.label];
        } else if (event.kind == EventKind::deadlock || event.kind == EventKind::bound_reached) {
            m_broken_off = true;
        }
    }

    void end() {
        const Event& last = m_trace.events().back();
        std::int32_t unfinished = 0;
        for (const Life& life : m_tasks) {
            unfinished += life.stage == Stage::ended ? 0 : 1;
        }
        check(unfinished == last.value, last, "counts the unfinished tasks wrongly");
        if (m_broken_off || last.label != core::LabelId::none) {
            return;
        }
        for (const Life& life : m_tasks) {
            check(life.stage == Stage::ended || !life.before_end_of_main, last,
                  "comes before the end of a task");
        }
        if (unfinished == 0) {
            for (const auto& [label, held] : m_held) {
                check(held <= 0, last,
                      fmt::format("finds {} permits of '{}' not given back", held,
                                  m_trace.text(label)));
            }
        }
    }

    const Trace& m_trace;
    std::vector<Life> m_tasks; // by id - 1
    std::map<core::LabelId, int> m_held;
    bool m_main_ended = false;
    bool m_broken_off = false;
    std::string m_flaw;
};

} // namespace

std::string flaw_of(const Trace& trace) {
    return Examination{trace}.result();
}

std::size_t sweep_cancellations(const std::function<void(CancelAt&)>& run) {
    CancelAt undisturbed{SIZE_MAX};
    run(undisturbed);
    REQUIRE(flaw_of(undisturbed.trace()) == "");
    const std::size_t count = undisturbed.suspensions();
    for (std::size_t i = 0; i < count; ++i) {
        CancelAt observer{i};
        run(observer);
        CAPTURE(i);
        CHECK(flaw_of(observer.trace()) == "");
    }
    return count;
}

} // namespace support
