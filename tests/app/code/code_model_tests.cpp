#include "app/code/code_model.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>

using app::CodeModel;
using app::Language;
using core::TaskId;
using support::TraceBuilder;

namespace {

constexpr const char* path = "scenarios/sample.cpp";

CodeModel sample() {
    return app::make_code_model(path,
                                "Coro<void> work() {\n"
                                "    co_await sleep(1s); // [work]\n"
                                "    co_await rest();    // no marker [here] at all\n"
                                "    co_await end(); // [end]\n"
                                "}\n",
                                "assets/python/sample.py",
                                "async def work():\n"
                                "    await asyncio.sleep(1)  # [work]\n"
                                "    # a comment\n"
                                "    await end() # [end]\n");
}

void suspend_at(TraceBuilder& b, TaskId task, std::uint16_t line, const char* file = path) {
    b.add(core::EventKind::suspended, task, "sleep",
          {.value = static_cast<int>(core::WaitKind::sleep), .file = file, .line = line});
}

std::vector<app::LineTask> on_line(const CodeModel& model, Language language,
                                   const core::Trace& trace, int line,
                                   const app::LineSearch& search) {
    return app::tasks_of(app::events_on_line(model, language, trace, line), trace, search);
}

std::vector<TaskId> tasks_at(TraceBuilder& b, Language language, int line,
                             app::LineSearch search = {}) {
    std::vector<TaskId> tasks;
    for (const app::LineTask& task : on_line(sample(), language, b.trace(), line, search)) {
        tasks.push_back(task.task);
    }
    return tasks;
}

core::TraceState state_of(const core::Trace& trace) {
    core::TraceState state;
    for (const core::Event& event : trace.events()) {
        state.apply(event);
    }
    return state;
}

} // namespace

