#include "app/model/file_io.hpp"
#include "app/model/saved_run.hpp"
#include "core/base/bytes.hpp"
#include "core/export/json.hpp"
#include "tests/support/scenario_runs.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <random>

namespace {

app::RunLink sample_link() {
    app::RunLink link{support::spec_of("gather-vs-group mode=task-group tasks=4")};
    link.spec.interventions = {
        scenarios::parse_intervention("cancel:task-2@250ms", link.spec.values.params()).value()};
    link.spec.seed = 7;
    link.cursor = 12;
    return link;
}

std::string sample_bytes() {
    const app::RunLink link = sample_link();
    return app::to_alab(link, *scenarios::run(link.spec));
}

std::string error_of(std::string_view bytes) {
    const auto read = app::from_alab(bytes);
    return read ? "nothing" : read.error().message;
}

} // namespace

TEST_SUITE("app/model/saved_run") {

TEST_CASE("a saved run holds what was asked for, how it was looked at, and what happened") {
    const app::RunLink link = sample_link();
    const auto read = app::from_alab(sample_bytes());
    REQUIRE_MESSAGE(read, read.error().message);
    CHECK(app::to_link(read.value().link, app::Wording::whole) ==
          app::to_link(link, app::Wording::whole));
    CHECK(core::to_json(*read.value().trace, {}) == core::to_json(*scenarios::run(link.spec), {}));
}

TEST_CASE("a foreign file is told from a damaged one, half of one and one of a later version") {
    const std::string good = sample_bytes();
    CHECK(error_of("") == "it is no saved run of Async Lab");
    CHECK(error_of("PK\x03\x04 something else") == "it is no saved run of Async Lab");
    CHECK(error_of(good.substr(0, 20)) == "it is cut short");
    const std::string half = error_of(good.substr(0, good.size() / 2));
    CHECK(half.starts_with("it is cut short: "));
    CHECK(half.ends_with(" bytes are there"));
    CHECK(error_of(good + " ") == "it is damaged: something follows its end");
    std::string newer = good;
    newer[8] = 2;
    CHECK(error_of(newer) == "it was saved by a newer version of Async Lab (format 2, this one "
                             "reads up to 1)");
    std::string oldest = good;
    oldest[8] = 0;
    CHECK(error_of(oldest) == "it is damaged or foreign: there never was a format 0");
}

TEST_CASE("a single changed byte is found anywhere in a file") {
    const std::string good = sample_bytes();
    for (std::size_t at = 0; at < good.size(); ++at) {
        CAPTURE(at);
        std::string bytes = good;
        bytes[at] = static_cast<char>(bytes[at] ^ 0x10);
        CHECK_FALSE(app::from_alab(bytes));
    }
}

TEST_CASE("a saved what-if that cannot be is told as one that is typed") {
    app::RunLink link{support::spec_of("gather-vs-group")};
    link.spec.interventions = {
        {scenarios::Intervention::Kind::set, "tasks", "8", std::chrono::milliseconds{100}}};
    const std::string why = error_of(app::to_alab(link, *scenarios::run(link.spec)));
    CHECK(
        why.ends_with(scenarios::parse_intervention("set:tasks=8@100ms", link.spec.scenario->params)
                          .error()
                          .message));
}

TEST_CASE("opening a file says which one cannot be opened, and why") {
    const support::TempFolder folder;
    const std::string path = folder.path("run.alab");
    CHECK(app::open_alab(path).error().message ==
          "cannot read " + path + ": there is no such file or folder");
    CHECK(app::open_alab(folder.path("")).error().message.ends_with(": it is a folder"));
    CHECK(app::open_alab("/dev/null").error().message == "cannot read /dev/null: it is no file");
    REQUIRE(app::write_file(path, "nonsense"));
    CHECK(app::open_alab(path).error().message ==
          "cannot open " + path + ": it is no saved run of Async Lab");
    REQUIRE(app::write_file(path, sample_bytes()));
    CHECK(app::open_alab(path));
}

} // TEST_SUITE
