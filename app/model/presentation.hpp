#pragma once
#include "app/model/settings.hpp"
#include "app/timeline/side.hpp"

#include <optional>

namespace app {

/// Presenting to a class: large type, high contrast, fewer panels. Lays its looks over the
/// settings, which stay as they are, and knows what to put back at the end.
class Presentation {
public:
    bool is_on() const { return m_before.has_value(); }
    void begin(const Settings& settings);
    /// Puts back what a person has changed since `begin`, but for the run that is shown and the
    /// looks of the next presentation.
    void end(Settings& settings);

    /// The settings as the window shows them. Two runs take the room of the story.
    Settings over(Settings settings, bool compares) const;

    /// What the person changes of the panels is for the presentation while that is on.
    void set_panel(Settings& settings, Panel which, float size);
    void toggle_panel(Settings& settings, Panel which, bool compares);

    /// The speaker notes take the place of the story.
    bool shows_notes() const { return m_notes; }
    void toggle_notes() { m_notes = !m_notes; }

private:
    struct Before {
        Axis axis{};
        CodeTab code_tab{};
        bool fullscreen = false;
        bool notes = false;
    };

    std::optional<Before> m_before;
    bool m_notes = false;
    std::array<float, panel_count> m_panels{18.5F, 26, 7.5F, 11};
    using Hidden = std::array<bool, panel_count>;
    std::array<Hidden, side_count> m_hidden{
        Hidden{true, false, false, false},
        Hidden{true, false, true, false}}; ///< of one, of two runs
};

} // namespace app
