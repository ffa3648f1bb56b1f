#pragma once
#include "app/model/session.hpp"
#include "app/views/root.hpp"

namespace bench {

/// The whole window without a screen: Dear ImGui's null backend, 1920 × 1080. One at a time.
class NullWindow {
public:
    NullWindow();
    ~NullWindow();
    NullWindow(const NullWindow&) = delete;
    NullWindow& operator=(const NullWindow&) = delete;

    /// One frame up to the draw list; the session obeys what it asks for.
    void draw(app::Session& session);

private:
    app::Look m_look;
    app::UiState m_ui;
};

} // namespace bench
