// More requests come in than the workers can answer: what becomes of the rest?
//
// bounded    put() waits while the queue is full, so the producers slow down: backpressure
// unbounded  the queue takes everything; it grows, and each request waits behind all before it
// dropping   put_nowait() refuses what finds no place: somebody gets a quick no
//
// When the producers are done, the workers have to learn that nothing will come any more: from a
// sentinel in the queue, by cancellation when the queue is empty (join), or by cancellation at
// once.
#include "core/engine/sleep.hpp"
#include "core/engine/task_group.hpp"
#include "core/sync/queue.hpp"
#include "scenarios/on_cancel.hpp"
#include "scenarios/programs.hpp"

#include <fmt/format.h>

#include <vector>

namespace scenarios {

namespace {

using namespace std::chrono_literals;

constexpr auto undo_time = 50ms; // a request that is cut gives back what it holds

struct Request {
    core::Instant arrived;
};

class Service {
public:
    Service(core::Loop& loop, const ParamValues& values);

    core::Coro<void> run();

private:
    core::Coro<void> producer();
    core::Coro<bool> take_in(Request request);
    core::Coro<void> worker();
    core::Coro<void> handle(Request request);
    core::Coro<void> shut_down();
    void nobody_works();
    void count(std::string_view name, int& number, int change = 1) {
        m_loop.counter(name, number += change);
    }

    core::Loop& m_loop;
    const ParamValues& m_values;
    core::Queue<std::optional<Request>> m_queue; // nothing in the optional: the sentinel
    std::vector<core::Task<void>> m_producers, m_workers;
    int m_at_work = 0;
    int m_waiting = 0, m_in_flight = 0;
    int m_accepted = 0, m_completed = 0, m_dropped = 0, m_cut = 0;
};

std::size_t places(const ParamValues& values) {
    const bool is_bounded = values.choice("queue") != "unbounded";
    return is_bounded ? static_cast<std::size_t>(values.get("bound")) : 0;
}

Service::Service(core::Loop& loop, const ParamValues& values)
    : m_loop(loop), m_values(values), m_queue(loop, places(values), "queue") {
    for (const auto* name : {"queue_length", "in_flight", "requests_accepted", "requests_completed",
                             "requests_rejected", "requests_cut"}) {
        loop.counter(name, 0);
    }
    if (places(values) > 0) {
        loop.counter("queue_length_limit", static_cast<int>(places(values)));
    }
}

/// Brings one request after the other into the queue.
core::Coro<void> Service::producer() {
    for (int i = 0; i < m_values.get("requests"); ++i) {
        co_await core::sleep(m_values.ms("produce_ms")); // [produce]
        const bool is_in = co_await take_in(Request{m_loop.now()});
        if (!is_in) {
            count("requests_rejected", m_dropped);
            continue;
        }
        count("queue_length", m_waiting);
        count("requests_accepted", m_accepted);
        count("in_flight", m_in_flight);
    }
}

/// Here the three ways differ.
core::Coro<bool> Service::take_in(Request request) {
    if (m_values.choice("queue") != "dropping") {
        co_await m_queue.put(request); // [put]
        co_return true;
    }
    try {
        m_queue.put_nowait(request); // [offer]
        co_return true;
    } catch (const core::QueueFull&) { // [full]
        m_loop.mark("the queue is full: a request is dropped");
    }
    co_return false;
}

core::Coro<void> Service::worker() {
    struct AtWork {
        explicit AtWork(Service& in) : service(in) { ++service.m_at_work; }
        ~AtWork() {
            if (--service.m_at_work == 0) {
                service.nobody_works();
            }
        }
        Service& service;
    } const at_work{*this};
    while (const std::optional<Request> request = co_await m_queue.get()) { // [get]
        count("queue_length", m_waiting, -1);
        co_await handle(*request);
    }
}

core::Coro<void> Service::handle(Request request) {
    struct Finally {
        Service& service;
        bool answered = false;
        ~Finally() {
            service.count("in_flight", service.m_in_flight, -1);
            if (!answered) {
                service.count("requests_cut", service.m_cut);
            }
            service.m_queue.task_done(); // whatever happened: join() counts on it
        }
    } finally{*this};
    const auto work = [&]() -> core::Coro<void> {
        co_await core::sleep(m_values.ms("work_ms")); // [work]
    };
    const auto undo = []() -> core::Coro<void> {
        co_await core::sleep(undo_time); // [undo]
    };
    co_await on_cancel(m_loop, work, undo);
    finally.answered = true;
    count("requests_completed", m_completed);
    m_loop.counter("latency_us", core::to_us(m_loop.now() - request.arrived));
}

/// Without workers nothing will ever be taken out: nobody may go on waiting for that.
void Service::nobody_works() {
    for (const core::Task<void>& producer : m_producers) {
        producer.cancel();
    }
    while (!m_queue.empty()) {
        const bool is_request = m_queue.get_nowait().has_value();
        m_queue.task_done();
        if (is_request) {
            count("queue_length", m_waiting, -1);
            count("in_flight", m_in_flight, -1);
            count("requests_cut", m_cut);
        }
    }
}

core::Coro<void> Service::shut_down() {
    const std::string_view way = m_values.choice("shutdown");
    if (way == "sentinels") {
        m_loop.mark("the producers are done: a sentinel for each worker goes into the queue");
        for (auto left = m_workers.size(); left > 0 && m_at_work > 0; --left) {
            co_await m_queue.put(std::nullopt); // [sentinel]
        }
        co_return;
    }
    if (way == "join") {
        m_loop.mark("the producers are done: main waits until the queue is worked off");
        co_await m_queue.join(); // [join]
    }
    m_loop.mark("the workers are cancelled");
    for (const core::Task<void>& worker : m_workers) {
        worker.cancel(); // [dismiss]
    }
}

core::Coro<void> Service::run() {
    const auto produce = [&](core::TaskGroup& producers) -> core::Coro<void> {
        for (int i = 1; i <= m_values.get("producers"); ++i) {
            const std::string name = fmt::format("producer-{}", i);
            m_producers.push_back(producers.create_task(producer(), name)); // [producers]
        }
        co_return;
    };
    const auto serve = [&](core::TaskGroup& workers) -> core::Coro<void> {
        for (int i = 1; i <= m_values.get("workers"); ++i) {
            const std::string name = fmt::format("worker-{}", i);
            m_workers.push_back(workers.create_task(worker(), name)); // [workers]
        }
        co_await core::task_group(m_loop, "producers", produce); // [produced]
        co_await shut_down();
    };
    co_await core::task_group(m_loop, "workers", serve); // [group]
}

} // namespace

core::Coro<int> backpressure_main(core::Loop& loop, const ParamValues& values, std::uint64_t,
                                  World&) {
    Service service{loop, values};
    co_await service.run();
    co_return 0;
}

} // namespace scenarios
