#pragma once
#include "app/model/session.hpp"
#include "app/views/look.hpp"
#include "app/views/ui_state.hpp"

namespace app {

/// What every view gets: facts to read, the look, its own memory, and where wishes go.
struct View {
    const Session& session;
    const Look& look;
    UiState& ui;
    Commands& out;

    template <class C>
    void wish(C command) const {
        out.push_back(std::move(command));
    }
};

/// A rectangle on the screen.
struct Area {
    ImVec2 min{};
    ImVec2 max{};

    float width() const { return max.x - min.x; }
    float height() const { return max.y - min.y; }
    bool is_empty() const { return width() < 1 || height() < 1; }
    bool contains(ImVec2 p) const {
        return p.x >= min.x && p.x < max.x && p.y >= min.y && p.y < max.y;
    }
};

} // namespace app
