#include "app/model/what_if.hpp"

#include "app/timeline/counterparts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace app {
namespace {

bool has_mark(const core::Trace& trace, std::string_view beginning) {
    const auto events = trace.events();
    return std::any_of(events.begin(), events.end(), [&](const core::Event& event) {
        return event.kind == core::EventKind::mark &&
               trace.text(event.label).starts_with(beginning);
    });
}

std::string why_nothing(const scenarios::Intervention& what, const core::Trace& trace) {
    if (what.at > trace.end()) {
        return "The run is over by then";
    }
    const std::string mark =
        std::string{scenarios::came_to_nothing} + scenarios::to_text(what) + " ";
    return has_mark(trace, mark) ? "Comes to nothing: no such task is alive then" : "";
}

/// Links, files and the command line have no finer times, and a run that is given away must be the
/// one that was shown. Earlier rather than later: here is before what happens here.
core::Instant to_whole_us(core::Instant at) {
    return std::chrono::floor<std::chrono::microseconds>(at);
}

} // namespace

std::vector<scenarios::Intervention> WhatIf::enabled() const {
    std::vector<scenarios::Intervention> acting;
    for (const Item& item : m_items) {
        if (item.enabled) {
            acting.push_back(item.what);
        }
    }
    return acting;
}

void WhatIf::adopt(const std::vector<scenarios::Intervention>& interventions) {
    if (interventions == enabled()) {
        return;
    }
    m_items.clear();
    for (const scenarios::Intervention& what : interventions) {
        add(what);
    }
}

void WhatIf::add(scenarios::Intervention what) {
    what.at = to_whole_us(what.at);
    m_items.push_back({std::move(what), true, {}});
}

void WhatIf::move(std::size_t index, core::Instant at) {
    if (index < m_items.size()) {
        m_items[index].what.at = std::max(to_whole_us(at), core::Instant{});
    }
}

void WhatIf::enable(std::size_t index, bool enabled) {
    if (index < m_items.size()) {
        m_items[index].enabled = enabled;
    }
}

void WhatIf::remove(std::size_t index) {
    if (index < m_items.size()) {
        m_items.erase(m_items.begin() + static_cast<std::ptrdiff_t>(index));
    }
}

void WhatIf::judge(const core::Trace& trace) {
    for (Item& item : m_items) {
        item.nothing = item.enabled ? why_nothing(item.what, trace) : std::string{};
    }
}

void WhatIf::haunt(std::unique_ptr<const Run> ghost, const core::Trace& trace) {
    m_ghost = std::move(ghost);
    m_in_ghost = m_ghost ? counterparts(trace, m_ghost->trace()) : std::vector<core::TaskId>{};
}

std::string words_of(const scenarios::Intervention& what,
                     std::span<const scenarios::Param> params) {
    switch (what.kind) {
    case scenarios::Intervention::Kind::cancel:
        return "Cancel " + what.subject;
    case scenarios::Intervention::Kind::fail:
        return fmt::format("Make {} fail", what.subject);
    case scenarios::Intervention::Kind::signal:
        return "Send SIG" + what.subject;
    case scenarios::Intervention::Kind::set:
        break;
    }
    const auto param = std::find_if(params.begin(), params.end(), [&](const scenarios::Param& p) {
        return p.id == what.subject;
    });
    return fmt::format("Set {} to {}", param == params.end() ? what.subject : param->label,
                       what.value);
}

} // namespace app