TEST_SUITE("app/code/code_model") {

TEST_CASE("markers are kept as ties and not shown") {
    const CodeModel model = sample();
    REQUIRE(model.cpp.lines.size() == 5);
    CHECK(model.cpp.lines[1].text == "    co_await sleep(1s);");
    CHECK(model.cpp.lines[1].marker == "work");
    CHECK(model.cpp.lines[1].number == 2);
    CHECK(model.cpp.lines[2].text == "    co_await rest();    // no marker [here] at all");
    CHECK(model.cpp.lines[2].marker.empty());
    CHECK(model.python.lines[1].text == "    await asyncio.sleep(1)");
    CHECK(model.python.lines[1].marker == "work");
}

TEST_CASE("tokens belong to the text without the marker") {
    const CodeModel model = sample();
    for (const app::CodeFile* file : {&model.cpp, &model.python}) {
        for (const app::CodeLine& line : file->lines) {
            const auto end = line.tokens.empty() ? 0U : line.tokens.back().end;
            CHECK(end == line.text.size());
        }
    }
}

TEST_CASE("lines end with or without a carriage return, the last one also without a newline") {
    const app::CodeFile file = app::make_code_file("a.py", "a\r\nb # [b]\r\nc", Language::python);
    REQUIRE(file.lines.size() == 3);
    CHECK(file.lines[0].text == "a");
    CHECK(file.lines[1].marker == "b");
    CHECK(file.lines[2].text == "c");
}

TEST_CASE("a comment that spans lines is a comment on all of them") {
    const app::CodeFile file = app::make_code_file("a.cpp", "/* if\nif\nif */ x\n", Language::cpp);
    REQUIRE(file.lines[1].tokens.size() == 1);
    CHECK(file.lines[1].tokens[0].kind == app::TokenKind::comment);
}

TEST_CASE("lines with the same marker are twins, in both directions") {
    const CodeModel model = sample();
    CHECK(app::python_line(model, 2) == 2);
    CHECK(app::python_line(model, 4) == 4);
    CHECK(app::cpp_line(model, 4) == 4);
    CHECK(app::python_line(model, 1) == 0);
    CHECK(app::python_line(model, 0) == 0);
    CHECK(app::python_line(model, 99) == 0);
}

TEST_CASE("every living task that awaits in this file has a mark on its line") {
    TraceBuilder b;
    const TaskId first = b.create("first");
    const TaskId second = b.create("second");
    const TaskId ended = b.create("ended");
    const TaskId elsewhere = b.create("elsewhere");
    b.create("not started");
    suspend_at(b, first, 4);
    suspend_at(b, second, 2);
    suspend_at(b, ended, 2);
    b.finish(ended);
    suspend_at(b, elsewhere, 2, "scenarios/other.cpp");
    const CodeModel model = sample();
    const core::TraceState state = state_of(b.trace());
    const auto marks = app::marks_at(model, Language::cpp, b.trace(), state, first);
    REQUIRE(marks.size() == 2);
    CHECK(marks[0].line == 2);
    CHECK(marks[0].task == second);
    CHECK_FALSE(marks[0].selected);
    CHECK(marks[1].line == 4);
    CHECK(marks[1].task == first);
    CHECK(marks[1].selected);
    CHECK(marks[1].role == app::Role::sleeping);
}

TEST_CASE("in Python a task stands on the line with the marker, or nowhere") {
    TraceBuilder b;
    const TaskId task = b.create("task");
    suspend_at(b, task, 4);
    const CodeModel model = sample();
    CHECK(app::line_of(model, Language::python, b.trace(), state_of(b.trace()).task(task)) == 4);
    suspend_at(b, task, 3);
    CHECK(app::line_of(model, Language::python, b.trace(), state_of(b.trace()).task(task)) == 0);
    CHECK(app::line_of(model, Language::cpp, b.trace(), state_of(b.trace()).task(task)) == 3);
    CHECK(app::marks_at(model, Language::python, b.trace(), state_of(b.trace()), task).empty());
}

TEST_CASE("a line knows the tasks that ran it, each once") {
    TraceBuilder b;
    const TaskId one = b.create("one");
    const TaskId two = b.create("two");
    suspend_at(b, two, 2);
    suspend_at(b, one, 2);
    suspend_at(b, two, 2);
    suspend_at(b, one, 4);
    suspend_at(b, two, 4, "scenarios/other.cpp");
    CHECK(tasks_at(b, Language::cpp, 2) == std::vector{one, two});
    CHECK(tasks_at(b, Language::cpp, 4) == std::vector{one});
    CHECK(tasks_at(b, Language::cpp, 1).empty());
    CHECK(tasks_at(b, Language::cpp, 0).empty());
    CHECK(tasks_at(b, Language::cpp, 999).empty());
}

TEST_CASE("a line does not know what is not told") {
    TraceBuilder b;
    const TaskId one = b.create("one");
    const TaskId two = b.create("two");
    suspend_at(b, one, 2);
    suspend_at(b, two, 2);
    CHECK(tasks_at(b, Language::cpp, 2, {.told = 2}).empty());
    CHECK(tasks_at(b, Language::cpp, 2, {.told = 3}) == std::vector{one});
    CHECK(tasks_at(b, Language::cpp, 2, {.told = 4}) == std::vector{one, two});
}

TEST_CASE("a line of the Python twin knows the tasks of all lines with its marker") {
    TraceBuilder b;
    const TaskId one = b.create("one");
    suspend_at(b, one, 2);
    suspend_at(b, one, 3);
    CHECK(tasks_at(b, Language::python, 2) == std::vector{one});
    CHECK(tasks_at(b, Language::python, 3).empty());
    const CodeModel twice =
        app::make_code_model(path, "a // [x]\nb // [x]\n", "sample.py", "ab # [x]\n");
    suspend_at(b, one, 1);
    CHECK(on_line(twice, Language::python, b.trace(), 1, {}) ==
          std::vector<app::LineTask>{{one, core::EventId{1}}});
}

TEST_CASE("of several times on a line the last one before the cursor counts, else the next one") {
    TraceBuilder b;
    const TaskId task = b.create("task");
    suspend_at(b, task, 2);
    suspend_at(b, task, 4);
    suspend_at(b, task, 2);
    const auto event_at = [&](std::size_t cursor) {
        return on_line(sample(), Language::cpp, b.trace(), 2, {.cursor = cursor}).front().event;
    };
    CHECK(event_at(0) == core::EventId{1});
    CHECK(event_at(3) == core::EventId{1});
    CHECK(event_at(4) == core::EventId{3});
}

} // TEST_SUITE
