// The same workloads on raw Asio: co_spawn, a hand-written group and a hand-written semaphore, as
// an engineer would write them without our engine. bench_asio b1|b2|b3|b4|b5.
#include "bench/engine/measure.hpp"

#include <asio/awaitable.hpp>
#include <asio/bind_cancellation_slot.hpp>
#include <asio/co_spawn.hpp>
#include <asio/detached.hpp>
#include <asio/io_context.hpp>
#include <asio/post.hpp>
#include <asio/steady_timer.hpp>
#include <asio/this_coro.hpp>
#include <asio/use_awaitable.hpp>

#include <cstdint>
#include <deque>
#include <exception>
#include <list>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace {

using asio::awaitable;
using asio::use_awaitable;
using bench::Sizes;
using namespace std::chrono_literals;

/// Children that are awaited together; the first error cancels those that can be cancelled.
class Group {
public:
    explicit Group(asio::io_context& context)
        : m_context(context), m_done(context, asio::steady_timer::time_point::max()) {}

    /// Who needs no cancellation should not pay for it.
    void spawn(awaitable<void> work) {
        ++m_running;
        asio::co_spawn(m_context, std::move(work),
                       [this](const std::exception_ptr& error) { on_done(error); });
    }

    void spawn_cancellable(awaitable<void> work) {
        ++m_running;
        asio::cancellation_signal& stop = m_stops.emplace_back();
        asio::co_spawn(m_context, std::move(work),
                       asio::bind_cancellation_slot(
                           stop.slot(), [this](std::exception_ptr error) { on_done(error); }));
    }

    awaitable<void> join() {
        if (m_running > 0) {
            try {
                co_await m_done.async_wait(use_awaitable);
            } catch (const std::system_error&) { // cancelled by the last child: all are done
            }
        }
        if (m_error) {
            std::rethrow_exception(m_error);
        }
    }

private:
    void on_done(const std::exception_ptr& error) {
        if (error && !m_error) {
            m_error = error;
            for (asio::cancellation_signal& stop : m_stops) {
                stop.emit(asio::cancellation_type::terminal);
            }
        }
        if (--m_running == 0) {
            m_done.cancel();
        }
    }

    asio::io_context& m_context;
    asio::steady_timer m_done;
    std::list<asio::cancellation_signal> m_stops;
    std::exception_ptr m_error;
    int m_running = 0;
};

awaitable<void> yield_once() {
    co_await asio::post(use_awaitable);
}

awaitable<void> b1(asio::io_context& context) {
    for (int i = 0; i < Sizes::groups; ++i) {
        Group group{context};
        for (int child = 0; child < Sizes::children; ++child) {
            group.spawn(yield_once());
        }
        co_await group.join();
    }
}

struct Cleanup {
    int& count;
    ~Cleanup() { ++count; }
};

awaitable<void> sleep_long(int& cleaned) {
    const Cleanup cleanup{cleaned};
    asio::steady_timer timer{co_await asio::this_coro::executor, 1h};
    co_await timer.async_wait(use_awaitable);
}

awaitable<void> fail_soon() {
    asio::steady_timer timer{co_await asio::this_coro::executor, 1ms};
    co_await timer.async_wait(use_awaitable);
    throw std::runtime_error{"no route"};
}

awaitable<void> b2(asio::io_context& context) {
    int cleaned = 0;
    for (int i = 0; i < Sizes::rounds; ++i) {
        Group group{context};
        for (int child = 0; child < Sizes::children; ++child) {
            group.spawn_cancellable(sleep_long(cleaned));
        }
        group.spawn_cancellable(fail_soon());
        try {
            co_await group.join();
        } catch (const std::runtime_error&) {
            --cleaned;
        }
    }
    if (cleaned != Sizes::rounds * (Sizes::children - 1)) {
        std::abort();
    }
}

/// First come, first served.
class Semaphore {
public:
    explicit Semaphore(int permits) : m_free(permits) {}

