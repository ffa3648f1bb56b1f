#include "core/trace/trace_bytes.hpp"

#include "core/base/bytes.hpp"
#include "core/trace/event_fields.hpp"
#include "core/trace/recorder.hpp"
#include "core/trace/trace_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <optional>
#include <unordered_map>
#include <vector>

namespace core {

namespace {

constexpr std::size_t event_bytes = 32;
constexpr std::size_t longest_file_name = 4096;

/// The texts of a trace in order of first use. What nobody uses any more is left out, and the
/// default names of tasks become texts like any other.
class UsedLabels {
public:
    explicit UsedLabels(const Trace& trace) : m_trace(&trace) {}

    std::uint32_t id(LabelId label) {
        if (label == LabelId::none) {
            return 0;
        }
        const auto [found, is_new] = m_ids.try_emplace(label, LabelId::none);
        if (is_new) {
            const std::size_t before = m_labels.size();
            found->second = m_labels.intern(m_trace->text(label));
            if (m_labels.size() > before) {
                m_texts.push_back(m_trace->text(label));
            }
        }
        return static_cast<std::uint32_t>(found->second);
    }

    const std::vector<std::string_view>& texts() const { return m_texts; }

private:
    const Trace* m_trace;
    Labels m_labels;
    std::unordered_map<LabelId, LabelId> m_ids;
    std::vector<std::string_view> m_texts;
};

void write_event(ByteWriter& out, const Event& event, UsedLabels& labels) {
    out.number(event.at.count());
    out.number(static_cast<std::uint32_t>(event.task));
    out.number(static_cast<std::uint32_t>(event.cause));
    out.number(labels.id(event.label));
    out.number(other_of(event.kind) == Other::label ? labels.id(event.error()) : event.other);
    out.number(event.value);
    out.number(static_cast<std::uint8_t>(event.kind));
    out.number(event.file);
    out.number(event.line);
}

Error cut_short() {
    return {"it is cut short"};
}

Error damaged(std::string_view what) {
    return {fmt::format("it is damaged: {}", what)};
}

/// A trace and the names of files that it points to.
struct OwnedTrace {
    std::deque<std::string> files; // a deque never moves what it holds
    std::shared_ptr<const Trace> trace;
};

/// Replays the bytes into a recorder, part by part.
class TraceReader {
public:
    explicit TraceReader(std::string_view bytes) : m_in(bytes) {}

    Result<std::shared_ptr<const Trace>> read() {
        for (const auto part : {&TraceReader::read_kinds, &TraceReader::read_files,
                                &TraceReader::read_labels, &TraceReader::read_events}) {
            const std::optional<Error> error = (this->*part)();
            if (m_in.is_short()) {
                return cut_short();
            }
            if (error) {
                return *error;
            }
        }
        if (!m_in.rest().empty()) {
            return damaged("something follows the last event");
        }
        m_owned->trace = m_recorder.take();
        return std::shared_ptr<const Trace>{m_owned, m_owned->trace.get()};
    }

private:
    /// Names instead of numbers, so that a kind between two others does no harm later.
    std::optional<Error> read_kinds() {
        const auto version = m_in.number<std::uint16_t>();
        const auto count = m_in.number<std::uint8_t>();
        if (!m_in.is_short() && version > Trace::schema_version) {
            return Error{fmt::format("it was saved by a newer version of Async Lab (events of "
                                     "version {}, this one knows version {})",
                                     version, Trace::schema_version)};
        }
        for (std::size_t i = 0; i < count && !m_in.is_short(); ++i) {
            const std::string_view name = m_in.text();
            const auto* const found =
                std::find_if(event_infos.begin(), event_infos.end(),
                             [name](const EventInfo& info) { return info.name == name; });
            if (found == event_infos.end()) {
                return Error{fmt::format("it was saved by a newer version of Async Lab: this one "
                                         "does not know the event '{}'",
                                         name.substr(0, 40))};
            }
            m_kinds.push_back(found->kind);
        }
        return std::nullopt;
    }

