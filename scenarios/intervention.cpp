#include "scenarios/intervention.hpp"

#include "core/engine/task.hpp"
#include "scenarios/parse_time.hpp"
#include "scenarios/world.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <vector>

namespace scenarios {

namespace {

using Kind = Intervention::Kind;

constexpr std::array<std::string_view, 4> kind_names{"cancel", "fail", "signal", "set"};
constexpr double longest_s = 3600;

std::string time_text(core::Instant at) {
    const std::int64_t us = core::to_us(at);
    if (us % 1000 != 0) {
        return fmt::format("{}us", us);
    }
    return us % 1'000'000 == 0 ? fmt::format("{}s", us / 1'000'000)
                               : fmt::format("{}ms", us / 1000);
}

core::Error bad(std::string_view text, std::string_view why) {
    return {fmt::format("'{}' is no what-if: {}, as in cancel:TASK@250ms, fail:TASK@250ms, "
                        "signal:TERM@1s or set:NAME=VALUE@500ms",
                        text, why)};
}

/// Every lesson has some that can.
std::string why_fixed(std::string_view id, std::span<const Param> params) {
    std::vector<std::string_view> adjustable;
    for (const Param& param : params) {
        if (param.adjustable) {
            adjustable.push_back(param.id);
        }
    }
    return fmt::format("{} cannot change during a run; {} can", id, fmt::join(adjustable, ", "));
}

/// Fills in which parameter is set to what by "tasks=8"; what is wrong with it, or nothing.
std::optional<core::Error> set_param(Intervention& what, std::string_view assignment,
                                     std::string_view whole, std::span<const Param> params) {
    ParamValues values{params};
    const auto index = values.parse(assignment);
    if (!index) {
        return index.error();
    }
    const Param& param = params[index.value()];
    if (!param.adjustable) {
        return core::Error{
            fmt::format("'{}' is no what-if: {}", whole, why_fixed(param.id, params))};
    }
    what.subject = param.id;
    what.value = values.text(index.value());
    return std::nullopt;
}

/// 0: there is no such unit. Unicode has the µ twice, as a sign and as a letter.
double seconds_of(std::string_view unit) {
    if (unit == "us" || unit == "\u00B5s" || unit == "\u03BCs") {
        return 1e-6;
    }
    return unit == "s" ? 1 : unit == "ms" ? 1e-3 : 0;
}

core::TaskBase* find_task(const core::Loop& loop, std::string_view name) {
    for (const core::Ref<core::TaskBase>& task : loop.all_tasks()) {
        if (task->name() == name) {
            return &*task;
        }
    }
    return nullptr;
}

void act_on_task(const Intervention& what, core::Loop& loop) {
    core::TaskBase* task = find_task(loop, what.subject);
    if (task == nullptr) {
        loop.mark(fmt::format("{}{} finds no living task '{}'", came_to_nothing, to_text(what),
                              what.subject));
        return;
    }
    if (what.kind == Kind::cancel) {
        task->cancel();
    } else {
        task->inject(std::make_exception_ptr(core::Exception{"InjectedError", "what if"}));
    }
}

} // namespace

std::optional<core::Instant> parse_time(std::string_view text) {
    double number = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    const std::string_view unit{end, static_cast<std::size_t>(text.data() + text.size() - end)};
    const double factor = seconds_of(unit);
    const double seconds = number * factor;
    if (error != std::errc{} || factor == 0 || !(seconds >= 0 && seconds <= longest_s)) {
        return std::nullopt;
    }
    return std::chrono::microseconds{std::llround(seconds * 1e6)};
}

core::Result<Intervention> parse_intervention(std::string_view text,
                                              std::span<const Param> params) {
    const std::size_t colon = text.find(':');
    const std::size_t at = text.rfind('@');
    const std::string_view kind = text.substr(0, colon);
    const auto known = std::find(kind_names.begin(), kind_names.end(), kind);
    if (known == kind_names.end()) {
        return bad(text, "it begins with cancel:, fail:, signal: or set:");
    }
    if (at == std::string_view::npos || at < colon) {
        return bad(text, "it says when, behind an @");
    }
    const auto when = parse_time(text.substr(at + 1));
    if (!when) {
        return bad(text, "its time is a number of s, ms or us, at most an hour");
    }
    const std::string_view subject = text.substr(colon + 1, at - colon - 1);
    Intervention what{
        static_cast<Kind>(known - kind_names.begin()), std::string{subject}, {}, *when};
    if (subject.empty()) {
        return bad(text, "it says what it is about");
    }
    if (what.kind == Kind::signal && subject != "TERM" && subject != "INT") {
        return bad(text, "its signal is TERM or INT");
    }
    if (what.kind == Kind::set) {
        if (const auto error = set_param(what, subject, text, params)) {
            return *error;
        }
    }
    return what;
}

std::string to_text(const Intervention& what) {
    const bool is_set = what.kind == Kind::set;
    return fmt::format("{}:{}{}{}@{}", kind_names[static_cast<std::size_t>(what.kind)],
                       what.subject, is_set ? "=" : "", what.value, time_text(what.at));
}

void arrange(const Intervention& what, core::Loop& loop, World& world) {
    switch (what.kind) {
    case Kind::cancel:
    case Kind::fail:
        loop.call_at(what.at, [what, &loop] { act_on_task(what, loop); });
        break;
    case Kind::signal:
        world.signal_at(what.at,
                        what.subject == "INT" ? core::Signal::interrupt : core::Signal::terminate);
        break;
    case Kind::set:
        loop.call_at(what.at, [what, &world] { world.set(what.subject, what.value); });
        break;
    }
}

} // namespace scenarios