    awaitable<void> acquire() {
        if (m_free > 0) {
            --m_free;
            co_return;
        }
        const auto wait = [this](auto&& handler) {
            using Handler = std::decay_t<decltype(handler)>;
            m_waiting.push_back(std::make_unique<Waiter<Handler>>(std::move(handler)));
        };
        co_await asio::async_initiate<decltype(use_awaitable), void()>(wait, use_awaitable);
    }

    void release() {
        if (m_waiting.empty()) {
            ++m_free;
            return;
        }
        const std::unique_ptr<WaiterBase> next = std::move(m_waiting.front());
        m_waiting.pop_front();
        next->resume();
    }

private:
    struct WaiterBase {
        virtual ~WaiterBase() = default;
        virtual void resume() = 0;
    };
    template <class Handler>
    struct Waiter final : WaiterBase {
        explicit Waiter(Handler of) : handler(std::move(of)) {}
        void resume() override { asio::post(std::move(handler)); }
        Handler handler;
    };

    int m_free;
    std::deque<std::unique_ptr<WaiterBase>> m_waiting;
};

awaitable<void> worker(Semaphore& semaphore) {
    for (int i = 0; i < Sizes::turns; ++i) {
        co_await semaphore.acquire();
        co_await asio::post(use_awaitable);
        semaphore.release();
    }
}

awaitable<void> b3(asio::io_context& context) {
    Semaphore semaphore{Sizes::permits};
    Group group{context};
    for (int i = 0; i < Sizes::workers; ++i) {
        group.spawn(worker(semaphore));
    }
    co_await group.join();
}

awaitable<void> sleep_until(asio::steady_timer::time_point when) {
    asio::steady_timer timer{co_await asio::this_coro::executor, when};
    co_await timer.async_wait(use_awaitable);
}

awaitable<void> player() {
    for (int i = 0; i < Sizes::switches / 2; ++i) {
        co_await asio::post(use_awaitable);
    }
}

/// A real clock cannot jump. The first deadline leaves time for all to fall asleep; waiting for it
/// costs no CPU time.
void b4(asio::io_context& context) {
    std::uint64_t random = 88172645463325252U;
    const auto now = asio::steady_timer::clock_type::now();
    for (int i = 0; i < Sizes::sleepers; ++i) {
        random ^= random << 13U;
        random ^= random >> 7U;
        random ^= random << 17U;
        const auto deadline = now + 4s + std::chrono::nanoseconds{random % 1'000'000'000};
        asio::co_spawn(context, sleep_until(deadline), asio::detached);
    }
    context.run();
}

void b5(asio::io_context& context) {
    asio::co_spawn(context, player(), asio::detached);
    asio::co_spawn(context, player(), asio::detached);
    context.run();
}

template <awaitable<void> (*main)(asio::io_context&)>
void run(asio::io_context& context) {
    asio::co_spawn(context, main(context), [](const std::exception_ptr& error) {
        if (error) {
            std::rethrow_exception(error);
        }
    });
    context.run();
}

struct Workload {
    std::string_view name;
    void (*run)(asio::io_context&);
    double units;
};

constexpr Workload workloads[] = {
    {"b1", run<b1>, 1.0 * Sizes::groups* Sizes::children},
    {"b2", run<b2>, 1.0 * Sizes::rounds* Sizes::children},
    {"b3", run<b3>, 1.0 * Sizes::workers* Sizes::turns},
    {"b4", b4, 1.0 * Sizes::sleepers},
    {"b5", b5, 1.0 * Sizes::switches},
};

} // namespace

int main(int count, char** arguments) {
    const std::string_view name = count > 1 ? arguments[1] : "";
    for (const Workload& workload : workloads) {
        if (workload.name == name) {
            bench::measure(workload.units, [&] {
                asio::io_context context{1}; // one thread
                workload.run(context);
            });
            return 0;
        }
    }
    std::fprintf(stderr, "usage: bench_asio b1|b2|b3|b4|b5\n");
    return 2;
}
