#include "core/export/text.hpp"
#include "core/trace/explain.hpp"
#include "core/trace/lint.hpp"

#include <fmt/format.h>

namespace core {

namespace {

std::string milliseconds(Instant at) {
    const std::int64_t us = to_us(at);
    return fmt::format("{}.{:03}", us / 1000, us % 1000);
}

} // namespace

std::string to_story(const Trace& trace) {
    const std::size_t width = std::max<std::size_t>(milliseconds(trace.end()).size(), 9);
    std::vector<const Event*> suspended(trace.tasks().size() + 1, nullptr); // by task: the last
    std::string story;
    for (std::size_t i = 0; i < trace.size(); ++i) {
        const Event& event = trace.events()[i];
        if (is_story(event.kind)) {
            story += fmt::format(
                "{:>{}} ms  {}\n", milliseconds(event.at), width,
                sentence(trace, static_cast<EventId>(i), suspended[index_of(event.task)]));
        }
        if (event.kind == EventKind::suspended) {
            suspended[index_of(event.task)] = &event;
        }
    }
    return story;
}

std::string to_findings(const Trace& trace) {
    const std::size_t width = std::max<std::size_t>(milliseconds(trace.end()).size(), 9);
    std::string text;
    for (const Finding& finding : findings(trace)) {
        const FindingInfo& row = info(finding.kind);
        text += fmt::format("{:>{}} ms  {}: {}\n{:>{}}     lesson: {}\n",
                            milliseconds(trace[finding.event].at), width, row.title, finding.text,
                            "", width, row.lesson);
    }
    return text.empty() ? "no findings\n" : text;
}

} // namespace core
