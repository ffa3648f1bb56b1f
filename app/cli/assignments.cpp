#include "app/cli/assignments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <vector>

namespace app {

namespace {

using scenarios::Param;
using scenarios::ParamValues;

/// Values that are filled by one assignment after the other, each name once.
class Filling {
public:
    explicit Filling(std::span<const Param> params)
        : m_values(params), m_is_given(params.size(), false) {}

    /// The error, or nothing.
    std::optional<core::Error> add(std::string_view assignment) {
        const auto index = m_values.parse(assignment);
        if (!index) {
            return index.error();
        }
        if (m_is_given[index.value()]) {
            return core::Error{
                fmt::format("{} is given twice", m_values.params()[index.value()].id)};
        }
        m_is_given[index.value()] = true;
        return std::nullopt;
    }

    /// Takes the values given in `other` that are not given here.
    void take_missing(const Filling& other) {
        for (std::size_t i = 0; i < m_is_given.size(); ++i) {
            if (!m_is_given[i] && other.m_is_given[i]) {
                m_values.set(i, other.m_values.at(i));
            }
        }
    }

    bool is_given(std::string_view id) const {
        for (std::size_t i = 0; i < m_is_given.size(); ++i) {
            if (m_values.params()[i].id == id) {
                return m_is_given[i];
            }
        }
        return false;
    }

    const ParamValues& values() const { return m_values; }

private:
    ParamValues m_values;
    std::vector<bool> m_is_given;
};

/// Applies the default difference, unless the person set its parameter for both runs.
std::optional<core::Error> differ_by_default(const scenarios::Difference& difference,
                                             const Filling& both, Filling& a, Filling& b) {
    if (both.is_given(difference.param)) {
        return core::Error{"nothing differs between the two runs, say what does, as in "
                           "a.NAME=VALUE b.NAME=VALUE"};
    }
    a.add(fmt::format("{}={}", difference.param, difference.a));
    b.add(fmt::format("{}={}", difference.param, difference.b));
    return std::nullopt;
}

} // namespace

core::Result<ParamValues> parse_assignments(std::span<const Param> params,
                                            std::span<const std::string> words) {
    Filling filling{params};
    for (const std::string& word : words) {
        if (const auto error = filling.add(word)) {
            return *error;
        }
    }
    return filling.values();
}

core::Result<ValuesPair> parse_assignment_pair(const scenarios::Scenario& scenario,
                                               std::span<const std::string> words) {
    Filling a{scenario.params};
    Filling b{scenario.params};
    Filling both{scenario.params};
    bool has_prefix = false;
    for (const std::string_view word : words) {
        const bool is_a = word.starts_with("a.");
        const bool is_b = word.starts_with("b.");
        has_prefix = has_prefix || is_a || is_b;
        Filling& filling = is_a ? a : is_b ? b : both;
        if (const auto error = filling.add(is_a || is_b ? word.substr(2) : word)) {
            return core::Error{(is_a ? "in run a: " : is_b ? "in run b: " : "") + error->message};
        }
    }
    if (!has_prefix) {
        if (const auto error = differ_by_default(scenario.difference, both, a, b)) {
            return *error;
        }
    }
    a.take_missing(both);
    b.take_missing(both);
    return ValuesPair{a.values(), b.values()};
}

} // namespace app
