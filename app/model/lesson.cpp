#include "app/model/lesson.hpp"

#include "assets/embedded.hpp"
#include "scenarios/ask.hpp"
#include "scenarios/parse_time.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace app {
namespace {

using core::Error;
using core::Result;

constexpr std::string_view steps_title = "Steps";
constexpr std::string_view notes_title = "Speaker notes";

std::optional<Error> set_cursor(StepCursor& cursor, std::string_view text) {
    if (text == "start" || text == "end") {
        cursor.kind = text == "start" ? StepCursor::Kind::start : StepCursor::Kind::end;
        return std::nullopt;
    }
    const auto time = scenarios::parse_time(text);
    if (!time) {
        return Error{
            fmt::format("'{}' is no moment; allowed are start, end or a time, as in 400ms", text)};
    }
    cursor.kind = StepCursor::Kind::time;
    cursor.at = *time;
    return std::nullopt;
}

std::optional<Error> set_event(StepCursor& cursor, std::string_view text) {
    const std::size_t colon = std::min(text.find(':'), text.size());
    const std::string_view kind = text.substr(0, colon);
    const auto info =
        std::find_if(core::event_infos.begin(), core::event_infos.end(),
                     [&](const core::EventInfo& candidate) { return candidate.name == kind; });
    if (info == core::event_infos.end()) {
        return Error{fmt::format("there is no kind of event '{}'", kind)};
    }
    cursor.kind = StepCursor::Kind::event;
    cursor.event = info->kind;
    cursor.task = text.substr(std::min(colon + 1, text.size()));
    return std::nullopt;
}

std::optional<Error> add_intervention(std::vector<scenarios::Intervention>& into,
                                      std::string_view text,
                                      std::span<const scenarios::Param> params) {
    auto what = scenarios::parse_intervention(text, params);
    if (!what) {
        return what.error();
    }
    into.push_back(std::move(what).value());
    return std::nullopt;
}

std::optional<Error> set_value(scenarios::ParamValues& values, std::string_view assignment) {
    const auto index = values.parse(assignment);
    return index ? std::nullopt : std::optional{index.error()};
}

/// One setting of a step but for those of run B.
std::optional<Error> apply_setting(LessonStep& step, std::string_view setting) {
    const std::size_t equals = std::min(setting.find('='), setting.size());
    const std::string_view name = setting.substr(0, equals);
    const std::string_view value = setting.substr(std::min(equals + 1, setting.size()));
    if (name == "at") {
        return set_cursor(step.cursor, value);
    }
    if (name == "after") {
        return set_event(step.cursor, value);
    }
    if (name == "select") {
        step.select = value;
        return std::nullopt;
    }
    if (name == "axis") {
        if (value != "time" && value != "order") {
            return Error{fmt::format("'{}' is no axis; allowed are time and order", value)};
        }
        step.axis = value == "time" ? Axis::time : Axis::order;
        return std::nullopt;
    }
    if (name == "what-if") {
        return add_intervention(step.interventions, value, step.values.params());
    }
    return set_value(step.values, setting);
}

/// A setting of run B, without its "b.".
std::optional<Error> apply_other(LessonStep& step, std::string_view setting) {
    constexpr std::string_view what_if = "what-if=";
    if (setting.starts_with(what_if)) {
        return add_intervention(step.other_interventions, setting.substr(what_if.size()),
                                step.values.params());
    }
    return set_value(*step.other, setting);
}

/// The settings of a step: run B's last, since it differs from what all the others give.
std::optional<Error> apply_settings(LessonStep& step, const Block& settings) {
    std::vector<std::string_view> others;
    for (const TextRun& run : settings.runs) {
        const std::string_view text = run.text;
        if (run.style != TextStyle::code) {
            if (text.find_first_not_of(' ') != std::string_view::npos) {
                return Error{fmt::format("its first paragraph has settings alone, not '{}'", text)};
            }
        } else if (text.starts_with("b.")) {
            others.push_back(text.substr(2));
        } else if (auto error = apply_setting(step, text)) {
            return error;
        }
    }
    if (others.empty()) {
        return std::nullopt;
    }
    step.other = step.values;
    step.other_interventions = step.interventions;
    for (const std::string_view setting : others) {
        if (auto error = apply_other(step, setting)) {
            return error;
        }
    }
    return std::nullopt;
}

/// The blocks from `first` up to the next heading of that level or above.
std::span<const Block> below_heading(const Blocks& blocks, std::size_t first, int level) {
    std::size_t end = first;
    while (end < blocks.size() &&
           !(blocks[end].kind == Block::Kind::heading && blocks[end].level <= level)) {
        ++end;
    }
    return std::span{blocks}.subspan(first, end - first);
}

Result<LessonStep> make_step(std::string title, std::span<const Block> text,
                             std::span<const scenarios::Param> params) {
    LessonStep step{.title = std::move(title), .values = scenarios::ParamValues{params}};
    const auto wrong = [&](std::string_view why) {
        return Error{fmt::format("step '{}': {}", step.title, why)};
    };
    if (text.size() < 2) {
        return wrong("it has a paragraph of settings and one of text");
    }
    if (const auto error = apply_settings(step, text.front())) {
        return wrong(error->message);
    }
    step.text.assign(text.begin() + 1, text.end());
    return step;
}

Result<std::vector<LessonStep>> make_steps(std::span<const Block> text,
                                           std::span<const scenarios::Param> params) {
    const Blocks blocks{text.begin(), text.end()};
    std::vector<LessonStep> steps;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        if (blocks[i].kind != Block::Kind::heading) {
            return Error{fmt::format("'{}' belongs to no step; each has a heading of level 3",
                                     plain_text(blocks[i]))};
        }
        const auto below = below_heading(blocks, i + 1, blocks[i].level);
        auto step = make_step(plain_text(blocks[i]), below, params);
        if (!step) {
            return step.error();
        }
        steps.push_back(std::move(step).value());
        i += below.size();
    }
    return steps;
}

} // namespace

