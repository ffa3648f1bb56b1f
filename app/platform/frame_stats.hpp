#pragma once
#include <chrono>
#include <string>

namespace app {

/// Counts frames, so that a test can see that an idle window draws none.
class FrameStats {
public:
    void frame_done();
    int frames() const { return m_frames; }

    /// Writes "name value" lines: frames, first_frame_ms, last_frame_ms, ended_ms, all since
    /// this object was made. Does nothing for an empty path.
    void write(const std::string& path) const;

private:
    using Clock = std::chrono::steady_clock;
    long long ms_until(Clock::time_point t) const;

    Clock::time_point m_start = Clock::now();
    Clock::time_point m_first = m_start;
    Clock::time_point m_last = m_start;
    int m_frames = 0;
};

} // namespace app
