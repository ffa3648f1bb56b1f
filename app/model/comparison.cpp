#include "app/model/comparison.hpp"

#include "app/model/spec_text.hpp"
#include "app/timeline/counterparts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace app {

Comparison::Comparison(const Run& a, std::unique_ptr<const Run> b, LaneView lanes)
    : m_b(std::move(b)), m_order(a.trace(), m_b->trace()), m_lane_view(std::move(lanes)),
      m_lanes(Window{}) {
    m_what_if.adopt(spec().interventions);
    match(a);
}

void Comparison::replace_a(const Run& a) {
    m_order = MergedOrder{a.trace(), m_b->trace()};
    match(a);
}

void Comparison::replace_b(const Run& a, std::unique_ptr<const Run> b) {
    m_order = MergedOrder{a.trace(), b->trace()};
    m_b = std::move(b);
    match(a);
}

void Comparison::match(const Run& a) {
    m_in_other = {counterparts(a.trace(), m_b->trace()), counterparts(m_b->trace(), a.trace())};
    m_counters = counter_rows(a.index(), m_b->index());
    m_what_if.judge(m_b->trace());
    m_lane_view.follow(m_b->index());
}

core::TaskId Comparison::in_other(Side from, core::TaskId task) const {
    return counterpart(m_in_other[index_of(from)], task);
}

scenarios::RunSpec default_partner(const scenarios::RunSpec& a) {
    scenarios::RunSpec b = a;
    const scenarios::Difference& pair = a.scenario->difference;
    if (pair.param.empty()) {
        return b;
    }
    const bool has_b = a.values.choice(pair.param) == pair.b;
    const auto set = b.values.parse(fmt::format("{}={}", pair.param, has_b ? pair.a : pair.b));
    CORE_ASSERT(set);
    return b;
}

std::string differences(const scenarios::RunSpec& of, const scenarios::RunSpec& from) {
    std::string text;
    const auto add = [&](const std::string& part) {
        text += text.empty() ? "" : ", ";
        text += part;
    };
    for (std::size_t i = 0; i < of.values.size(); ++i) {
        if (of.values.at(i) != from.values.at(i)) {
            add(fmt::format("{}={}", of.values.params()[i].id, of.values.text(i)));
        }
    }
    for (const scenarios::Intervention& what : of.interventions) {
        const auto& there = from.interventions;
        if (std::find(there.begin(), there.end(), what) == there.end()) {
            add(scenarios::to_text(what));
        }
    }
    if (of.seed != from.seed) {
        add(fmt::format("seed={}", of.seed));
    }
    if (of.python != from.python) {
        add(fmt::format("python={}", python_name(of.python)));
    }
    if (!text.empty()) {
        return text;
    }
    return of.interventions == from.interventions ? "Nothing differs" : "Without the what-if";
}

} // namespace app
