#include "app/cli/output.hpp"
#include "app/cli/terminal.hpp"
#include "app/cli/words.hpp"
#include "core/export/utf8.hpp"

#include <doctest/doctest.h>

#include <array>

#include <fcntl.h>
#include <unistd.h>

using app::text_style;

namespace {

app::TerminalFacts terminal(int columns = 0) {
    return {.is_terminal = true, .window_columns = columns, .term = "xterm", .lang = "C.UTF-8"};
}

struct Pipe {
    std::array<int, 2> ends{};
    Pipe() { REQUIRE(::pipe(ends.data()) == 0); }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;
    ~Pipe() {
        ::close(ends[0]);
        ::close(ends[1]);
    }
    int reader() const { return ends[0]; }
    int writer() const { return ends[1]; }

    /// What lies in the pipe; nothing may be written to it after this.
    std::string text() const {
        std::string text(65536, '\0');
        REQUIRE(::fcntl(reader(), F_SETFL, O_NONBLOCK) == 0);
        const ssize_t size = ::read(reader(), text.data(), text.size());
        text.resize(size < 0 ? 0 : std::size_t(size));
        return text;
    }
};

} // namespace

TEST_SUITE("app/cli/terminal") {

TEST_CASE("the width is COLUMNS, else the terminal's, else 100, within reason") {
    CHECK(text_style({}).columns == 100);
    CHECK(text_style(terminal()).columns == 100);
    CHECK(text_style(terminal(132)).columns == 132);
    CHECK(text_style(terminal(20)).columns == 60);
    CHECK(text_style({.columns = "80"}).columns == 80);
    app::TerminalFacts facts = terminal(132);
    facts.columns = "90";
    CHECK(text_style(facts).columns == 90);
    for (const char* useless : {"", "wide", "-5", "0", "80x", "99999999999999"}) {
        CAPTURE(useless);
        facts.columns = useless;
        CHECK(text_style(facts).columns == 132);
    }
    facts.columns = "100000";
    CHECK(text_style(facts).columns == 400);
}

TEST_CASE("signs beyond ASCII need a UTF-8 locale on a terminal, and nothing elsewhere") {
    CHECK(text_style({.lc_all = "C"}).unicode);
    app::TerminalFacts facts = terminal();
    CHECK(text_style(facts).unicode);
    facts.lang = "de_DE.utf8";
    CHECK(text_style(facts).unicode);
    facts.lc_ctype = "de_DE.ISO-8859-1";
    CHECK_FALSE(text_style(facts).unicode);
    facts.lc_all = "en_US.UTF-8";
    CHECK(text_style(facts).unicode);
    facts.lc_all = "";
    CHECK_FALSE(text_style(facts).unicode); // empty counts as not set
    CHECK_FALSE(text_style({.is_terminal = true}).unicode);
}

TEST_CASE("colours are for terminals that can show them and people who want them") {
    CHECK_FALSE(text_style({}).color);
    app::TerminalFacts facts = terminal();
    CHECK(text_style(facts).color);
    facts.no_color = "";
    CHECK(text_style(facts).color);
    facts.no_color = "1";
    CHECK_FALSE(text_style(facts).color);
    facts.no_color = std::nullopt;
    facts.term = "dumb";
    CHECK_FALSE(text_style(facts).color);
}

TEST_CASE("what a command says goes to both files and its exit code to the caller") {
    const Pipe out;
    const Pipe err;
    CHECK(app::print({"picture\n", "asynclab: a sentence\n", app::ExitCode::failed}, out.writer(),
                     err.writer()) == 1);
    CHECK(out.text() == "picture\n");
    CHECK(err.text() == "asynclab: a sentence\n");
    CHECK(app::print({{}, {}, app::ExitCode::usage}, out.writer(), err.writer()) == 2);
}

TEST_CASE("output that cannot be written is one sentence and exit code 1") {
    const Pipe err;
    const int full = ::open("/dev/full", O_WRONLY | O_CLOEXEC); // NOLINT: POSIX is like that
    REQUIRE(full >= 0);
    CHECK(app::print({"text", "asynclab: more\n"}, full, err.writer()) == 1);
    ::close(full);
    CHECK(err.text() == "asynclab: cannot write to the standard output: no space is left\n");
}

TEST_CASE("a reader that went away is one sentence and exit code 1, no signal") {
    const Pipe err;
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    ::close(ends[0]);
    CHECK(app::print({"text"}, ends[1], err.writer()) == 1);
    ::close(ends[1]);
    CHECK(err.text() ==
          "asynclab: cannot write to the standard output: nobody reads it any more\n");
}

TEST_CASE("a closed standard output matters only to who has something to say") {
    const Pipe err;
    CHECK(app::print({}, -1, err.writer()) == 0);
    CHECK(app::print({"text"}, -1, err.writer()) == 1);
    CHECK(err.text() == "asynclab: cannot write to the standard output: it is closed\n");
}

} // TEST_SUITE

TEST_SUITE("app/cli/words") {

TEST_CASE("text is broken at blanks, and words that are too long stand alone") {
    CHECK(app::wrap("one two three", 80) == "one two three\n");
    CHECK(app::wrap("one two three", 7) == "one two\nthree\n");
    CHECK(app::wrap("one two three", 9, 2) == "one two\n  three\n");
    CHECK(app::wrap("a extraordinary b", 5) == "a\nextraordinary\nb\n");
    CHECK(app::wrap("ä ö ü", 5) == "ä ö ü\n"); // characters, not bytes
    CHECK(app::wrap("", 5) == "\n");
}

TEST_CASE("what is printed about foreign text is one line of clean UTF-8") {
    CHECK(core::one_line("grün") == "grün");
    CHECK(core::one_line("a\nb\x1b[1m\x7f") == "a?b?[1m?");
    CHECK(core::one_line("\xc3(") == "?(");
    CHECK(core::one_line("\xc2\x9b") == "?"); // a control character of ISO 8859
}

TEST_CASE("a list of words reads like one") {
    constexpr std::array<std::string_view, 3> words{"text", "csv", "json"};
    CHECK(app::one_of(words) == "text, csv or json");
    CHECK(app::one_of(std::span{words}.first(2)) == "text or csv");
    CHECK(app::one_of(std::span{words}.first(1)) == "text");
}

TEST_CASE("a beginning that fits one word only is taken for it") {
    constexpr std::array<std::string_view, 3> words{"semaphore-throttle", "shutdown-drain",
                                                    "shout"};
    CHECK(app::instead_of("sema", words) == ", did you mean 'semaphore-throttle'?");
    CHECK(app::instead_of("sh", words) ==
          "; there are semaphore-throttle, shutdown-drain and shout");
    CHECK(app::instead_of("", words).starts_with("; there are"));
}

} // TEST_SUITE
