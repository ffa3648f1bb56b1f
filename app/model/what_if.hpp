#pragma once
#include "app/model/run_service.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace app {

/// The interventions of a run: which there are, which of them act, what became of each, and the run
/// as it would be without any of them.
class WhatIf {
public:
    struct Item {
        scenarios::Intervention what;
        bool enabled = true;
        std::string nothing; ///< why it changes nothing in the run; empty: it does something
    };

    const std::vector<Item>& items() const { return m_items; }
    /// Those that act, as a spec has them.
    std::vector<scenarios::Intervention> enabled() const;

    /// Makes the list that of a spec. Keeps it, switched-off ones too, if that is so already.
    void adopt(const std::vector<scenarios::Intervention>& interventions);
    /// At the whole microsecond that it is in, like move().
    void add(scenarios::Intervention what);
    /// An index beyond the list changes nothing, in the next three too.
    void move(std::size_t index, core::Instant at);
    void enable(std::size_t index, bool enabled);
    void remove(std::size_t index);
    void clear() { m_items.clear(); }

    /// Looks up in a run of `enabled()` what came to nothing.
    void judge(const core::Trace& trace);

    /// The run without interventions, or null. It stays behind the bars of the other one.
    const Run* ghost() const { return m_ghost.get(); }
    /// By id of a task of the run, minus 1: the same task in the ghost.
    const std::vector<core::TaskId>& in_ghost() const { return m_in_ghost; }
    void haunt(std::unique_ptr<const Run> ghost, const core::Trace& trace);

private:
    std::vector<Item> m_items;
    std::unique_ptr<const Run> m_ghost;
    std::vector<core::TaskId> m_in_ghost;
};

/// "Cancel task-3", "Make task-3 fail", "Send SIGTERM", "Set Limit to 8".
std::string words_of(const scenarios::Intervention& what, std::span<const scenarios::Param> params);

} // namespace app
