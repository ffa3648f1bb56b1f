#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <sstream>

namespace support {

namespace {

/// Drops the messages: "ExceptionGroup[ValueError: no route]" becomes "ExceptionGroup[ValueError]".
std::string without_messages(std::string_view error) {
    std::string types;
    bool in_message = false;
    for (const char c : error) {
        if (c == '[' || c == ']' || c == ',') {
            in_message = false;
        } else if (c == ':') {
            in_message = true;
        }
        if (!in_message) {
            types += c;
        }
    }
    return types;
}

std::string_view row_name(core::EventKind kind) {
    switch (kind) {
    case core::EventKind::created:
        return "create";
    case core::EventKind::started:
        return "start";
    case core::EventKind::resumed:
        return "resume";
    case core::EventKind::suspended:
        return "suspend";
    case core::EventKind::thrown:
        return "throw";
    case core::EventKind::done:
        return "done";
    case core::EventKind::failed:
        return "fail";
    case core::EventKind::cancelled:
        return "cancelled";
    case core::EventKind::cancel_requested:
        return "cancel";
    default:
        return {};
    }
}

std::string further_fields(const core::Trace& trace, const core::Event& event) {
    const auto error = [&] { return without_messages(trace.text(event.label)); };
    switch (event.kind) {
    case core::EventKind::created:
        return fmt::format(R"(,"by":"{}")", trace.name(event.by()));
    case core::EventKind::thrown:
        return fmt::format(R"(,"exc":"{}","first":{})", error(), event.value == 1);
    case core::EventKind::failed:
        return fmt::format(R"(,"exc":"{}")", error());
    case core::EventKind::cancel_requested:
        return fmt::format(R"(,"by":"{}","count":{})", trace.name(event.by()), event.value);
    default:
        return {};
    }
}

} // namespace

scenarios::RunSpec spec_of(std::string_view words) {
    std::istringstream in{std::string{words}};
    std::string word;
    in >> word;
    const scenarios::Scenario* scenario = scenarios::find(word);
    REQUIRE(scenario != nullptr);
    scenarios::RunSpec spec{*scenario};
    while (in >> word) {
        const auto parsed = spec.values.parse(word);
        REQUIRE_MESSAGE(parsed, parsed.error().message);
    }
    return spec;
}

std::shared_ptr<const core::Trace> run(std::string_view words) {
    return scenarios::run(spec_of(words));
}

std::int64_t figure_of(const core::Trace& trace, std::string_view name) {
    const auto value = core::metric(trace, name);
    REQUIRE_MESSAGE(value, std::string{name});
    return *value;
}

int count_events(const core::Trace& trace, core::EventKind kind, std::string_view task) {
    int count = 0;
    for (const core::Event& event : trace.events()) {
        count += event.kind == kind && (task.empty() || trace.name(event.task) == task) ? 1 : 0;
    }
    return count;
}

std::string life_cycle_rows(const core::Trace& trace) {
    std::string rows;
    for (const core::Event& event : trace.events()) {
        const std::string_view name = row_name(event.kind);
        if (!name.empty()) {
            rows += fmt::format(R"({{"t":{},"ev":"{}","task":"{}"{}}})", core::to_us(event.at),
                                name, trace.name(event.task), further_fields(trace, event));
            rows += '\n';
        }
    }
    return rows;
}

} // namespace support
