#pragma once
#include "scenarios/run.hpp"

#include <random>

namespace support {

/// Specs with random values, interventions, seeds and versions, on the virtual clock. The same seed
/// gives the same ones.
class SpecSource {
public:
    explicit SpecSource(std::uint64_t seed) : m_random(seed) {}

    scenarios::RunSpec spec();
    scenarios::RunSpec spec_of(const scenarios::Scenario& scenario);
    /// One that the scenario's tasks and parameters can have.
    scenarios::Intervention intervention(const scenarios::RunSpec& spec);
    std::size_t pick(std::size_t below) { return m_random() % below; }

private:
    std::mt19937_64 m_random;
};

} // namespace support
