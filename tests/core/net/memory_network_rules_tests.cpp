#include "core/net/memory_network.hpp"
#include "core/net/os_error.hpp"
#include "tests/support/engine_run.hpp"

#include <doctest/doctest.h>

using namespace core;
using namespace std::chrono_literals;

TEST_SUITE("core/net/memory_network/rules") {

TEST_CASE("closing a stream in memory wakes its own suspended writer") {
    support::EngineRun r;
    MemoryNetwork network{r.loop, 1ms};
    const auto listener = network.listen(80);
    std::string outcome;
    const std::string too_much(MemoryNetwork::capacity + 1, 'x');
    std::unique_ptr<Stream> peer;
    std::unique_ptr<Stream> here;
    const auto write = [&]() -> Coro<void> { co_await here->write(too_much); };
    const auto main = [&]() -> Coro<void> {
        peer = co_await network.connect("localhost", 80);
        here = co_await listener->accept();
        const Task<void> writer = r.loop.create_task(write(), "writer");
        co_await sleep(1ms);
        here->close();
        co_await sleep(10ms);
        REQUIRE(writer.done());
        outcome = co_await support::error_of(writer);
    };
    r.run(main);
    CHECK(outcome.starts_with("BrokenPipeError"));
}

TEST_CASE("port 0 gives a free port even if somebody has taken 49152 by number") {
    support::EngineRun r;
    MemoryNetwork network{r.loop, 1ms};
    const auto taken = network.listen(49152);
    CHECK_NOTHROW(network.listen(0));
    for (int i = 0; i < 20000; ++i) { // more than there are; each is free again at once
        CHECK(network.listen(0)->port() > 49152);
    }
}

TEST_CASE("a host name is a ValueError in memory too, as Network says") {
    support::EngineRun r;
    MemoryNetwork network{r.loop, 1ms};
    const auto listener = network.listen(80);
    std::string outcome;
    const auto main = [&]() -> Coro<void> {
        const auto connect = [&]() -> Coro<void> { co_await network.connect("example.org", 80); };
        outcome = co_await support::thrown_by(connect);
    };
    r.run(main);
    CHECK(outcome.starts_with("ValueError"));
}

} // TEST_SUITE
