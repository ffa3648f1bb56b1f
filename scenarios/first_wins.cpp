// The same question goes to several replicas, and the first answer is enough. What of the others?
//
// cancel-losers  asks all at once, then cancels those that are not needed and awaits their cleanup
// forget-losers  asks all at once; nobody tells the others that it is over
// hedged         asks the next one only if no answer has come for a while; then as cancel-losers
#include "core/engine/gather.hpp"
#include "core/engine/sleep.hpp"
#include "core/engine/wait.hpp"
#include "scenarios/on_cancel.hpp"
#include "scenarios/programs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

namespace scenarios {

namespace {

struct ConnectionError final : core::Exception {
    explicit ConnectionError(std::string message)
        : Exception("ConnectionError", std::move(message)) {}
};

/// Shared by main and the replicas: one that main has forgotten lives longer than main.
class Race : public std::enable_shared_from_this<Race> {
public:
    Race(core::Loop& loop, const ParamValues& values) : m_loop(loop), m_values(values) {}

    core::Coro<std::string> run();

private:
    using Replica = core::Task<std::string>;

    static core::Coro<std::string> replica(std::shared_ptr<Race> race, int number);
    core::Duration length(int number) const;
    void ask_next();
    core::Coro<void> wait_for_one();
    std::vector<Replica> take_ended();
    core::Coro<std::string> first_answer();
    core::Coro<void> dismiss();
    void count(std::string_view name, int& number, int change = 1) {
        m_loop.counter(name, number += change);
    }

    core::Loop& m_loop;
    const ParamValues& m_values;
    std::vector<Replica> m_running; // in the order in which they were asked
    int m_asked = 0;
    int m_in_flight = 0, m_answered = 0, m_cut = 0;
};

/// Asks one replica; hangs up if it is cancelled.
core::Coro<std::string> Race::replica(std::shared_ptr<Race> race, int number) {
    const ParamValues& values = race->m_values;
    race->count("in_flight", race->m_in_flight);
    struct Finally {
        Race& race;
        ~Finally() { race.count("in_flight", race.m_in_flight, -1); }
    } const finally{*race};
    const auto call = [&]() -> core::Coro<std::string> {
        if (number == values.get("fail_replica")) {
            co_await core::sleep(values.ms("fail_ms"));                       // [fail-after]
            throw ConnectionError{fmt::format("replica-{} is gone", number)}; // [fail]
        }
        co_await core::sleep(race->length(number)); // [call]
        race->count("requests_completed", race->m_answered);
        co_return fmt::format("answer of replica-{}", number);
    };
    const auto hang_up = [&]() -> core::Coro<void> {
        race->count("requests_cut", race->m_cut);
        co_await core::sleep(values.ms("hang_up_ms")); // [hang-up]
    };
    co_return co_await on_cancel(race->m_loop, call, hang_up);
}

core::Duration Race::length(int number) const {
    return number == 1 ? m_values.ms("first_ms")
                       : m_values.ms("others_ms") + (number - 2) * m_values.ms("step_ms");
}

void Race::ask_next() {
    count("requests_accepted", m_asked);
    const std::string name = fmt::format("replica-{}", m_asked);
    m_running.push_back(m_loop.create_task(replica(shared_from_this(), m_asked), name)); // [ask]
}

/// Waits until a replica has ended; only so long if there is another one to ask.
core::Coro<void> Race::wait_for_one() {
    std::optional<core::Duration> limit;
    if (m_asked < m_values.get("replicas")) {
        limit = m_values.ms("hedge_after_ms");
    }
    std::vector<core::Ref<core::TaskBase>> running;
    for (const Replica& replica : m_running) {
        running.emplace_back(replica.object());
    }
    co_await core::wait(m_loop, running, core::ReturnWhen::first_completed, limit); // [wait]
}

std::vector<Race::Replica> Race::take_ended() {
    std::vector<Replica> ended;
    std::copy_if(m_running.begin(), m_running.end(), std::back_inserter(ended),
                 [](const Replica& replica) { return replica.done(); });
    std::erase_if(m_running, [](const Replica& replica) { return replica.done(); });
    return ended;
}

/// The first to end is not always the first to answer: an error is often the quickest.
core::Coro<std::string> Race::first_answer() {
    const bool is_hedged = m_values.choice("strategy") == "hedged";
    const bool gives_up = m_values.choice("on_failure") == "give-up";
    const auto has_more = [&] { return m_asked < m_values.get("replicas"); };
    while (has_more() || !m_running.empty()) {
        while (has_more()) {
            ask_next();
            if (is_hedged) { // [hedge]
                break;
            }
        }
        co_await wait_for_one();
        for (const Replica& replica : take_ended()) {
            if (replica.cancelled()) {
                continue;
            }
            if (gives_up || replica.exception() == nullptr) {
                const std::string answer = replica.result(); // [winner]
                m_loop.mark(replica.name() + " wins");
                co_return answer;
            }
        }
    }
    throw ConnectionError{"no replica has answered"}; // [nobody]
}

/// Nothing of the race is left when this is over.
core::Coro<void> Race::dismiss() {
    for (const Replica& replica : m_running) {
        replica.cancel(); // [cancel]
    }
    co_await core::gather(m_loop, m_running, core::return_exceptions); // [cleaned-up]
}

core::Coro<std::string> Race::run() {
    if (m_values.choice("strategy") == "forget-losers") {
        co_return co_await first_answer(); // [forget]
    }
    const auto race = [&]() -> core::Coro<std::string> {
        co_return co_await first_answer(); // [race]
    };
    const auto cleanup = [&]() -> core::Coro<void> {
        co_await dismiss(); // [dismiss]
    };
    co_return co_await core::with_cleanup(m_loop, race, cleanup);
}

} // namespace

core::Coro<int> first_wins_main(core::Loop& loop, const ParamValues& values, std::uint64_t,
                                World&) {
    for (const auto* name :
         {"in_flight", "requests_accepted", "requests_completed", "requests_cut"}) {
        loop.counter(name, 0);
    }
    const auto race = std::make_shared<Race>(loop, values);
    try {
        const std::string answer = co_await race->run();
        loop.counter("latency_us", core::to_us(loop.now()));
        loop.mark("main goes on with the " + answer);
    } catch (const std::exception&) { // [catch]
        loop.error_seen(std::current_exception());
        loop.mark("main goes on without an answer");
    }
    co_await core::sleep(values.ms("linger_ms")); // [linger]
    co_return 0;
}

} // namespace scenarios
