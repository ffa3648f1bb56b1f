#include "app/platform/frame_stats.hpp"

#include <fstream>

namespace app {

void FrameStats::frame_done() {
    m_last = Clock::now();
    if (m_frames++ == 0) {
        m_first = m_last;
    }
}

long long FrameStats::ms_until(Clock::time_point t) const {
    return std::chrono::duration_cast<std::chrono::milliseconds>(t - m_start).count();
}

void FrameStats::write(const std::string& path) const {
    if (path.empty()) {
        return;
    }
    std::ofstream out{path};
    out << "frames " << m_frames << "\nfirst_frame_ms " << ms_until(m_first) << "\nlast_frame_ms "
        << ms_until(m_last) << "\nended_ms " << ms_until(Clock::now()) << '\n';
}

} // namespace app
