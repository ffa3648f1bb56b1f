#include "app/model/clock_text.hpp"
#include "tests/support/headless_gui.hpp"

#include <doctest/doctest.h>

using namespace std::chrono_literals;
using app::readable;
using core::Instant;

TEST_SUITE("app/model/clock_text") {

TEST_CASE("between events the clock has no more digits than one can read") {
    CHECK(readable(Instant{186'864'573}, Instant{100'000'000}) == 186ms);
    CHECK(readable(Instant{100'864'573}, Instant{100'500'000}) == 100'864us);
    CHECK(readable(Instant{100'864'573}, Instant{100'864'300}) == Instant{100'864'573});
    CHECK(readable(Instant{153'807'747}, Instant{153'807'747}) == Instant{153'807'747});
    CHECK(readable(310'500us, 300ms) == 310'500us);
}

TEST_CASE("the clock counts from where t = 0 lies, as the ruler and the story do") {
    app::Session session = support::make_session();
    session.apply(app::SeekTime{500ms});
    CHECK(app::clock_text(session) == "500 ms");
    session.apply(app::SetOrigin{100ms, core::EventId::none, app::Side::a});
    CHECK(app::clock_text(session) == "+400 ms");
    session.apply(app::SeekStart{});
    CHECK(app::clock_text(session) == "-100 ms");
}

} // TEST_SUITE
