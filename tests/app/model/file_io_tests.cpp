#include "app/model/file_io.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <array>
#include <csignal>
#include <filesystem>
#include <thread>

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using support::read_file;
using support::TempFolder;

namespace {

/// As if the disk were nearly full: files may be no longer than that.
class ShortDisk {
public:
    explicit ShortDisk(rlim_t bytes) : m_former_action(std::signal(SIGXFSZ, SIG_IGN)) {
        ::getrlimit(RLIMIT_FSIZE, &m_former);
        rlimit limit = m_former;
        limit.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ShortDisk(const ShortDisk&) = delete;
    ShortDisk& operator=(const ShortDisk&) = delete;
    ~ShortDisk() {
        ::setrlimit(RLIMIT_FSIZE, &m_former);
        std::signal(SIGXFSZ, m_former_action);
    }

private:
    rlimit m_former{};
    void (*m_former_action)(int);
};

} // namespace

TEST_SUITE("app/model/file_io") {

TEST_CASE("a file that is written replaces the former one and keeps its permissions") {
    const TempFolder folder;
    const std::string path = folder.path("file");
    REQUIRE(app::write_file(path, "first"));
    ::chmod(path.c_str(), 0640);
    REQUIRE(app::write_file(path, "second, longer"));
    CHECK(read_file(path) == "second, longer");
    struct stat facts {};
    ::stat(path.c_str(), &facts);
    CHECK((facts.st_mode & 07777U) == 0640U);
    CHECK(folder.count() == 1);
}

TEST_CASE("a disk that is full leaves the former file as it was, and nothing beside it") {
    const TempFolder folder;
    const std::string path = folder.path("file");
    REQUIRE(app::write_file(path, "former"));
    {
        const ShortDisk disk{1000};
        const auto written = app::write_file(path, std::string(5000, 'x'));
        REQUIRE_FALSE(written);
        CHECK(written.error().message == "cannot write " + path + ": File too large");
    }
    CHECK(read_file(path) == "former");
    CHECK(folder.count() == 1);
    CHECK(app::write_file("/dev/full", "x").error().message ==
          "cannot write /dev/full: no space is left");
}

TEST_CASE("a file that was opened and not written is as it was") {
    const TempFolder folder;
    const std::string path = folder.path("file");
    { const auto opened = app::AtomicFile::open(path); }
    CHECK(folder.count() == 0);
}

TEST_CASE("what was prepared lies beside the former file until it takes its place") {
    const TempFolder folder;
    const std::string path = folder.path("file");
    REQUIRE(app::write_file(path, "former"));
    auto opened = app::AtomicFile::open(path);
    REQUIRE(opened);
    app::AtomicFile file = std::move(opened).value();
    CHECK_FALSE(file.is_direct());
    REQUIRE(file.prepare("new"));
    CHECK(read_file(path) == "former");
    REQUIRE(file.commit());
    CHECK(read_file(path) == "new");
    CHECK(folder.count() == 1);
    CHECK(app::AtomicFile::open("/dev/null").value().is_direct());
}

TEST_CASE("what was prepared and not asked to take its place leaves nothing behind") {
    const TempFolder folder;
    const std::string path = folder.path("file");
    {
        auto opened = app::AtomicFile::open(path);
        REQUIRE(opened);
        app::AtomicFile file = std::move(opened).value();
        REQUIRE(file.prepare("new"));
    }
    CHECK(folder.count() == 0);
}

TEST_CASE("a pipe that does not block and is full is waited for") {
    std::array<int, 2> ends{};
    REQUIRE(::pipe2(ends.data(), O_NONBLOCK) == 0);
    std::size_t count = 0;
    std::thread reader{[&] {
        std::array<char, 4096> part;
        pollfd ready{ends[0], POLLIN, 0};
        while (::poll(&ready, 1, -1) > 0) {
            const ssize_t read = ::read(ends[0], part.data(), part.size());
            if (read <= 0) {
                return;
            }
            count += static_cast<std::size_t>(read);
        }
    }};
    const std::string text(1U << 20U, 'x'); // more than a pipe takes at once
    CHECK(app::write_all(ends[1], text) == 0);
    ::close(ends[1]);
    reader.join();
    ::close(ends[0]);
    CHECK(count == text.size());
}

TEST_CASE("a symbolic link stays one, and what it leads to is replaced") {
    const TempFolder folder;
    REQUIRE(app::write_file(folder.path("file"), "former"));
    std::filesystem::create_symlink(folder.path("file"), folder.path("link"));
    REQUIRE(app::write_file(folder.path("link"), "new"));
    CHECK(std::filesystem::is_symlink(folder.path("link")));
    CHECK(read_file(folder.path("file")) == "new");
}

TEST_CASE("a bad path is known before anything is written") {
    const TempFolder folder;
    const std::string path = folder.path("nowhere/file");
    CHECK(app::AtomicFile::open(path).error().message ==
          "cannot write " + path + ": there is no such file or folder");
    CHECK(app::AtomicFile::open(folder.path("")).error().message.ends_with(": it is a folder"));
}

TEST_CASE("no more is read than is allowed") {
    const TempFolder folder;
    const std::string path = folder.path("file");
    REQUIRE(app::write_file(path, std::string(3U << 20U, 'x')));
    CHECK(app::read_file(path, 3U << 20U).value().size() == 3U << 20U);
    CHECK(app::read_file(path, 2U << 20U).error().message ==
          "cannot read " + path + ": it is larger than 2 MB");
}

} // TEST_SUITE
