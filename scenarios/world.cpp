#include "scenarios/world.hpp"

#include "core/base/assert.hpp"

#include <fmt/format.h>

namespace scenarios {

void World::set(std::size_t param, std::int64_t value) {
    const std::int64_t former = m_values.at(param);
    m_values.set(param, value);
    if (m_values.at(param) != former) {
        m_loop.mark(
            fmt::format("{}{}{}", m_values.params()[param].label, now_is, m_values.text(param)));
        if (m_on_change) {
            m_on_change();
        }
    }
}

void World::set(std::string_view id, std::string_view text) {
    ParamValues values = m_values;
    const auto index = values.parse(fmt::format("{}={}", id, text));
    CORE_ASSERT(index);
    set(index.value(), values.at(index.value()));
}

std::unique_ptr<Clients> SimulatedWorld::clients() {
    return std::make_unique<SimulatedClients>(loop(), values());
}

std::unique_ptr<Downstream> SimulatedWorld::downstream() {
    return simulated_downstream(loop(), values());
}

void SimulatedWorld::signal_at(core::Instant when, core::Signal signal) {
    loop().signal_at(when, signal);
}

} // namespace scenarios
