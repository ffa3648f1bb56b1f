#pragma once
#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <thread>

namespace support {

/// Repeats `condition` until it is true, and fails the test if that takes 20 s: for what happens
/// in another thread or in the system, whose time no virtual clock tells.
template <class Condition>
void wait_for(std::string_view what, Condition condition) {
    using namespace std::chrono_literals;
    const auto limit = std::chrono::steady_clock::now() + 20s;
    while (!condition()) {
        REQUIRE_MESSAGE(std::chrono::steady_clock::now() < limit, std::string{what});
        std::this_thread::sleep_for(1ms); // so that the others get the processor
    }
}

} // namespace support
