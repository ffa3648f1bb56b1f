#include "tests/support/random_specs.hpp"

#include <fmt/format.h>

#include <vector>

namespace support {

namespace {

std::vector<std::size_t> adjustable_params(std::span<const scenarios::Param> params) {
    std::vector<std::size_t> adjustable;
    for (std::size_t i = 0; i < params.size(); ++i) {
        if (params[i].adjustable) {
            adjustable.push_back(i);
        }
    }
    return adjustable;
}

} // namespace

scenarios::RunSpec SpecSource::spec() {
    return spec_of(*scenarios::all()[pick(scenarios::all().size())]);
}

scenarios::RunSpec SpecSource::spec_of(const scenarios::Scenario& scenario) {
    scenarios::RunSpec spec{scenario};
    for (std::size_t i = 0; i < spec.values.size(); ++i) {
        const scenarios::Param& param = spec.values.params()[i];
        if (pick(3) == 0) {
            const auto range = static_cast<std::size_t>(param.max - param.min) + 1;
            spec.values.set(i, param.min + static_cast<std::int64_t>(pick(range)));
        }
    }
    for (std::size_t left = pick(3); left > 0; --left) {
        spec.interventions.push_back(intervention(spec));
    }
    spec.seed = pick(4) == 0 ? m_random() : 1;
    spec.python = static_cast<core::Version>(pick(core::version_names.size()));
    return spec;
}

scenarios::Intervention SpecSource::intervention(const scenarios::RunSpec& spec) {
    using Kind = scenarios::Intervention::Kind;
    scenarios::Intervention what;
    what.kind = static_cast<Kind>(pick(4));
    what.at = std::chrono::microseconds{pick(2) == 0 ? pick(3'000'000) : pick(3000) * 1000};
    if (what.kind == Kind::cancel || what.kind == Kind::fail) {
        what.subject = pick(3) == 0 ? "main" : fmt::format("task-{}", pick(6) + 1);
        return what;
    }
    const std::vector<std::size_t> adjustable = adjustable_params(spec.values.params());
    if (what.kind == Kind::signal || adjustable.empty()) {
        what.kind = Kind::signal;
        what.subject = pick(2) == 0 ? "TERM" : "INT";
    } else {
        const std::size_t index = adjustable[pick(adjustable.size())];
        const scenarios::Param& param = spec.values.params()[index];
        scenarios::ParamValues values = spec.values;
        values.set(index, param.min + static_cast<std::int64_t>(pick(
                                          static_cast<std::size_t>(param.max - param.min) + 1)));
        what.subject = param.id;
        what.value = values.text(index);
    }
    return what;
}

} // namespace support
