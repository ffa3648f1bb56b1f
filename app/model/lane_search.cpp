#include "app/model/lane_search.hpp"

#include <algorithm>

namespace app {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool contains(std::string_view text, std::string_view query) {
    return std::search(text.begin(), text.end(), query.begin(), query.end(),
                       [](char a, char b) { return lower(a) == lower(b); }) != text.end();
}

/// Looks at every text of a trace once, however many events share it.
class LabelMatches {
public:
    LabelMatches(const core::Trace& trace, std::string_view query)
        : m_trace(trace), m_query(query) {}

    bool operator()(core::LabelId label) {
        const auto i = static_cast<std::size_t>(label);
        if (i >= m_known.size()) {
            m_known.resize(i + 1, Known::no_idea);
        }
        if (m_known[i] == Known::no_idea) {
            m_known[i] = contains(m_trace.text(label), m_query) ? Known::yes : Known::no;
        }
        return m_known[i] == Known::yes;
    }

private:
    enum class Known : std::uint8_t { no_idea, no, yes };

    const core::Trace& m_trace;
    std::string_view m_query;
    std::vector<Known> m_known;
};

} // namespace

void LaneSearch::close() {
    m_is_open = false;
    m_current.reset();
    m_current_name.clear();
}

void LaneSearch::follow(const TimelineIndex& index) {
    const core::Trace& trace = index.trace();
    m_first.assign(index.lanes().size(), SIZE_MAX);
    if (m_is_open && !m_query.empty()) {
        LabelMatches label_matches{trace, m_query};
        for (std::size_t i = trace.size(); i-- > 0;) {
            const core::Event& event = trace.events()[i];
            // The label of a creation is the name of the task.
            if (event.task != core::TaskId::none && label_matches(event.label)) {
                m_first[index.lane_of(event.task)] = i;
            }
        }
    }
    find_told(index);
}

bool LaneSearch::tell(const TimelineIndex& index, std::size_t told) {
    if (told == m_told) {
        return false;
    }
    m_told = told;
    const std::vector<bool> before = m_matches;
    find_told(index);
    return m_matches != before;
}

void LaneSearch::find_told(const TimelineIndex& index) {
    m_matches.assign(m_first.size(), false);
    m_lanes.clear();
    m_current.reset();
    for (std::size_t lane = 0; lane < m_first.size(); ++lane) {
        if (m_first[lane] < m_told) {
            m_matches[lane] = true;
            if (index.trace().name(index.lanes()[lane].task) == m_current_name) {
                m_current = m_lanes.size();
            }
            m_lanes.push_back(lane);
        }
    }
}

std::optional<core::EventId> LaneSearch::found() const {
    return m_current ? std::optional{static_cast<core::EventId>(m_first[m_lanes[*m_current]])}
                     : std::nullopt;
}

std::optional<std::size_t> LaneSearch::move(const TimelineIndex& index, int by) {
    if (m_lanes.empty()) {
        return std::nullopt;
    }
    const auto count = static_cast<std::ptrdiff_t>(m_lanes.size());
    const std::ptrdiff_t from =
        m_current ? static_cast<std::ptrdiff_t>(*m_current) : (by > 0 ? -1 : 0);
    m_current = static_cast<std::size_t>((from + by + count) % count);
    const std::size_t lane = m_lanes[*m_current];
    m_current_name = index.trace().name(index.lanes()[lane].task);
    return lane;
}

} // namespace app
