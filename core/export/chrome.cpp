#include "core/export/chrome.hpp"

#include "core/export/json_text.hpp"
#include "core/export/task_tree.hpp"
#include "core/trace/explain.hpp"
#include "core/trace/spans.hpp"

#include <fmt/format.h>

#include <iterator>
#include <utility>
#include <vector>

namespace core {

namespace {

std::string_view name_of(SpanKind kind) {
    switch (kind) {
    case SpanKind::created:
        return "created";
    case SpanKind::running:
        return "runs";
    case SpanKind::sleeping:
        return "sleeps";
    case SpanKind::waiting:
        return "waits";
    case SpanKind::queued:
        return "in line";
    case SpanKind::cleanup:
        return "cleanup";
    case SpanKind::stopping:
        break;
    }
    return "asked to stop";
}

/// Microseconds as JSON writes them, exactly.
std::string us_text(Duration time) {
    const std::int64_t ns = time.count();
    return ns % 1000 == 0 ? std::to_string(ns / 1000)
                          : fmt::format("{}.{:03}", ns / 1000, ns % 1000);
}

class ChromeWriter {
public:
    ChromeWriter(const Trace& trace, std::string_view process)
        : m_trace(trace), m_spans(trace), m_requests(trace.tasks().size() + 1, EventId::none) {
        m_out = "{\"displayTimeUnit\":\"ms\",\"traceEvents\":[";
        add(R"("ph":"M","name":"process_name","args":{{"name":{}}})", json_string(process));
    }

    std::string write() {
        write_tracks();
        for (const TaskInfo& task : m_trace.tasks()) {
            write_slices(task);
        }
        for (std::size_t i = 0; i < m_trace.size(); ++i) {
            write_event(static_cast<EventId>(i));
        }
        return m_out += "\n]}\n";
    }

private:
    template <class... Args>
    void add(fmt::format_string<Args...> members, Args&&... args) {
        m_out += m_separator;
        m_out += "\n{\"pid\":1,";
        fmt::format_to(std::back_inserter(m_out), members, std::forward<Args>(args)...);
        m_out += '}';
        m_separator = ",";
    }

    /// Track 0 would be the idle thread of a processor; what no task does has one behind all.
    std::size_t track_of(TaskId task) const {
        return task == TaskId::none ? m_trace.tasks().size() + 1 : index_of(task);
    }

    void write_tracks() {
        std::size_t place = 0;
        for (const TreePlace& task : task_tree(m_trace)) {
            write_track(task.task, place++);
        }
        write_track(TaskId::none, place);
    }

    void write_track(TaskId task, std::size_t place) {
        add(R"("ph":"M","tid":{},"name":"thread_name","args":{{"name":{}}})", track_of(task),
            json_string(m_trace.name(task)));
        add(R"("ph":"M","tid":{},"name":"thread_sort_index","args":{{"sort_index":{}}})",
            track_of(task), place);
    }

    void write_slices(const TaskInfo& task) {
        const auto spans = m_spans.of(task.id);
        if (spans.empty()) {
            return;
        }
        const Instant created = m_trace[task.created].at;
        write_slice(task.id, m_trace.text(task.name), "task", created, spans.back().end);
        for (const Span& span : spans) {
            if (span.end > span.begin) { // what takes no time would hide under its neighbours
                write_slice(task.id, name_of(span.kind), "state", span.begin, span.end);
            }
        }
    }

    void write_slice(TaskId task, std::string_view name, std::string_view category, Instant begin,
                     Instant end) {
        add(R"("ph":"X","tid":{},"ts":{},"dur":{},"cat":"{}","name":{})", track_of(task),
            us_text(begin), us_text(end - begin), category, json_string(name));
    }

    void write_event(EventId id) {
        const Event& event = m_trace[id];
        switch (event.kind) {
        case EventKind::created:
            write_spawn(id);
            break;
        case EventKind::cancel_requested:
            m_requests[index_of(event.task)] = id;
            break;
        case EventKind::thrown:
            write_cancel(id);
            break;
        case EventKind::counter:
            write_counter(event, m_trace.text(event.label));
            break;
        case EventKind::queued:
        case EventKind::acquired:
        case EventKind::abandoned:
        case EventKind::released:
            write_counter(event, fmt::format("{} free", m_trace.text(event.label)));
            break;
        default:
            break;
        }
        if (is_turning_point(event.kind) || event.kind == EventKind::mark) {
            write_moment(event);
        }
    }

    void write_moment(const Event& event) {
        const bool is_of_all = event.task == TaskId::none;
        const std::string_view text = m_trace.text(event.label);
        const std::string_view name =
            event.kind == EventKind::mark || event.kind == EventKind::signal
                ? text
                : info(event.kind).name;
        add(R"("ph":"i","tid":{},"ts":{},"s":"{}","cat":"{}","name":{},"args":{{"label":{}}})",
            track_of(event.task), us_text(event.at), is_of_all ? 'p' : 't', info(event.kind).name,
            json_string(name), json_string(text));
    }

    void write_counter(const Event& event, std::string_view name) {
        add(R"("ph":"C","ts":{},"name":{},"args":{{"value":{}}})", us_text(event.at),
            json_string(name), event.value);
    }

    void write_spawn(EventId id) {
        const Event& event = m_trace[id];
        if (event.by() != TaskId::none) {
            write_arrow("spawn", id, {event.by(), event.at}, {event.task, event.at});
        }
    }

    /// From whoever asked to where the task learned of it.
    void write_cancel(EventId id) {
        const Event& event = m_trace[id];
        const EventId request = std::exchange(m_requests[index_of(event.task)], EventId::none);
        if (request == EventId::none) {
            return;
        }
        const Event& asked = m_trace[request];
        TaskId by = asked.by();
        if (by == TaskId::none && asked.cause != EventId::none) {
            by = m_trace[asked.cause].task; // the group's parent, or the task that timed out
        }
        if (by != TaskId::none && by != event.task) {
            write_arrow("cancel", id, {by, asked.at}, {event.task, event.at});
        }
    }

    struct Place {
        TaskId task;
        Instant at;
    };
    void write_arrow(std::string_view name, EventId id, Place from, Place to) {
        add(R"("ph":"s","tid":{},"ts":{},"id":{},"cat":"{}","name":"{}")", track_of(from.task),
            us_text(from.at), index_of(id), name, name);
        add(R"("ph":"f","bp":"e","tid":{},"ts":{},"id":{},"cat":"{}","name":"{}")",
            track_of(to.task), us_text(to.at), index_of(id), name, name);
    }

    const Trace& m_trace;
    Spans m_spans;
    std::vector<EventId> m_requests; // by task id: the one that is not delivered yet
    std::string m_out;
    std::string_view m_separator;
};

} // namespace

std::string to_chrome(const Trace& trace, std::string_view process) {
    return ChromeWriter{trace, process}.write();
}

} // namespace core
