#include "app/model/settings.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view format_name = "asynclab-settings";
constexpr int format_version = 1;

constexpr std::array theme_names{"light", "dark", "high-contrast"};
constexpr std::array axis_names{"time", "order"};
constexpr std::array tab_names{"lesson", "cpp", "python"};
constexpr std::array scales{75, 80, 90, 100, 110, 125, 140, 160, 180, 200, 225, 250, 275, 300};
static_assert(scales.front() == Settings::min_scale_percent &&
              scales.back() == Settings::max_scale_percent);
constexpr std::array<const char*, panel_count> panel_names{"left", "right", "story", "names"};

struct Range {
    float least, most;
};
// Wide enough for every screen, narrow enough that no panel gets lost.
constexpr std::array<Range, panel_count> panel_ranges{Range{12, 60}, Range{14, 90}, Range{4, 60},
                                                      Range{5, 40}};

template <class Enum, std::size_t n>
const char* name_of(Enum value, const std::array<const char*, n>& names) {
    return names[static_cast<std::size_t>(value)];
}

/// The scale so many places further along the usual ones.
int scale_from(int percent, int steps) {
    for (; steps > 0; --steps) {
        const auto* const next = std::upper_bound(scales.begin(), scales.end(), percent);
        percent = next == scales.end() ? scales.back() : *next;
    }
    for (; steps < 0; ++steps) {
        const auto* const at = std::lower_bound(scales.begin(), scales.end(), percent);
        percent = at == scales.begin() ? scales.front() : *(at - 1);
    }
    return percent;
}

/// Reads values one by one and remembers the name of the first that was wrong.
class Reader {
public:
    explicit Reader(const Json& object) : m_object(object) {}

    template <class Enum, std::size_t n>
    void choice(const char* name, const std::array<const char*, n>& names, Enum& into) {
        const Json* value = find(name);
        if (value == nullptr) {
            return;
        }
        const auto found = std::find_if(names.begin(), names.end(), [&](const char* candidate) {
            return value->is_string() && *value == candidate;
        });
        if (found == names.end()) {
            reject(name);
        } else {
            into = static_cast<Enum>(found - names.begin());
        }
    }

    void flag(const char* name, bool& into) {
        if (const Json* value = find(name)) {
            value->is_boolean() ? void(into = value->get<bool>()) : reject(name);
        }
    }

    void text(const char* name, std::string& into) {
        if (const Json* value = find(name)) {
            value->is_string() ? void(into = value->get<std::string>()) : reject(name);
        }
    }

    template <class Number>
    void number(const char* name, Number least, Number most, Number& into) {
        const Json* value = find(name);
        if (value == nullptr) {
            return;
        }
        const double wanted = value->is_number() ? value->get<double>() : std::nan("");
        if (wanted >= static_cast<double>(least) && wanted <= static_cast<double>(most)) {
            into = static_cast<Number>(wanted);
        } else {
            reject(name); // also what is not a number: every comparison with NaN is false
        }
    }

    const std::string& rejected() const { return m_rejected; }

private:
    const Json* find(const char* name) const {
        const auto found = m_object.find(name);
        return found == m_object.end() ? nullptr : &*found;
    }
    void reject(const char* name) {
        if (m_rejected.empty()) {
            m_rejected = name;
        }
    }

    const Json& m_object;
    std::string m_rejected;
};

/// Calls `read` with a Reader of the object of that name; gives the name of what was wrong.
template <class Read>
std::string read_object(const Json& json, const char* name, Read read) {
    const auto object = json.find(name);
    if (object == json.end()) {
        return {};
    }
    if (!object->is_object()) {
        return name;
    }
    Reader reader{*object};
    read(reader);
    return reader.rejected();
}

