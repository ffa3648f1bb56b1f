#pragma once
#include "app/model/session.hpp"

#include <random>

namespace support {

/// Draws any command there is, with fields that are mostly sensible and sometimes absurd. The same
/// seed gives the same commands for the same runs.
class RandomCommands {
public:
    explicit RandomCommands(unsigned seed) : m_random(seed) {}

    app::Command next(const app::Session& session);

    /// A whole number from 0 to `most`.
    std::size_t up_to(std::size_t most);

private:
    std::mt19937 m_random;
};

} // namespace support
