#include "scenarios/param.hpp"

#include "core/base/assert.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <numeric>
#include <optional>

namespace scenarios {
namespace {

constexpr std::size_t npos = std::numeric_limits<std::size_t>::max();

/// Insertions, deletions, substitutions and swaps of neighbours that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t substituted = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({substituted, last[j] + 1, row[j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                row[j] = std::min(row[j], before_last[j - 2] + 1);
            }
        }
        std::swap(before_last, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

/// ", did you mean 'x'?" when one candidate is close, else ""; the sentence goes on before it.
std::string suggestion(std::string_view typed, std::span<const std::string_view> candidates) {
    const std::size_t best = closest(typed, candidates);
    return best == npos ? std::string{} : fmt::format(", did you mean '{}'?", candidates[best]);
}

std::optional<std::int64_t> parse_integer(std::string_view text) {
    std::int64_t value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error == std::errc::result_out_of_range && stop == end) {
        // A number, only a huge one: let the range check say what is allowed.
        return text.front() == '-' ? std::numeric_limits<std::int64_t>::min()
                                   : std::numeric_limits<std::int64_t>::max();
    }
    if (error != std::errc{} || stop != end) {
        return std::nullopt;
    }
    return value;
}

core::Result<std::int64_t> parse_choice(const Param& param, std::string_view text) {
    const auto found = std::find(param.choices.begin(), param.choices.end(), text);
    if (found == param.choices.end()) {
        return core::Error{fmt::format("{} is one of {}, not '{}'{}", param.id,
                                       fmt::join(param.choices, ", "), text,
                                       suggestion(text, param.choices))};
    }
    return std::int64_t{found - param.choices.begin()};
}

core::Result<std::int64_t> parse_number(const Param& param, std::string_view text) {
    const auto value = parse_integer(text);
    if (!value || *value < param.min || *value > param.max) {
        const std::string_view unit = param.unit;
        return core::Error{fmt::format("{} is a whole number from {} to {}{}{}, not '{}'", param.id,
                                       param.min, param.max, unit.empty() ? "" : " ", unit, text)};
    }
    return *value;
}

} // namespace

std::size_t closest(std::string_view typed, std::span<const std::string_view> candidates) {
    std::size_t best = npos;
    std::size_t best_distance = npos;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const std::size_t distance = edit_distance(typed, candidates[i]);
        if (distance < best_distance) {
            best = i;
            best_distance = distance;
        }
    }
    if (best == npos) {
        return npos;
    }
    // One slip is always forgiven in a word of two letters or more, then one in three letters.
    const std::size_t letters = std::max(typed.size(), candidates[best].size());
    const std::size_t forgiven = letters < 2 ? 0 : std::max<std::size_t>(1, letters / 3);
    return best_distance <= forgiven ? best : npos;
}

ParamValues::ParamValues(std::span<const Param> params) : m_params(params) {
    m_values.reserve(params.size());
    for (const Param& param : params) {
        m_values.push_back(param.initial);
    }
}

std::size_t ParamValues::index_of(std::string_view id) const {
    const auto found = std::find_if(m_params.begin(), m_params.end(),
                                    [id](const Param& param) { return param.id == id; });
    CORE_ASSERT(found != m_params.end());
    return static_cast<std::size_t>(found - m_params.begin());
}

std::int64_t ParamValues::get(std::string_view id) const {
    return m_values[index_of(id)];
}

core::Duration ParamValues::ms(std::string_view id) const {
    const std::size_t index = index_of(id);
    CORE_ASSERT(m_params[index].unit == "ms");
    return std::chrono::milliseconds{m_values[index]};
}

std::string_view ParamValues::choice(std::string_view id) const {
    const std::size_t index = index_of(id);
    CORE_ASSERT(m_params[index].is_choice());
    return m_params[index].choices[static_cast<std::size_t>(m_values[index])];
}

void ParamValues::set(std::size_t index, std::int64_t value) {
    CORE_ASSERT(index < m_values.size());
    m_values[index] = std::clamp(value, m_params[index].min, m_params[index].max);
}

core::Result<std::size_t> ParamValues::parse(std::string_view assignment) {
    const std::size_t equals = assignment.find('=');
    const std::string_view name = assignment.substr(0, equals);
    std::vector<std::string_view> ids;
    for (const Param& param : m_params) {
        ids.push_back(param.id);
    }
    const auto found = std::find(ids.begin(), ids.end(), name);
    if (found == ids.end()) {
        const std::string hint = suggestion(name, ids);
        return core::Error{
            fmt::format("unknown parameter '{}'{}", name,
                        hint.empty() ? fmt::format("; there are {}", fmt::join(ids, ", ")) : hint)};
    }
    const auto index = static_cast<std::size_t>(found - ids.begin());
    const Param& param = m_params[index];
    if (equals == std::string_view::npos) {
        return core::Error{fmt::format("'{0}' lacks a value, write {0}={1}", name, text(index))};
    }
    const std::string_view typed = assignment.substr(equals + 1);
    const auto value = param.is_choice() ? parse_choice(param, typed) : parse_number(param, typed);
    if (!value) {
        return value.error();
    }
    m_values[index] = value.value();
    return index;
}

std::string ParamValues::text(std::size_t index) const {
    CORE_ASSERT(index < m_values.size());
    const Param& param = m_params[index];
    if (param.is_choice()) {
        return std::string{param.choices[static_cast<std::size_t>(m_values[index])]};
    }
    return std::to_string(m_values[index]);
}

} // namespace scenarios
