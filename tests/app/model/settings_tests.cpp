#include "app/model/settings.hpp"

#include <doctest/doctest.h>

using app::Panel;
using app::Settings;

namespace {

Settings unusual() {
    Settings settings;
    settings.theme = app::ThemeKind::high_contrast;
    settings.ui_scale_percent = 130;
    settings.reduced_motion = true;
    settings.fullscreen = true;
    settings.axis = app::Axis::order;
    settings.code_tab = app::CodeTab::python;
    settings.tour_taken = true;
    settings.scenario = "semaphore-throttle";
    settings.window = {.width = 1000, .height = 600, .maximized = false};
    settings.set_panel(Panel::left, 17.5F);
    settings.set_panel(Panel::story, 8.25F);
    settings.present_theme = app::ThemeKind::light;
    settings.present_scale_percent = 200;
    settings.hidden = {false, true, true, false};
    return settings;
}

} // namespace

TEST_SUITE("app/model/settings") {

TEST_CASE("settings survive being written and read") {
    for (const Settings& settings : {Settings{}, unusual()}) {
        const app::ReadSettings read = app::settings_from(app::to_text(settings));
        CHECK(read.settings == settings);
        CHECK(read.complaint.empty());
    }
}

TEST_CASE("no file is no reason to complain") {
    CHECK(app::settings_from("").settings == Settings{});
    CHECK(app::settings_from("").complaint.empty());
}

TEST_CASE("a damaged or foreign file gives the defaults and one sentence") {
    const std::string whole = app::to_text(unusual());
    for (const std::string& text :
         {whole.substr(0, whole.size() / 2), std::string{"\x7f\x45\x4c\x46\x00\xff", 6},
          std::string{"[1, 2, 3]"}, std::string{"{\"format\": 7}"}, std::string{"{}"},
          std::string{"{\"name\": \"someone else's\"}"}, std::string{"null"}}) {
        CAPTURE(text);
        const app::ReadSettings read = app::settings_from(text);
        CHECK(read.settings == Settings{});
        CHECK(read.complaint.find("settings file") != std::string::npos);
    }
}

TEST_CASE("one wrong value costs that value only, and is named") {
    const auto read = [](const char* body) {
        return app::settings_from(std::string{"{\"format\": \"asynclab-settings\", "} + body + "}");
    };
    const app::ReadSettings theme = read("\"theme\": \"pink\", \"ui_scale_percent\": 120");
    CHECK(theme.settings.theme == app::ThemeKind::light);
    CHECK(theme.settings.ui_scale_percent == 120);
    CHECK(theme.complaint.find("\"theme\"") != std::string::npos);
    CHECK(read("\"ui_scale_percent\": 100000").settings.ui_scale_percent == 100);
    CHECK(read("\"ui_scale_percent\": \"big\"").complaint.find("ui_scale") != std::string::npos);
    CHECK(read("\"panels\": 7").complaint.find("panels") != std::string::npos);
    CHECK(read("\"panels\": {\"left\": -3}").settings == Settings{});
    CHECK(read("\"panels\": {\"left\": -3}").complaint.find("\"left\"") != std::string::npos);
    CHECK(read("\"reduced_motion\": 1").complaint.find("reduced_motion") != std::string::npos);
    CHECK(read("\"scenario\": []").settings.scenario.empty());
}

TEST_CASE("names of a later version are ignored") {
    const app::ReadSettings read = app::settings_from(
        R"({"format": "asynclab-settings", "version": 9, "hologram": true, "theme": "dark"})");
    CHECK(read.settings.theme == app::ThemeKind::dark);
    CHECK(read.complaint.empty());
}

TEST_CASE("the scale moves along its usual sizes, within its bounds, and back to normal") {
    Settings settings;
    settings.scale_ui(2);
    CHECK(settings.ui_scale_percent == 125);
    settings.ui_scale_percent = 117; // as somebody wrote it into the file
    settings.scale_ui(-1);
    CHECK(settings.ui_scale_percent == 110);
    settings.scale_ui(100);
    CHECK(settings.ui_scale_percent == Settings::max_scale_percent);
    settings.scale_ui(-100);
    CHECK(settings.ui_scale_percent == Settings::min_scale_percent);
    settings.scale_ui(0);
    CHECK(settings.ui_scale_percent == 100);
    settings.scale_presentation(1);
    CHECK(settings.present_scale_percent == 160);
    settings.scale_presentation(0);
    CHECK(settings.present_scale_percent == Settings::present_scale);
    CHECK(settings.ui_scale_percent == 100);
}

TEST_CASE("a panel keeps a size at which it can be used") {
    Settings settings;
    settings.set_panel(Panel::right, 0);
    CHECK(settings.panel(Panel::right) == 14);
    settings.set_panel(Panel::right, 1e6F);
    CHECK(settings.panel(Panel::right) == 90);
}

TEST_CASE("a scenario name that is not UTF-8 does not keep settings from being saved") {
    Settings settings = unusual();
    settings.scenario = "\xff\xfe";
    CHECK(app::settings_from(app::to_text(settings)).settings.theme == settings.theme);
}

} // TEST_SUITE
