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

} // namespace app