std::string read_into(Settings& settings, const Json& json) {
    Reader reader{json};
    reader.choice("theme", theme_names, settings.theme);
    reader.number("ui_scale_percent", Settings::min_scale_percent, Settings::max_scale_percent,
                  settings.ui_scale_percent);
    reader.choice("present_theme", theme_names, settings.present_theme);
    reader.number("present_scale_percent", Settings::min_scale_percent, Settings::max_scale_percent,
                  settings.present_scale_percent);
    reader.flag("reduced_motion", settings.reduced_motion);
    reader.flag("fullscreen", settings.fullscreen);
    reader.choice("axis", axis_names, settings.axis);
    reader.choice("code_tab", tab_names, settings.code_tab);
    reader.flag("tour_taken", settings.tour_taken);
    reader.text("scenario", settings.scenario);
    const std::string panels = read_object(json, "panels", [&](Reader& sizes) {
        for (std::size_t i = 0; i < panel_count; ++i) {
            sizes.number(panel_names[i], panel_ranges[i].least, panel_ranges[i].most,
                         settings.panels[i]);
        }
    });
    const std::string hidden = read_object(json, "hidden", [&](Reader& flags) {
        for (std::size_t i = 0; i < panel_count; ++i) {
            flags.flag(panel_names[i], settings.hidden[i]);
        }
    });
    const std::string window = read_object(json, "window", [&](Reader& size) {
        size.number("width", 0, WindowSize::max_px, settings.window.width);
        size.number("height", 0, WindowSize::max_px, settings.window.height);
        size.flag("maximized", settings.window.maximized);
    });
    for (const std::string& rejected : {reader.rejected(), panels, hidden, window}) {
        if (!rejected.empty()) {
            return rejected;
        }
    }
    return {};
}

} // namespace

void Settings::set_panel(Panel which, float size) {
    const auto i = static_cast<std::size_t>(which);
    panels[i] = std::clamp(size, panel_ranges[i].least, panel_ranges[i].most);
}

void Settings::scale_ui(int steps) {
    ui_scale_percent = steps == 0 ? 100 : scale_from(ui_scale_percent, steps);
}

void Settings::scale_presentation(int steps) {
    present_scale_percent = steps == 0 ? present_scale : scale_from(present_scale_percent, steps);
}

std::string to_text(const Settings& settings) {
    Json json;
    json["format"] = format_name;
    json["version"] = format_version;
    json["theme"] = name_of(settings.theme, theme_names);
    json["ui_scale_percent"] = settings.ui_scale_percent;
    json["present_theme"] = name_of(settings.present_theme, theme_names);
    json["present_scale_percent"] = settings.present_scale_percent;
    json["reduced_motion"] = settings.reduced_motion;
    json["fullscreen"] = settings.fullscreen;
    json["axis"] = name_of(settings.axis, axis_names);
    json["code_tab"] = name_of(settings.code_tab, tab_names);
    json["tour_taken"] = settings.tour_taken;
    json["scenario"] = settings.scenario;
    json["window"] = {{"width", settings.window.width},
                      {"height", settings.window.height},
                      {"maximized", settings.window.maximized}};
    for (std::size_t i = 0; i < panel_count; ++i) {
        json["panels"][panel_names[i]] = settings.panels[i];
        json["hidden"][panel_names[i]] = settings.hidden[i];
    }
    // A scenario name that is not UTF-8 must not keep the other settings from being saved.
    return json.dump(4, ' ', false, Json::error_handler_t::replace) + "\n";
}

ReadSettings settings_from(std::string_view text) {
    if (text.empty()) {
        return {};
    }
    const Json json = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (json.is_discarded() || !json.is_object()) {
        return {{}, "the settings file is damaged, so all settings are at their defaults"};
    }
    if (json.value("format", Json{}) != format_name) {
        return {{},
                "the settings file is not one of Async Lab, so all settings are at their "
                "defaults"};
    }
    ReadSettings result;
    const std::string rejected = read_into(result.settings, json);
    if (!rejected.empty()) {
        result.complaint =
            "the settings file has a wrong value for \"" + rejected + "\", so its default is used";
    }
    return result;
}

} // namespace app
