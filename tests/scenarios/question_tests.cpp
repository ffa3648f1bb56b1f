#include "tests/support/scenario_runs.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>

namespace {

std::string words_of(const scenarios::RunSpec& spec) {
    std::string words{spec.scenario->id};
    for (std::size_t i = 0; i < spec.values.size(); ++i) {
        words += " " + std::string{spec.scenario->params[i].id} + "=" + spec.values.text(i);
    }
    return words;
}

/// The defaults with each option of the first choice; only the defaults if there is no choice.
std::vector<scenarios::RunSpec> variants_of(const scenarios::Scenario& scenario) {
    std::vector<scenarios::RunSpec> specs;
    const auto choice =
        std::find_if(scenario.params.begin(), scenario.params.end(),
                     [](const scenarios::Param& param) { return param.is_choice(); });
    if (choice == scenario.params.end()) {
        specs.emplace_back(scenario);
        return specs;
    }
    for (std::int64_t option = choice->min; option <= choice->max; ++option) {
        specs.emplace_back(scenario);
        specs.back().values.set(static_cast<std::size_t>(choice - scenario.params.begin()), option);
    }
    return specs;
}

bool is_sentence(const std::string& text) {
    return text.size() > 10 && (text.back() == '.' || text.back() == '?');
}

void check_question(const scenarios::Question& question, const core::Trace& trace) {
    CAPTURE(question.text);
    CHECK(question.ask_before <= question.reveal);
    CHECK(core::index_of(question.reveal) < trace.size());
    CHECK(question.text.size() > 10);
    CHECK(question.text.back() == '?');
    CHECK(is_sentence(question.because));
    CHECK(question.choices.size() >= 2);
    CHECK(question.choices.size() <= 4);
    CHECK(question.answer < question.choices.size());
    const std::set<std::string> different{question.choices.begin(), question.choices.end()};
    CHECK(different.size() == question.choices.size());
    CHECK_FALSE(different.contains(std::string{}));
}

void check_questions(const std::vector<scenarios::Question>& questions, const core::Trace& trace) {
    CHECK(questions.size() <= 4);
    for (const scenarios::Question& question : questions) {
        check_question(question, trace);
    }
    CHECK(std::is_sorted(questions.begin(), questions.end(),
                         [](const auto& a, const auto& b) { return a.ask_before < b.ask_before; }));
}

std::vector<scenarios::Question> questions_of(const scenarios::RunSpec& spec) {
    return spec.scenario->questions(*scenarios::run(spec), spec.values);
}

/// The right answer to the question that begins so.
std::string answer_of(std::string_view words, std::string_view text) {
    for (const scenarios::Question& question : questions_of(support::spec_of(words))) {
        if (question.text.find(text) != std::string::npos) {
            return question.choices[question.answer];
        }
    }
    return "not asked";
}

} // namespace

TEST_SUITE("scenarios/questions") {

TEST_CASE("every scenario asks two to four things, whatever the option of its first choice") {
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        CAPTURE(scenario->id);
        const bool asks = scenario->questions != nullptr;
        REQUIRE(asks);
        for (const scenarios::RunSpec& spec : variants_of(*scenario)) {
            const std::string words = words_of(spec);
            CAPTURE(words);
            const auto trace = scenarios::run(spec);
            const auto questions = scenario->questions(*trace, spec.values);
            CHECK(questions.size() >= 2);
            check_questions(questions, *trace);
        }
    }
}

TEST_CASE("whatever the parameters, what is asked can be answered") {
    std::mt19937 random{20260311};
    for (int i = 0; i < 240; ++i) {
        const auto all = scenarios::all();
        const auto& scenario = *all[static_cast<std::size_t>(i) % all.size()];
        scenarios::RunSpec spec{scenario};
        for (std::size_t k = 0; k < spec.values.size(); ++k) {
            const scenarios::Param& param = scenario.params[k];
            const std::int64_t span = param.max - param.min;
            const std::int64_t reach = random() % 4 == 0 ? span : std::min<std::int64_t>(span, 40);
            std::uniform_int_distribution<std::int64_t> any{0, reach};
            if (random() % 3 > 0 || param.is_choice()) {
                spec.values.set(k, param.min + any(random));
            }
        }
        const std::string words = words_of(spec);
        CAPTURE(words);
        const auto trace = scenarios::run(spec);
        check_questions(scenario.questions(*trace, spec.values), *trace);
    }
}

TEST_CASE("what becomes of the others depends on who waits for them") {
    constexpr auto what = "What becomes of the others";
    CHECK(answer_of("gather-vs-group mode=gather", what) ==
          "They run on, and nobody waits for them");
    CHECK(answer_of("gather-vs-group mode=gather-return-exceptions", what) ==
          "They run on, and main waits for all of them");
    CHECK(answer_of("gather-vs-group mode=task-group", what) ==
          "They are asked to stop, and main waits until they have");
    CHECK(answer_of("gather-vs-group mode=task-group tasks=1 fail_task=1", what) == "not asked");
}

TEST_CASE("when main sees the error is computed from the run") {
    constexpr auto what = "see the error";
    CHECK(answer_of("gather-vs-group mode=gather", what) == "400 ms");
    CHECK(answer_of("gather-vs-group mode=gather-return-exceptions", what) == "1.3 s");
    CHECK(answer_of("gather-vs-group mode=task-group", what) == "450 ms");
    CHECK(answer_of("gather-vs-group mode=gather", "still run") == "4");
    CHECK(answer_of("gather-vs-group mode=task-group", "still run") == "0");
    CHECK(answer_of("gather-vs-group mode=gather", "nobody waits for it") == "2.2 s");
    CHECK(answer_of("gather-vs-group fail_task=0", "all results") == "1.3 s");
}

TEST_CASE("what SIGTERM does to requests, log and exit code is computed from the run") {
    constexpr auto answered = "How many will be answered";
    CHECK(answer_of("shutdown-drain strategy=abrupt", answered) == "0");
    CHECK(answer_of("shutdown-drain strategy=article", answered) == "6");
    CHECK(answer_of("shutdown-drain strategy=robust", answered) == "6");
    CHECK(answer_of("shutdown-drain request_ms=5000", answered) == "0");
    CHECK(answer_of("shutdown-drain strategy=abrupt", "exit code") == "143");
    CHECK(answer_of("shutdown-drain strategy=article", "exit code") == "0");
    CHECK(answer_of("shutdown-drain request_ms=5000", "exit code") == "1");
    CHECK(answer_of("shutdown-drain strategy=article", "after SIGTERM") ==
          "It is accepted, but never answered");
    CHECK(answer_of("shutdown-drain strategy=robust", "after SIGTERM") == "It is refused");
    CHECK(answer_of("shutdown-drain strategy=article", "access log") == "No");
    CHECK(answer_of("shutdown-drain strategy=robust", "access log") == "Yes");
}

TEST_CASE("what a limiter bounds is computed from the run") {
    CHECK(answer_of("semaphore-throttle limiter=none", "at one moment") == "8");
    CHECK(answer_of("semaphore-throttle limiter=none", "refuse") == "16");
    CHECK(answer_of("semaphore-throttle limiter=semaphore", "at one moment") == "4");
    CHECK(answer_of("semaphore-throttle limiter=semaphore", "refuse") == "0");
    CHECK(answer_of("semaphore-throttle limiter=semaphore", "last one") == "1.2 s");
    CHECK(answer_of("semaphore-throttle limiter=semaphore", "How many tasks") == "24");
    CHECK(answer_of("semaphore-throttle limiter=worker-queue", "How many tasks") == "4");
}

} // TEST_SUITE
