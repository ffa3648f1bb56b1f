#include "app/model/file_io.hpp"
#include "app/platform/settings_file.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>

#include <sys/stat.h>

using support::TempFolder;

namespace {

app::Settings changed() {
    app::Settings settings;
    settings.theme = app::ThemeKind::high_contrast;
    return settings;
}

} // namespace

TEST_SUITE("app/platform/settings_file") {

TEST_CASE("what is saved is there at the next start") {
    const TempFolder folder;
    const std::string path = folder.path("new/settings.json");
    app::save_settings(path, changed());
    CHECK(app::load_settings(path) == changed());
    CHECK(app::load_settings(folder.path("none.json")) == app::Settings{});
}

TEST_CASE("what is no file of a reasonable size leaves all settings at their defaults") {
    const TempFolder folder;
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    REQUIRE(app::write_file(folder.path("huge"), std::string(3U << 20U, '[')));
    for (const std::string& path :
         {folder.path("pipe"), folder.path("huge"), folder.path("."), std::string{"/dev/zero"}}) {
        CAPTURE(path);
        CHECK(app::load_settings(path) == app::Settings{});
    }
}

TEST_CASE("settings that are a link stay one") {
    const TempFolder folder;
    REQUIRE(app::write_file(folder.path("elsewhere.json"), "{}"));
    std::filesystem::create_symlink("elsewhere.json", folder.path("settings.json"));
    app::save_settings(folder.path("settings.json"), changed());
    CHECK(std::filesystem::is_symlink(folder.path("settings.json")));
    CHECK(app::load_settings(folder.path("elsewhere.json")) == changed());
}

TEST_CASE("settings that cannot be saved leave nothing behind") {
    const TempFolder folder;
    std::filesystem::create_directory(folder.path("settings.json"));
    app::save_settings(folder.path("settings.json"), changed());
    CHECK(folder.count() == 1);
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    app::save_settings(folder.path("pipe"), changed()); // nobody reads it
    CHECK(folder.count() == 2);
}

} // TEST_SUITE