    std::optional<Error> read_files() {
        const auto count = m_in.number<std::uint8_t>();
        for (std::size_t i = 0; i < count && !m_in.is_short(); ++i) {
            const std::string_view name = m_in.text();
            const bool is_name = !name.empty() && name.size() <= longest_file_name &&
                                 name.find('\0') == std::string_view::npos;
            if (!is_name || m_recorder.file(m_owned->files.emplace_back(name).c_str()) != i + 1) {
                return damaged("a name of a source file is wrong");
            }
        }
        return std::nullopt;
    }

    std::optional<Error> read_labels() {
        const auto count = m_in.number<std::uint32_t>();
        if (count > m_in.rest().size() / sizeof(std::uint32_t)) {
            return cut_short(); // each text has a length at least
        }
        for (std::size_t i = 0; i < count && !m_in.is_short(); ++i) {
            if (index_of(m_recorder.label(m_in.text())) != i + 1) {
                return damaged("a text is there twice");
            }
        }
        m_labels = count + std::size_t{1};
        return std::nullopt;
    }

    std::optional<Error> read_events() {
        const auto count = m_in.number<std::uint32_t>();
        if (count > m_in.rest().size() / event_bytes) {
            return cut_short();
        }
        TraceCheck check{m_labels, m_owned->files.size() + 1};
        for (std::size_t i = 0; i < count; ++i) {
            const std::optional<Event> event = read_event();
            if (!event) {
                return damaged(fmt::format("event {} is of no kind", i));
            }
            if (const auto error = check.add(*event)) {
                return damaged(error->message);
            }
            m_recorder.on_event(*event);
        }
        return std::nullopt;
    }

    std::optional<Event> read_event() {
        Event event;
        event.at = Instant{m_in.number<std::int64_t>()};
        event.task = static_cast<TaskId>(m_in.number<std::uint32_t>());
        event.cause = static_cast<EventId>(m_in.number<std::uint32_t>());
        event.label = static_cast<LabelId>(m_in.number<std::uint32_t>());
        event.other = m_in.number<std::uint32_t>();
        event.value = m_in.number<std::int32_t>();
        const auto kind = m_in.number<std::uint8_t>();
        event.file = m_in.number<std::uint8_t>();
        event.line = m_in.number<std::uint16_t>();
        if (kind >= m_kinds.size()) {
            return std::nullopt;
        }
        event.kind = m_kinds[kind];
        return event;
    }

    ByteReader m_in;
    std::shared_ptr<OwnedTrace> m_owned = std::make_shared<OwnedTrace>();
    Recorder m_recorder;
    std::vector<EventKind> m_kinds; // by their number in the file
    std::size_t m_labels = 1;
};

} // namespace

std::string to_bytes(const Trace& trace) {
    ByteWriter events;
    UsedLabels labels{trace};
    std::uint8_t files = 0;
    events.number(static_cast<std::uint32_t>(trace.size()));
    for (const Event& event : trace.events()) {
        write_event(events, event, labels);
        files = std::max(files, event.file);
    }
    ByteWriter out;
    out.number(static_cast<std::uint16_t>(Trace::schema_version));
    out.number(static_cast<std::uint8_t>(event_infos.size()));
    for (const EventInfo& info : event_infos) {
        out.text(info.name);
    }
    out.number(files);
    for (std::size_t id = 1; id <= files; ++id) {
        out.text(trace.file(static_cast<std::uint8_t>(id)));
    }
    out.number(static_cast<std::uint32_t>(labels.texts().size()));
    for (const std::string_view text : labels.texts()) {
        out.text(text);
    }
    out.raw(std::move(events).take());
    return std::move(out).take();
}

Result<std::shared_ptr<const Trace>> trace_from_bytes(std::string_view bytes) {
    return TraceReader{bytes}.read();
}

} // namespace core
