#include "app/cli/help.hpp"

#include "app/cli/assignments.hpp"
#include "app/cli/help_export.hpp"
#include "app/cli/param_text.hpp"
#include "app/cli/words.hpp"

#include <fmt/format.h>

namespace app {

namespace {

constexpr std::size_t columns = 80;

constexpr std::string_view general_help =
    R"(Async Lab runs small concurrent programs and shows what every task did.

usage:
  asynclab                                open the window
  asynclab list [--json]                  show the scenarios and parameters
  asynclab run ID [name=value ...]        run a scenario and show what happened
  asynclab compare ID [a.name=value ...]  run it twice and show what differs
  asynclab sweep ID name=FROM..TO --metric M
                                          a metric over a range of a parameter
  asynclab serve [option ...]             serve HTTP until SIGTERM, gracefully
  asynclab load URL [option ...]          send requests, held back by a limiter
  asynclab open LINK|FILE                 open the window on a run given away
  asynclab export ID [name=value ...] [--svg F] [--png F] [--chrome F] ...
                                          write pictures, traces and figures
  asynclab COMMAND --help                 explain a command
  asynclab run ID --help                  explain a scenario and its parameters

options:
  -h, --help    show this text
  --version     show the version

exit codes:
  0    fine
  1    the run could not finish, or its output could not be written
  2    wrong usage or bad input; nothing was done
)";

constexpr std::string_view list_help =
    R"(usage: asynclab list [--json]

Shows every scenario with its parameters, their defaults and ranges.

options:
  --json        one JSON object for programs, with labels and help texts
  -h, --help    show this text
)";

constexpr std::string_view run_help =
    R"(usage: asynclab run ID [name=value ...] [option ...]

Runs a scenario to its end and shows what happened. The exit code of the
scenario's own program is the metric exit_code.

options:
  --format FORMAT    text       a timeline for the terminal (default)
                     story      the events as sentences
                     findings   what is wrong with the run
                     metrics    the figures, one "name value" a line
                     json       all: spec, metrics, findings, tasks, events
                     rows       the events as JSON lines
  --seed N           start of the random numbers, for scenarios that draw some
                     (default 1)
  --clock CLOCK      virtual: exact and at once (default); real: in real time;
                     live: with real sockets and signals, where there are any
  --what-if WHAT     cancel:TASK@250ms, fail:TASK@250ms, signal:TERM@1s or
                     set:NAME=VALUE@500ms, for parameters that can change during
                     a run; may be given several times
  --python VERSION   3.11 (default), 3.12 or 3.13: whose rules, where asyncio
                     changed
  -h, --help         show this text; after an ID also its parameters
)";

constexpr std::string_view compare_help =
    R"(usage: asynclab compare ID [a.name=value ...] [b.name=value ...]
                        [name=value ...] [option ...]

Runs a scenario twice and shows both runs and what differs in their metrics.
A parameter without a. or b. is for both runs.

options:
  --format FORMAT    text    both timelines and the table (default)
                     csv     the table
                     json    both specs and the table
  --seed N           start of the random numbers, for scenarios that draw some
                     (default 1)
  --clock CLOCK      virtual: exact and at once (default); real: in real time;
                     live: with real sockets and signals, where there are any
                     virtual,live: one clock for each run
  --what-if WHAT     cancel:TASK@250ms, fail:TASK@250ms, signal:TERM@1s or
                     set:NAME=VALUE@500ms, for parameters that can change during
                     a run; may be given several times;
                     a.cancel:TASK@250ms and so on: for run a alone
  --python VERSION   3.11 (default), 3.12 or 3.13: whose rules, where asyncio
                     changed
  -h, --help         show this text; after an ID also its parameters
)";

constexpr std::string_view sweep_help =
    R"(usage: asynclab sweep ID name=FROM..TO --metric METRIC [name=value ...]
                      [option ...]

Runs a scenario once for each value of a parameter, at most 64 of them, and shows
what becomes of a metric.

options:
  --metric METRIC    total_us, p95_us, peak_in_flight and so on, as run --format
                     metrics shows them
  --format FORMAT    text    a bar for each value (default)
                     csv     value and metric, one run a line
  --seed N           start of the random numbers, for scenarios that draw some
                     (default 1)
  --what-if WHAT     cancel:TASK@250ms, fail:TASK@250ms, signal:TERM@1s or
                     set:NAME=VALUE@500ms, for parameters that can change during
                     a run; may be given several times
  --python VERSION   3.11 (default), 3.12 or 3.13: whose rules, where asyncio
                     changed
  -h, --help         show this text; after an ID also its parameters
)";

