#include "core/export/text_markers.hpp"

#include "core/trace/left_behind.hpp"

#include <fmt/format.h>

#include <utility>

namespace core {

using namespace std::chrono_literals;

namespace {

constexpr std::size_t most_markers = 8;

std::string left_text(std::size_t count) {
    return count == 0 ? ""
                      : fmt::format(", {} {} left behind", count, count == 1 ? "task" : "tasks");
}

} // namespace

std::string to_text(Duration duration) {
    const std::int64_t us = to_us(duration);
    if (us != 0 && us < 1000) {
        return fmt::format("{} us", us);
    }
    // Milliseconds with as many decimals as it takes; a lecture rarely needs any.
    std::string text = fmt::format("{}.{:03}", us / 1000, us % 1000);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
        text.pop_back();
    }
    return text + " ms";
}

std::vector<TextMarker> text_markers(const Trace& trace) {
    std::vector<TextMarker> markers;
    std::string left = left_text(left_behind(trace).tasks.size());
    bool has_error = false;
    for (const Event& event : trace.events()) {
        std::string text;
        if (event.kind == EventKind::signal) {
            text = trace.text(event.label);
        } else if (event.kind == EventKind::deadlock) {
            text = "deadlock";
        } else if (event.kind == EventKind::error_seen && !has_error) {
            has_error = true;
            text = "error visible" + std::exchange(left, {});
        } else if (event.kind == EventKind::main_ended &&
                   (event.at < trace.end() || !left.empty())) {
            text = "main is over" + std::exchange(left, {});
        }
        if (!text.empty() && markers.size() < most_markers) {
            markers.push_back({event.at, fmt::format("{}: {}", to_text(event.at), text)});
        }
    }
    return markers;
}

} // namespace core
