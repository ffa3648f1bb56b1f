#include "app/model/glossary.hpp"
#include "app/model/lesson.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>

using app::Block;
using app::Glossary;
using app::TextRun;

namespace {

Glossary small() {
    return Glossary{app::parse_glossary("# G\n\n## Task\n\n`task` `tasks`\n\nruns\n\n"
                                        "## TaskGroup\n\n`TaskGroup` `task group`\n\nwaits\n")
                        .value()};
}

/// The text with its links in brackets.
std::string shown(const app::Blocks& blocks) {
    std::string text;
    for (const Block& block : blocks) {
        for (const TextRun& run : block.runs) {
            text += run.link.empty() ? run.text : "[" + run.text + "]";
        }
        text += "|";
    }
    return text;
}

std::string linked(const char* markdown) {
    return shown(small().linked(app::parse_markdown(markdown)));
}

} // namespace

TEST_SUITE("app/model/glossary") {

TEST_CASE("the first mention of a term leads to it, the longest word wins, words are whole") {
    CHECK(linked("A task group has tasks, and tasks end.") ==
          "A [task group] has [tasks], and tasks end.|");
    CHECK(linked("multitasking, task-3, a Task.") == "multitasking, [task]-3, a Task.|");
    CHECK(linked("see `TaskGroup` and `TaskGroup(x)`") == "see [TaskGroup] and TaskGroup(x)|");
    CHECK(linked("# task\n\ntask") == "task|[task]|");
    CHECK(linked("[task](elsewhere) task") == "[task] [task]|");
}

TEST_CASE("linking changes no word") {
    const Glossary glossary = app::built_in_glossary();
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        for (const app::LessonSection& section : app::lesson_of(*scenario).sections) {
            const app::Blocks after = glossary.linked(section.text);
            REQUIRE(after.size() == section.text.size());
            for (std::size_t i = 0; i < after.size(); ++i) {
                CHECK(app::plain_text(after[i]) == app::plain_text(section.text[i]));
            }
        }
    }
}

TEST_CASE("terms are found by their names first, then by their words, then by their texts") {
    const Glossary glossary = app::built_in_glossary();
    CHECK(glossary.search("").size() == glossary.terms().size());
    CHECK(glossary.search("taskg").at(0)->name == "TaskGroup");
    CHECK(glossary.search("TASK").at(0)->name == "Task");
    CHECK(glossary.search("wait_for").at(0)->name == "Timeout");
    CHECK(glossary.search("weak reference").at(0)->name == "Fire and forget");
    CHECK(glossary.search("no such words").empty());
}

TEST_CASE("a glossary without a term or without words says so") {
    CHECK_FALSE(app::parse_glossary("only text"));
    const auto wordless = app::parse_glossary("## Task\n\nruns\n");
    REQUIRE_FALSE(wordless);
    CHECK(wordless.error().message.find("'Task'") != std::string::npos);
}

TEST_CASE("the built-in glossary is complete: every term has a text, and every link a term") {
    const Glossary glossary = app::built_in_glossary();
    CHECK(glossary.terms().size() >= 30);
    std::set<std::string> words;
    for (const app::Term& term : glossary.terms()) {
        CAPTURE(term.name);
        CHECK_FALSE(term.text.empty());
        for (const std::string& word : term.words) {
            CAPTURE(word);
            CHECK(words.insert(word).second); // means one thing
        }
        for (const Block& block : term.text) {
            for (const TextRun& run : block.runs) {
                if (!run.link.empty()) {
                    CAPTURE(run.link);
                    REQUIRE(run.link.starts_with(Glossary::link_prefix));
                    CHECK(glossary.find(run.link.substr(Glossary::link_prefix.size())) != nullptr);
                }
            }
        }
    }
}

TEST_CASE("G opens the glossary, typing finds, a link in the lesson leads there, Escape closes") {
    support::HeadlessGui gui;
    app::Session session = support::make_session();
    gui.settle(session, {{.key = app::Key::g, .shift = true}});
    CHECK(session.overlays().glossary);
    const std::string first = gui.ui().glossary.term;
    CHECK(first == session.glossary().terms()[0].name);
    gui.settle(session, {{.key = app::Key::down}});
    CHECK(gui.ui().glossary.term == session.glossary().terms()[1].name);
    gui.settle(session, {{.key = app::Key::escape}});
    CHECK_FALSE(session.overlays().glossary);
    session.apply(app::SetCodeTab{app::CodeTab::lesson});
    gui.settle(session);
    session.apply(gui.click(session, gui.find("text link").center()));
    CHECK(session.overlays().glossary);
    gui.settle(session);
    CHECK(gui.ui().glossary.term == session.overlays().term);
    session.apply(app::ShowTerm{"no such term"});
    CHECK(session.overlays().term == gui.ui().glossary.term);
}

} // TEST_SUITE