std::string scenario_ids() {
    std::string ids;
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        ids += fmt::format("  {:<20}{}\n", scenario->id, scenario->title);
    }
    return ids;
}

std::string default_pairs() {
    std::string pairs;
    for (const scenarios::Scenario* scenario : scenarios::all()) {
        const auto& [param, a, b] = scenario->difference;
        pairs += fmt::format("  {:<20}a.{}={} b.{}={}\n", scenario->id, param, a, param, b);
    }
    return pairs;
}

constexpr std::string_view serve_help =
    R"(usage: asynclab serve [option ...]

A small HTTP service on 127.0.0.1 that ends as a service should. GET /work takes
its time, GET /healthz tells whether the service wants more. SIGTERM or SIGINT:
/healthz says 503, nobody new is accepted, idle connections are closed, requests
in flight finish; at the deadline the rest is cut; the log is flushed. A second
signal cuts at once. Exit code 0: clean; 1: something was cut or lost.

options:
  --port N             0 (default): any free one; the first line says which
  --work-ms N          what GET /work takes (default 0)
  --drain-ms N         how long requests in flight may take after the signal
                       (default 10000)
  --lame-duck-ms N     how long it still accepts after the signal, while
                       /healthz says 503 already (default 0)
  --read-timeout-ms N  for a whole request from its first byte; then it gets 408
                       (default 10000)
  --max-connections N  more wait to be accepted (default 1000)
  --access-log FILE    a line per answer, appended
  --trace FILE         the trace as JSON, as run --format json
  -h, --help           show this text
)";

constexpr std::string_view load_help =
    R"(usage: asynclab load URL [option ...]

Sends GET requests to an http:// URL, as many at a time as the limiter lets
through. Answers 429 and 503, broken connections and time-outs are tried again
after a back-off that doubles and jitters. Ctrl-C cancels what is under way and
tells what was done. Exit code 0: all were answered; 1: some were not.

options:
  --requests N       how many (default 100)
  --limiter LIMITER  semaphore     at most --limit calls at a time (default)
                     token-bucket  --burst calls at once, then --rate per second
                     worker-queue  --limit workers take requests from a queue
                     none          all at once
  --limit N          of the semaphore, or workers (default 10)
  --rate R           of the token bucket, per second (default 100)
  --burst B          of the token bucket (default 10)
  --retries N        attempts after the first one (default 3)
  --timeout-ms N     of one call, waiting for the limiter not counted
                     (default 10000)
  --seed N           start of the jitter (default 1)
  --format FORMAT    text (default), metrics ("name value" lines) or json
  --trace FILE       the trace as JSON, as run --format json
  -h, --help         show this text
)";

std::string scenario_help(Verb verb, const scenarios::Scenario& scenario) {
    const std::size_t indent = 2 + name_width(scenario.params) + 2;
    const bool is_pair = verb == Verb::compare;
    std::string help = fmt::format("usage: asynclab {} {} [{}name=value ...] [option ...]\n\n",
                                   verb_names[static_cast<std::size_t>(verb)], scenario.id,
                                   is_pair ? "[a.|b.]" : "");
    help += fmt::format("{}\n\n{}\nparameters:\n", scenario.title, wrap(scenario.lesson, columns));
    for (const scenarios::Param& param : scenario.params) {
        help +=
            fmt::format("  {:<{}}  {}", param.id, indent - 4, wrap(param.help, columns, indent));
        help.append(indent, ' ');
        help += wrap(fmt::format("{} (default {})", allowed(param), default_text(param)), columns,
                     indent);
    }
    return help + fmt::format("\nThe options are told by asynclab {} --help.\n",
                              verb_names[static_cast<std::size_t>(verb)]);
}

} // namespace

std::string to_help(const HelpRequest& request) {
    if (!request.verb) {
        return fmt::format("{}\nscenarios:\n{}", general_help, scenario_ids());
    }
    if (request.scenario != nullptr) {
        return scenario_help(*request.verb, *request.scenario);
    }
    switch (*request.verb) {
    case Verb::list:
        return std::string{list_help};
    case Verb::run:
        return fmt::format("{}\nscenarios:\n{}", run_help, scenario_ids());
    case Verb::sweep:
        return fmt::format("{}\nscenarios:\n{}", sweep_help, scenario_ids());
    case Verb::open:
        return std::string{open_help};
    case Verb::export_run:
        return fmt::format("{}\nscenarios:\n{}", export_help, scenario_ids());
    case Verb::serve:
        return std::string{serve_help};
    case Verb::load:
        return std::string{load_help};
    case Verb::compare:
        return fmt::format("{}\nscenarios, and what is compared if nobody says:\n{}", compare_help,
                           default_pairs());
    }
    return {};
}

} // namespace app
