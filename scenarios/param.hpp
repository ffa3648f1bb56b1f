#pragma once
#include "core/base/result.hpp"
#include "core/base/time.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace scenarios {

/// One parameter of a scenario, as data: sliders, command line, links, sweeps and test ranges
/// all read this. A choice is a number that counts its options from 0.
struct Param {
    std::string_view id;    ///< as on the command line: "fail_at_ms"
    std::string_view label; ///< in the window: "Failure after"
    std::int64_t min = 0;
    std::int64_t max = 0;
    std::int64_t initial = 0;
    std::string_view unit = {};                     ///< "ms", "/s" or empty
    std::string_view help = {};                     ///< tooltip and --help, one sentence
    std::span<const std::string_view> choices = {}; ///< names of the options; empty: a number
    bool logarithmic = false;                       ///< the slider feels better on a log scale
    bool adjustable = false;                        ///< acts also in the course of a run

    bool is_choice() const { return !choices.empty(); }
};

/// The values of all parameters of one scenario. Always complete and within range.
class ParamValues {
public:
    /// All at their defaults. `params` must outlive this (it is static data).
    explicit ParamValues(std::span<const Param> params);

    std::span<const Param> params() const { return m_params; }
    std::size_t size() const { return m_values.size(); }

    std::int64_t at(std::size_t index) const { return m_values[index]; }
    /// The value of the parameter with that id, which must exist.
    std::int64_t get(std::string_view id) const;
    /// The same as a length of time, for parameters in milliseconds.
    core::Duration ms(std::string_view id) const;
    /// The name of the option that a choice has.
    std::string_view choice(std::string_view id) const;

    /// Sets a value, clamped to its range: for sliders.
    void set(std::size_t index, std::int64_t value);

    /// Sets "name=value" as typed by a person: for the command line and links. Wrong names,
    /// values out of range and unknown options leave everything as it was and give one
    /// sentence that says what is allowed and what was probably meant.
    core::Result<std::size_t> parse(std::string_view assignment);

    /// The value as it is written on the command line: a number or the option's name.
    std::string text(std::size_t index) const;

    friend bool operator==(const ParamValues& a, const ParamValues& b) {
        return a.m_values == b.m_values && a.m_params.data() == b.m_params.data();
    }

private:
    std::size_t index_of(std::string_view id) const;

    std::span<const Param> m_params;
    std::vector<std::int64_t> m_values;
};

/// Index into `candidates` of the text most like `typed`, or npos when none is close:
/// "did you mean". Counts insertions, deletions, substitutions and swaps.
std::size_t closest(std::string_view typed, std::span<const std::string_view> candidates);

} // namespace scenarios
