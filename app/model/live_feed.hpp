#pragma once
#include "app/model/run_service.hpp"
#include "scenarios/live_run.hpp"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace app {

/// A live run, and a thread that makes a Run of each new state of its trace, so that no frame
/// waits for either. Its end stops both, and waits for a Run that is being made.
///
/// How often there is a new Run depends on what one costs: at most as often as a screen has
/// pictures, and never more than half of one processor's time.
class LiveFeed {
public:
    LiveFeed(std::unique_ptr<scenarios::LiveRun> live, const scenarios::RunSpec& spec);
    LiveFeed(const LiveFeed&) = delete;
    LiveFeed& operator=(const LiveFeed&) = delete;
    ~LiveFeed();

    /// The latest Run that has not been taken yet, or null. Its last one is complete.
    ///
    /// Whoever has taken one gives the former back, because to destroy it takes time as well.
    std::unique_ptr<const Run> take();
    void give_back(std::unique_ptr<const Run> former);

    /// True if there was no memory left for a Run. No more will come.
    bool is_lost() const { return m_is_lost; }

    /// Turns a knob of the running program.
    void set(std::size_t param, std::int64_t value);
    /// Asks the program to end; the feed goes on until it has.
    void stop() { m_live->stop(); }

private:
    void make_runs_until_lost();
    void make_runs();
    /// Waits that long, or until the feed is to end. False: it is to end.
    bool wait(core::Duration length);

    std::unique_ptr<scenarios::LiveRun> m_live;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    scenarios::RunSpec m_spec; // as it is now; the program was started with the former values
    std::unique_ptr<const Run> m_latest;
    std::vector<std::unique_ptr<const Run>> m_former;
    bool m_is_ending = false;
    std::atomic<bool> m_is_lost = false;
    std::thread m_thread; // last: it uses all the others
};

} // namespace app
