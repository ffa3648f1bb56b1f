#pragma once
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>

namespace bench {

/// Sizes of the five workloads, the same for all peers.
struct Sizes {
    static constexpr int groups = 1000;         ///< b1
    static constexpr int children = 1000;       ///< b1, b2
    static constexpr int rounds = 20;           ///< b2
    static constexpr int workers = 1000;        ///< b3
    static constexpr int turns = 1000;          ///< b3
    static constexpr int permits = 10;          ///< b3
    static constexpr int sleepers = 1'000'000;  ///< b4
    static constexpr int switches = 20'000'000; ///< b5, both coroutines together
};

/// CPU time of this process so far.
inline double cpu_ns() {
    std::timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e9 + static_cast<double>(now.tv_nsec);
}

/// A line of /proc/self/status in bytes: VmRSS, or VmHWM for the highest so far.
inline double memory(const char* field) {
    double kilobytes = 0;
    char line[256];
    if (std::FILE* file = std::fopen("/proc/self/status", "r")) {
        while (std::fgets(line, sizeof line, file) != nullptr) {
            if (std::strncmp(line, field, std::strlen(field)) == 0) {
                kilobytes = std::strtod(line + std::strlen(field) + 1, nullptr);
            }
        }
        std::fclose(file);
    }
    return kilobytes * 1024;
}

/// Runs a workload twice and prints its price for compare.py: nanoseconds of CPU per unit in the
/// second run, bytes of peak memory per unit in the first. What the first run has brought in
/// (memory of the system, caches) is there for the second, for every peer.
template <class Work>
void measure(double units, const Work& work) {
    const double memory_before = memory("VmRSS:");
    work();
    const double bytes = (memory("VmHWM:") - memory_before) / units;
    const double begin = cpu_ns();
    work();
    const double ns = (cpu_ns() - begin) / units;
    std::printf("%.3f %.1f\n", ns, bytes);
}

} // namespace bench
