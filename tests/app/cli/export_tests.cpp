#include "app/export/export_run.hpp"
#include "app/model/file_io.hpp"
#include "app/model/saved_run.hpp"
#include "tests/app/cli/program_runs.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using app::ExitCode;
using support::run_program;
using support::TempFolder;
using support::usage_error;

TEST_SUITE("app/cli/export") {

TEST_CASE("one call writes all kinds of files and says nothing") {
    const TempFolder folder;
    const app::Output output = run_program(
        "export gather-vs-group mode=task-group --svg " + folder.path("a.svg") + " --png " +
        folder.path("a.png") + " --chrome " + folder.path("a.json") + " --csv " +
        folder.path("a.csv") + " --alab " + folder.path("a.alab") + " --size 800x600 --theme dark");
    CHECK(output.out.empty());
    CHECK(output.err.empty());
    CHECK(output.code == ExitCode::fine);
    CHECK(folder.count() == 5);
    const std::string svg = support::read_file(folder.path("a.svg"));
    CHECK(svg.find("width=\"800\" height=\"600\"") != std::string::npos);
    CHECK(support::read_file(folder.path("a.png")).starts_with("\x89PNG"));
    CHECK(support::read_file(folder.path("a.csv")).starts_with("metric,value\ntotal_us,1950000\n"));
    CHECK(app::open_alab(folder.path("a.alab")));
}

TEST_CASE("the standard output takes one of the files") {
    const app::Output output = run_program("export gather-vs-group --svg -");
    CHECK(output.out.starts_with("<svg "));
    CHECK(output.out == run_program("export asynclab:gather-vs-group --svg=-").out);
}

TEST_CASE("a picture of a link shows the place that the link names") {
    const std::string link = "asynclab:gather-vs-group?cursor=20&select=task-3&axis=order";
    const std::string placed = run_program("export " + link + " --svg -").out;
    CHECK(placed.find("#20") != std::string::npos); // the ruler counts events
    CHECK(placed != run_program("export gather-vs-group --svg -").out);
}

TEST_CASE("a saved run is exported as it was, also where running it again would differ") {
    const TempFolder folder;
    app::RunLink link{scenarios::RunSpec{*scenarios::find("gather-vs-group")}};
    scenarios::RunSpec other = link.spec;
    other.values.set(1, 2);
    REQUIRE(app::write_file(folder.path("run.alab"), app::to_alab(link, *scenarios::run(other))));
    const app::Output output = run_program("export " + folder.path("run.alab") + " --csv -");
    CHECK(output.out.find("\ntasks_created,2\n") != std::string::npos);
}

TEST_CASE("bad input is told, and no file is written or touched") {
    const TempFolder folder;
    const std::string svg = folder.path("a.svg");
    REQUIRE(app::write_file(svg, "former"));
    const std::string export_it = "export gather-vs-group --svg " + svg + ' ';
    CHECK(usage_error("export gather-vs-group taks=3 --svg " + svg) ==
          "unknown parameter 'taks', did you mean 'tasks'?");
    CHECK(usage_error("export gather-vs-group") ==
          "export needs to know what to write, as in --svg run.svg; there are --svg, --png, "
          "--chrome, --csv and --alab");
    CHECK(usage_error("export --svg " + svg).starts_with("export needs a scenario first"));
    CHECK(usage_error(export_it + "--size 10x10") ==
          "--size is WIDTHxHEIGHT, each from 320 to 8192 pixels, as in 1280x720, not '10x10'");
    CHECK(usage_error(export_it + "--size 800").starts_with("--size is WIDTHxHEIGHT"));
    CHECK(usage_error(export_it + "--theme drak").find("did you mean 'dark'?") !=
          std::string::npos);
    for (const char* option : {"--size 800x600", "--theme dark", "--size 800x600 --theme dark"}) {
        const std::string line = "export deadlock --csv " + folder.path("a.csv") + ' ' + option;
        CHECK(usage_error(line) == std::string{option}.substr(0, std::string{option}.find(' ')) +
                                       " is for pictures, and no --svg or --png asks for one");
    }
    CHECK(usage_error(export_it + "--png " + svg) == svg + " cannot be two files at once");
    CHECK(usage_error("export gather-vs-group --svg - --csv -") ==
          "only one thing can go to the standard output");
    CHECK(usage_error(export_it + "--csv " + folder.path("no/a.csv")) ==
          "cannot write " + folder.path("no/a.csv") + ": there is no such file or folder");
    CHECK(usage_error(export_it + "--what-if cancel:nobody@1s").find("nobody") !=
          std::string::npos);
    CHECK(usage_error("export asynclab:gather-vs-group tasks=3 --svg " + svg) ==
          "a link or a file says all about the run; 'tasks=3' has no place behind it");
    CHECK(usage_error("export asynclab:gather-vs-group?tasks=0 --svg " + svg) ==
          "tasks is a whole number from 1 to 64, not '0'");
    CHECK(usage_error("export " + folder.path("none.alab") + " --svg " + svg) ==
          "cannot read " + folder.path("none.alab") + ": there is no such file or folder");
    CHECK(support::read_file(svg) == "former");
    CHECK(folder.count() == 1);
}

TEST_CASE(
    "a what-if of a link or file that comes to nothing is a warning, and the run is written") {
    const TempFolder folder;
    const std::string link = "asynclab:gather-vs-group?what-if=cancel:task-9@250ms";
    const std::string warning = "cancel:task-9@250ms finds no living task 'task-9'";
    const std::string alab = folder.path("run.alab");
    const app::Output saved = run_program("export " + link + " --alab " + alab);
    CHECK(saved.code == ExitCode::fine);
    CHECK(saved.err == "asynclab: " + warning + "\n");
    REQUIRE(app::open_alab(alab));
    for (const std::string& source : {link, alab}) {
        CAPTURE(source);
        const app::Output drawn = run_program("export " + source + " --svg -");
        CHECK(drawn.code == ExitCode::fine);
        CHECK(drawn.out.starts_with("<svg "));
        CHECK(drawn.err == "asynclab: " + warning + "\n");
        const app::Output shown = run_program("open " + source);
        CHECK(shown.code == ExitCode::fine);
        CHECK(shown.out.starts_with("gather or TaskGroup?\n"));
        CHECK(shown.err ==
              "asynclab: " + warning + "; there is no display, so here is the run as text\n");
    }
    const app::Output pair = run_program("open asynclab:gather-vs-group?b.what-if=fail:nobody@1s");
    CHECK(pair.code == ExitCode::fine);
    CHECK(pair.err.starts_with("asynclab: fail:nobody@1s finds no living task 'nobody'; there is"));
}

TEST_CASE("the figures of a link with two runs are those of both and their differences") {
    const app::Output output = run_program("export asynclab:gather-vs-group?b.mode=task-group "
                                           "--csv -");
    CHECK(output.code == ExitCode::fine);
    CHECK(output.err.empty());
    CHECK(output.out == run_program("compare gather-vs-group b.mode=task-group --format csv").out);
}

TEST_CASE("what has room for one of two runs only is written with a word about it") {
    const TempFolder folder;
    const std::string pair = "export asynclab:gather-vs-group?b.mode=task-group ";
    const app::Output svg = run_program(pair + "--svg -");
    CHECK(svg.code == ExitCode::fine);
    CHECK(svg.out == run_program("export gather-vs-group --svg -").out);
    CHECK(svg.err == "asynclab: of two runs --svg takes run a alone; --csv and --alab take both\n");
    const app::Output all = run_program(pair + "--csv " + folder.path("a.csv") + " --chrome " +
                                        folder.path("a.json") + " --png " + folder.path("a.png"));
    CHECK(
        all.err ==
        "asynclab: of two runs --png and --chrome take run a alone; --csv and --alab take both\n");
    CHECK(run_program(pair + "--alab " + folder.path("a.alab")).err.empty());
    CHECK(run_program("export " + folder.path("a.alab") + " --csv -").out ==
          support::read_file(folder.path("a.csv")));
}

TEST_CASE("one file that cannot be written leaves all others as they were") {
    const TempFolder folder;
    REQUIRE(app::write_file(folder.path("a.svg"), "former"));
    for (const char* full : {"--csv /dev/full", "--png /dev/full"}) {
        CAPTURE(full);
        const app::Output output =
            run_program("export gather-vs-group --svg " + folder.path("a.svg") + " --alab " +
                        folder.path("a.alab") + ' ' + full);
        CHECK(output.code == ExitCode::failed);
        CHECK(output.err == "asynclab: cannot write /dev/full: no space is left\n");
        CHECK(support::read_file(folder.path("a.svg")) == "former");
        CHECK(folder.count() == 1);
    }
}

TEST_CASE("two names of one file are told, however they are spelled") {
    const TempFolder folder;
    REQUIRE(app::write_file(folder.path("real"), "former"));
    std::filesystem::create_symlink("real", folder.path("link"));
    std::filesystem::create_directory_symlink(".", folder.path("same"));
    for (const char* other : {"./real", "link", "same/real"}) {
        CAPTURE(other);
        const std::string path = folder.path(other);
        CHECK(usage_error("export gather-vs-group --svg " + folder.path("real") + " --csv " +
                          path) == path + " cannot be two files at once");
        CHECK(support::read_file(folder.path("real")) == "former");
        CHECK(folder.count() == 3);
    }
}

TEST_CASE("files take their places once the standard output has got its share") {
    const TempFolder folder;
    REQUIRE(app::write_file(folder.path("a.csv"), "former"));
    const std::string line = "export gather-vs-group --svg - --csv " + folder.path("a.csv");
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC);
    const int nothing = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
    REQUIRE(full >= 0);
    REQUIRE(nothing >= 0);
    CHECK(app::print(run_program(line), full, nothing) == 1);
    CHECK(support::read_file(folder.path("a.csv")) == "former");
    CHECK(folder.count() == 1); // nothing is left beside it
    CHECK(app::print(run_program(line), nothing, nothing) == 0);
    CHECK(support::read_file(folder.path("a.csv")).starts_with("metric,value\n"));
    ::close(full);
    ::close(nothing);
}

