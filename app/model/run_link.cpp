#include "app/model/run_link.hpp"

#include "app/model/link_words.hpp"
#include "app/model/spec_text.hpp"

#include <fmt/format.h>

namespace app {

namespace {

using scenarios::RunSpec;

bool stays_as_it_is(char c) {
    const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return is_letter || (c >= '0' && c <= '9') ||
           std::string_view{"-._~:@=,"}.find(c) != std::string_view::npos;
}

std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (stays_as_it_is(c)) {
            out += c;
        } else {
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
        }
    }
    return out;
}

/// Writes the parts of a link that are about runs.
class LinkWriter {
public:
    explicit LinkWriter(std::string_view id) : m_text(fmt::format("{}{}", link_scheme, id)) {}

    void add(std::string_view name, std::string_view value) {
        m_text += fmt::format("{}{}={}", m_separator, name, encoded(value));
        m_separator = '&';
    }

    void add_run(std::string_view prefix, const RunSpec& spec, const RunSpec& known,
                 bool is_whole) {
        for (std::size_t i = 0; i < spec.values.size(); ++i) {
            if (is_whole || spec.values.at(i) != known.values.at(i)) {
                add(fmt::format("{}{}", prefix, spec.values.params()[i].id), spec.values.text(i));
            }
        }
        if (spec.seed != known.seed) {
            add(fmt::format("{}seed", prefix), std::to_string(spec.seed));
        }
        if (spec.clock != known.clock) {
            add(fmt::format("{}clock", prefix), clock_names[static_cast<std::size_t>(spec.clock)]);
        }
        if (spec.python != known.python) {
            add(fmt::format("{}python", prefix), python_name(spec.python));
        }
    }

    void add_what_ifs(std::string_view prefix, const RunSpec& spec) {
        for (const scenarios::Intervention& each : spec.interventions) {
            add(fmt::format("{}what-if", prefix), scenarios::to_text(each));
        }
    }

    /// What run B has other than A; at least one thing, or nobody would see that there is one.
    void add_other(const RunSpec& a, const RunSpec& b) {
        const std::size_t before = m_text.size();
        add_run("b.", b, a, false);
        if (a.interventions != b.interventions) {
            add_what_ifs("b.", b);
        }
        if (m_text.size() == before && b.interventions == a.interventions) {
            add("b.seed", std::to_string(b.seed));
        }
    }

    std::string take() && { return std::move(m_text); }

private:
    std::string m_text;
    char m_separator = '?';
};

} // namespace

std::string to_link(const RunLink& link, Wording wording) {
    LinkWriter out{link.spec.scenario->id};
    out.add_run("", link.spec, RunSpec{*link.spec.scenario}, wording == Wording::whole);
    const bool is_common = !link.other || link.other->interventions == link.spec.interventions;
    out.add_what_ifs(is_common ? "" : "a.", link.spec);
    if (link.other) {
        out.add_other(link.spec, *link.other);
    }
    if (link.cursor) {
        out.add("cursor", std::to_string(*link.cursor));
    }
    if (!link.selected.empty()) {
        out.add("select", link.selected);
    }
    if (link.axis) {
        out.add("axis", axis_names[static_cast<std::size_t>(*link.axis)]);
    }
    return std::move(out).take();
}

} // namespace app