Result<Lesson> parse_lesson(std::string_view markdown, std::span<const scenarios::Param> params) {
    const Blocks blocks = parse_markdown(markdown);
    Lesson lesson;
    std::size_t i = 0;
    if (!blocks.empty() && blocks[0].kind == Block::Kind::heading && blocks[0].level == 1) {
        lesson.title = plain_text(blocks[0]);
        i = 1;
    }
    const auto lead = below_heading(blocks, i, 2);
    lesson.lead.assign(lead.begin(), lead.end());
    for (i += lead.size(); i < blocks.size(); ++i) {
        const std::string title = plain_text(blocks[i]);
        const auto below = below_heading(blocks, i + 1, 2);
        if (title == steps_title) {
            auto steps = make_steps(below, params);
            if (!steps) {
                return steps.error();
            }
            lesson.steps = std::move(steps).value();
        } else if (title == notes_title) {
            lesson.notes.assign(below.begin(), below.end());
        } else {
            lesson.sections.push_back({title, {below.begin(), below.end()}});
        }
        i += below.size();
    }
    return lesson;
}

Lesson lesson_of(const scenarios::Scenario& scenario) {
    const std::string file = fmt::format("assets/lessons/{}.md", scenario.id);
    auto lesson = parse_lesson(assets::embedded(file), scenario.params);
    // What is built in has been tested; a lesson without text is better than no window.
    return lesson ? std::move(lesson).value() : Lesson{};
}

scenarios::RunSpec spec_of(const LessonStep& step, const scenarios::Scenario& scenario) {
    scenarios::RunSpec spec{scenario};
    spec.values = step.values;
    spec.interventions = step.interventions;
    return spec;
}

std::optional<scenarios::RunSpec> other_spec_of(const LessonStep& step,
                                                const scenarios::Scenario& scenario) {
    if (!step.other) {
        return std::nullopt;
    }
    scenarios::RunSpec spec{scenario};
    spec.values = *step.other;
    spec.interventions = step.other_interventions;
    return spec;
}

std::optional<std::size_t> cursor_in(const core::Trace& trace, const StepCursor& cursor) {
    switch (cursor.kind) {
    case StepCursor::Kind::start:
        return 0;
    case StepCursor::Kind::end:
        return trace.size();
    case StepCursor::Kind::time:
        return trace.count_until(cursor.at);
    case StepCursor::Kind::event:
        break;
    }
    const core::EventId event = scenarios::first_event(trace, cursor.event, cursor.task);
    return event == core::EventId::none ? std::nullopt : std::optional{core::index_of(event) + 1};
}

} // namespace app
