#pragma once
#include <array>
#include <cstdint>
#include <string_view>

namespace core {

/// What one character of a lane says. The order is that of the legend.
enum class Sign : std::uint8_t {
    blank,
    created,
    running,
    sleeping,
    waiting,
    queued,
    asked,
    stopping,
    told,
    cleanup,
    done,
    failed,
    cancelled,
    never_ran,
    unfinished,
    guide,
    guide_over_sleeping,
    guide_over_waiting,
};

/// One row per sign: the lanes, the legend and the tests read it.
struct SignInfo {
    Sign sign;
    std::string_view unicode;
    char ascii;
    std::string_view color;   ///< ANSI attributes; empty: as it is
    std::string_view meaning; ///< legend; empty: needs none
};

inline constexpr std::array sign_infos{
    SignInfo{Sign::blank, " ", ' ', "", ""},
    SignInfo{Sign::created, "·", '.', "90", "created, has not run yet"},
    SignInfo{Sign::running, "●", '*', "1", "runs"},
    SignInfo{Sign::sleeping, "━", '=', "34", "sleeps or works"},
    SignInfo{Sign::waiting, "┄", '-', "90", "waits for others"},
    SignInfo{Sign::queued, "░", ':', "33", "in line for a permit"},
    SignInfo{Sign::asked, "▼", 'v', "1;31", "asked to stop"},
    SignInfo{Sign::stopping, "≈", '~', "31", "does not know it yet"},
    SignInfo{Sign::told, "▲", '^', "1;35", "learns of it"},
    SignInfo{Sign::cleanup, "▒", '#', "35", "cleans up"},
    SignInfo{Sign::done, "✓", '+', "1;32", "done"},
    SignInfo{Sign::failed, "✗", '!', "1;31", "failed"},
    SignInfo{Sign::cancelled, "■", 'x', "1;33", "cancelled"},
    SignInfo{Sign::never_ran, "□", 'o', "1;33", "cancelled, never ran"},
    SignInfo{Sign::unfinished, "▸", '>', "1;36", "still running at the end"},
    SignInfo{Sign::guide, "┊", '|', "90", ""},
    SignInfo{Sign::guide_over_sleeping, "┿", '|', "34", ""},
    SignInfo{Sign::guide_over_waiting, "┼", '|', "90", ""},
};

constexpr const SignInfo& info(Sign sign) {
    return sign_infos[static_cast<std::size_t>(sign)];
}

static_assert([] {
    for (std::size_t i = 0; i < sign_infos.size(); ++i) {
        if (static_cast<std::size_t>(sign_infos[i].sign) != i) {
            return false;
        }
    }
    return sign_infos.size() == static_cast<std::size_t>(Sign::guide_over_waiting) + 1;
}());

} // namespace core