TEST_CASE("a pipe whose reader leaves is told, and the other files are as they were") {
    const TempFolder folder;
    REQUIRE(app::write_file(folder.path("a.csv"), "former"));
    REQUIRE(::mkfifo(folder.path("pipe").c_str(), 0600) == 0);
    const int reader = ::open(folder.path("pipe").c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    std::thread leaver{[reader] {
        char first = 0;
        while (::read(reader, &first, 1) != 1) { // until something comes
            std::this_thread::yield();
        }
        ::close(reader);
    }};
    const app::Output output =
        run_program("export retry-storm clients=200 --csv " + folder.path("a.csv") + " --chrome " +
                    folder.path("pipe"));
    leaver.join();
    CHECK(output.code == ExitCode::failed);
    CHECK(output.err.ends_with("nobody reads it any more\n"));
    CHECK(support::read_file(folder.path("a.csv")) == "former");
    CHECK(folder.count() == 2);
}

TEST_CASE("open takes one link or file that can be read") {
    CHECK(usage_error("open") ==
          "open takes one link or one file, as in asynclab open 'asynclab:gather-vs-group?tasks=8' "
          "or asynclab open run.alab");
    CHECK(usage_error("open asynclab:gather-vs-group?tasks=0") ==
          "tasks is a whole number from 1 to 64, not '0'");
    CHECK(usage_error("open /dev/null") == "cannot read /dev/null: it is no file");
    CHECK(usage_error("asynclab:gather").starts_with("unknown scenario 'gather'"));
}

TEST_CASE("a link with two runs is shown as a comparison") {
    const app::Output output = run_program("open asynclab:gather-vs-group?b.mode=task-group");
    CHECK(output.code == ExitCode::fine);
    CHECK(output.out == run_program("compare gather-vs-group b.mode=task-group").out);
}

} // TEST_SUITE
