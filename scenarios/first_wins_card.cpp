#include "core/trace/metrics.hpp"
#include "scenarios/first_wins_facts.hpp"
#include "scenarios/programs.hpp"
#include "scenarios/scenario.hpp"
#include "scenarios/words.hpp"

#include <fmt/format.h>

#include <array>

namespace scenarios {

namespace {

constexpr std::array<std::string_view, 3> strategies{"cancel-losers", "forget-losers", "hedged"};
constexpr std::array<std::string_view, 2> on_failure{"wait-on", "give-up"};

constexpr std::array params{
    Param{.id = "strategy",
          .label = "Strategy",
          .max = 2,
          .help = "When the replicas are asked, and what becomes of those that are not needed.",
          .choices = strategies},
    Param{.id = "replicas",
          .label = "Replicas",
          .min = 1,
          .max = 16,
          .initial = 5,
          .help = "How many could answer."},
    Param{.id = "first_ms",
          .label = "First one takes",
          .max = 5000,
          .initial = 900,
          .unit = "ms",
          .help = "What replica-1 needs; it has a bad day."},
    Param{.id = "others_ms",
          .label = "Second one takes",
          .max = 5000,
          .initial = 300,
          .unit = "ms",
          .help = "What replica-2 needs."},
    Param{.id = "step_ms",
          .label = "Each next one longer by",
          .max = 1000,
          .initial = 200,
          .unit = "ms",
          .help = "What each further replica needs more than the one before it."},
    Param{.id = "hedge_after_ms",
          .label = "Hedge after",
          .max = 5000,
          .initial = 200,
          .unit = "ms",
          .help = "With hedged: so long without an answer, and the next replica is asked.",
          .adjustable = true},
    Param{.id = "fail_replica",
          .label = "Failing replica",
          .max = 16,
          .initial = 5,
          .help = "Number of the replica that fails; 0: nobody fails."},
    Param{.id = "fail_ms",
          .label = "Failure after",
          .max = 5000,
          .initial = 100,
          .unit = "ms",
          .help = "How long after it was asked that replica fails."},
    Param{.id = "on_failure",
          .label = "First to end has failed",
          .max = 1,
          .help = "Whether main waits for the next one or takes the error for the outcome.",
          .choices = on_failure},
    Param{.id = "hang_up_ms",
          .label = "Hang-up takes",
          .max = 2000,
          .initial = 50,
          .unit = "ms",
          .help = "What a cancelled replica needs to put things in order.",
          .adjustable = true},
    Param{.id = "linger_ms",
          .label = "Main goes on for",
          .max = 10000,
          .initial = 500,
          .unit = "ms",
          .help = "Main's other work, after it has the answer.",
          .adjustable = true},
};

std::string others(std::int64_t count) {
    return count == 1 ? "the other one" : fmt::format("the {} others", count);
}

std::string verdict(const core::Trace& trace, const ParamValues&) {
    const std::string cost = fmt::format("{} asked, {} of work in all",
                                         count_of(figure(trace, "requests_accepted"), "replica"),
                                         to_words(core::to_us(work_since(trace, core::Instant{}))));
    const auto winner = winner_of(trace);
    if (!winner && !core::metric(trace, "error_visible_us")) {
        return fmt::format("Main was stopped before anybody had answered; {}.", cost);
    }
    if (!winner) {
        return fmt::format("Nobody won: main saw an error at {}; {}.",
                           to_words(figure(trace, "error_visible_us")), cost);
    }
    const core::Instant won = trace[winner->done].at;
    const std::string answered =
        fmt::format("{} answered after {}", winner->name, to_words(core::to_us(won)));
    const std::int64_t losers = running_at(trace, winner->done);
    if (losers == 0) {
        return fmt::format("{}, and no other was running; {}.", answered, cost);
    }
    if (winner->goes_on == core::EventId::none) {
        return fmt::format("{}, but main never got the answer; {}.", answered, cost);
    }
    const core::EventId on = winner->goes_on;
    if (running_at(trace, on) > 0) {
        return fmt::format("{}; nobody told {}, which went on for {} in all; {}.", answered,
                           others(losers), to_words(core::to_us(work_since(trace, won))), cost);
    }
    return fmt::format("{}; main cancelled {}, waited {} until {} had hung up, and went on at {}; "
                       "{}.",
                       answered, others(losers), to_words(core::to_us(trace[on].at - won)),
                       losers == 1 ? "it" : "they", to_words(core::to_us(trace[on].at)), cost);
}

} // namespace

extern const Scenario first_wins{
    .id = "first-wins",
    .title = "The first answer wins",
    .group = "Under pressure",
    .lesson =
        "Several replicas are asked the same, and the first answer is enough. wait with "
        "FIRST_COMPLETED tells when one has ended; it does not stop the others, and the first "
        "to end may have failed. Who forgets the others lets them work for nobody. To cancel "
        "them and await their cleanup costs a moment and leaves nothing behind. A hedged "
        "request asks the next replica only when an answer is late: a little slower than the "
        "race, with less work.",
    .source = "scenarios/first_wins.cpp",
    .twin = "assets/python/first-wins.py",
    .params = params,
    .main = first_wins_main,
    .prepare = nullptr,
    .verdict = verdict,
    .difference = {"strategy", "forget-losers", "cancel-losers"},
    .curve = {"others_ms", "total_us"},
    .questions = first_wins_questions,
};

} // namespace scenarios
