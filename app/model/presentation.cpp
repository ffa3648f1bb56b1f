#include "app/model/presentation.hpp"

#include <algorithm>

namespace app {

void Presentation::begin(const Settings& settings) {
    m_before = {settings.axis, settings.code_tab, settings.fullscreen, m_notes};
}

void Presentation::end(Settings& settings) {
    if (!m_before) {
        return;
    }
    settings.axis = m_before->axis;
    settings.code_tab = m_before->code_tab;
    settings.fullscreen = m_before->fullscreen;
    m_notes = m_before->notes;
    m_before.reset();
}

Settings Presentation::over(Settings settings, bool compares) const {
    if (is_on()) {
        settings.theme = settings.present_theme;
        settings.ui_scale_percent =
            std::min(settings.ui_scale_percent * settings.present_scale_percent / 100,
                     Settings::max_scale_percent);
        settings.panels = m_panels;
        settings.hidden = m_hidden[compares ? 1 : 0];
    }
    if (m_notes) {
        settings.hidden[static_cast<std::size_t>(Panel::story)] = false;
    }
    return settings;
}

void Presentation::set_panel(Settings& settings, Panel which, float size) {
    if (!is_on()) {
        settings.set_panel(which, size);
        return;
    }
    Settings bounded; // knows the sizes at which a panel can be used
    bounded.set_panel(which, size);
    m_panels[static_cast<std::size_t>(which)] = bounded.panel(which);
}

void Presentation::toggle_panel(Settings& settings, Panel which, bool compares) {
    bool& hidden =
        (is_on() ? m_hidden[compares ? 1 : 0] : settings.hidden)[static_cast<std::size_t>(which)];
    hidden = !hidden;
}

} // namespace app
