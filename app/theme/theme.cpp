#include "app/theme/theme.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace app {
namespace {

constexpr Color rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16U), static_cast<std::uint8_t>(hex >> 8U),
            static_cast<std::uint8_t>(hex), 255};
}

constexpr Color rgba(std::uint32_t hex, std::uint8_t alpha) {
    Color color = rgb(hex);
    color.a = alpha;
    return color;
}

constexpr std::array infos{
    RoleInfo{Role::created, "Created", "The task exists but has not run yet."},
    RoleInfo{Role::running, "Running", "The task's code runs; no virtual time passes."},
    RoleInfo{Role::sleeping, "Working", "The task waits for its own timer: simulated work."},
    RoleInfo{Role::waiting, "Waiting", "The task waits for other tasks or an event."},
    RoleInfo{Role::queued, "In line", "The task stands in line for a permit."},
    RoleInfo{Role::cleanup, "Cleanup", "The task cleans up before it ends."},
    RoleInfo{Role::stopping, "Asked to stop",
             "The task was asked to stop and does not know it yet."},
    RoleInfo{Role::done, "Done", "The task ended normally."},
    RoleInfo{Role::failed, "Failed", "The task ended with an error."},
    RoleInfo{Role::cancelled, "Cancelled", "The task ended by cancellation."},
    RoleInfo{Role::never_ran, "Never ran", "The task was cancelled before its first step."},
    RoleInfo{Role::still_running, "Left running",
             "The task was still running when the run was over."},
    RoleInfo{Role::signal, "Signal", "The process received a signal."},
    RoleInfo{Role::error_seen, "Error seen", "The caller's own code sees the error."},
};

static_assert([] {
    for (std::size_t i = 0; i < infos.size(); ++i) {
        if (static_cast<std::size_t>(infos[i].role) != i) {
            return false;
        }
    }
    return infos.size() == role_count;
}());

constexpr Hatch hatch_of(Role role) {
    switch (role) {
    case Role::created:
    case Role::never_ran:
        return Hatch::outline;
    case Role::running:
        return Hatch::core;
    case Role::waiting:
        return Hatch::diagonal;
    case Role::queued:
        return Hatch::dots;
    case Role::cleanup:
        return Hatch::cross;
    case Role::stopping:
        return Hatch::dense;
    default:
        return Hatch::solid;
    }
}

constexpr Cap cap_of(Role role) {
    switch (role) {
    case Role::done:
        return Cap::check;
    case Role::failed:
        return Cap::cross;
    case Role::cancelled:
        return Cap::stop;
    case Role::never_ran:
        return Cap::hollow;
    case Role::still_running:
        return Cap::open;
    case Role::stopping:
        return Cap::triangle;
    case Role::error_seen:
        return Cap::eye;
    case Role::signal:
        return Cap::bolt;
    default:
        return Cap::none;
    }
}

/// Fill, text on the fill, text on a panel.
struct Inks {
    std::uint32_t fill, on_fill, text;
};

// The fills were searched for: about equal OKLab lightness, and the least distance of any two
// under normal sight, protanopia, deuteranopia and tritanopia (Machado 2009) as large as possible.
// The tests measure both. Rows in the order of Role.
constexpr std::array<Inks, role_count> light_inks{{
    {0x6d7681, 0xffffff, 0x565e69}, // created
    {0x4d67eb, 0xffffff, 0x3f57d4}, // running
    {0x386696, 0xffffff, 0x2f5a87}, // sleeping
    {0x798599, 0x0c0e12, 0x556072}, // waiting
    {0xba8200, 0x0c0e12, 0x7d5700}, // queued
    {0xab76d3, 0x0c0e12, 0x8449b0}, // cleanup
    {0xb45f00, 0xffffff, 0x8f4b00}, // stopping
    {0x219f67, 0x0c0e12, 0x12703f}, // done
    {0xb2271a, 0xffffff, 0xa82016}, // failed
    {0x7d5952, 0xffffff, 0x6f4c45}, // cancelled
    {0x7d5952, 0xffffff, 0x6f4c45}, // never_ran
    {0x386696, 0xffffff, 0x2f5a87}, // still_running
    {0x9b2f78, 0xffffff, 0x8a2468}, // signal
    {0xb2271a, 0xffffff, 0xa82016}, // error_seen
}};

constexpr std::array<Inks, role_count> dark_inks{{
    {0xb2b8bf, 0x0c0e12, 0xb2b8bf}, // created
    {0x7966f1, 0x0c0e12, 0xa397f7}, // running
    {0x51aafd, 0x0c0e12, 0x6cb8ff}, // sleeping
    {0x97a6c1, 0x0c0e12, 0xa5b3cc}, // waiting
    {0xc09b14, 0x0c0e12, 0xd2ad2c}, // queued
    {0x9569ba, 0x0c0e12, 0xb891d8}, // cleanup
    {0xb86b05, 0x0c0e12, 0xe08a1e}, // stopping
    {0x009d89, 0x0c0e12, 0x1fbca6}, // done
    {0xec596e, 0x0c0e12, 0xf57d8e}, // failed
    {0xeda477, 0x0c0e12, 0xf0b08a}, // cancelled
    {0xeda477, 0x0c0e12, 0xf0b08a}, // never_ran
    {0x51aafd, 0x0c0e12, 0x6cb8ff}, // still_running
    {0xe070b4, 0x0c0e12, 0xec8fc6}, // signal
    {0xec596e, 0x0c0e12, 0xf57d8e}, // error_seen
}};

// For projectors: searched for in the same way, on black.
constexpr std::array<Inks, role_count> contrast_inks{{
    {0xa9b0bb, 0x000000, 0xa9b0bb}, // created
    {0x7c81ff, 0x000000, 0x7c81ff}, // running
    {0x61b1fc, 0x000000, 0x61b1fc}, // sleeping
    {0xb2cdea, 0x000000, 0xb2cdea}, // waiting
    {0xedc651, 0x000000, 0xedc651}, // queued
    {0xa881b8, 0x000000, 0xa881b8}, // cleanup
    {0xc98000, 0x000000, 0xc98000}, // stopping
    {0x62e8a8, 0x000000, 0x62e8a8}, // done
    {0xeb6072, 0x000000, 0xeb6072}, // failed
    {0xe1a25b, 0x000000, 0xe1a25b}, // cancelled
    {0xe1a25b, 0x000000, 0xe1a25b}, // never_ran
    {0x61b1fc, 0x000000, 0x61b1fc}, // still_running
    {0xff8fd2, 0x000000, 0xff8fd2}, // signal
    {0xeb6072, 0x000000, 0xeb6072}, // error_seen
}};

struct Paint {
    UiRole role;
    Color color;
};

constexpr std::array light_paints{
    Paint{UiRole::background, rgb(0xeceef2)},     Paint{UiRole::panel, rgb(0xf9fafb)},
    Paint{UiRole::panel_raised, rgb(0xffffff)},   Paint{UiRole::lane, rgb(0xffffff)},
    Paint{UiRole::lane_alternate, rgb(0xf7f8fa)}, Paint{UiRole::border, rgb(0xdde1e7)},
    Paint{UiRole::grid, rgb(0xe8ebf0)},           Paint{UiRole::text, rgb(0x1d2128)},
    Paint{UiRole::muted, rgb(0x5c6573)},          Paint{UiRole::disabled, rgb(0xa3abb8)},
    Paint{UiRole::accent, rgb(0x3457d5)},         Paint{UiRole::on_accent, rgb(0xffffff)},
    Paint{UiRole::accent_soft, rgb(0xe4eafb)},    Paint{UiRole::hover, rgb(0xeef1f6)},
    Paint{UiRole::pressed, rgb(0xe0e5ee)},        Paint{UiRole::frame, rgb(0xeceff4)},
    Paint{UiRole::selection, rgb(0x1d2128)},      Paint{UiRole::cursor, rgb(0x3457d5)},
    Paint{UiRole::scrim, rgba(0xf9fafb, 168)},    Paint{UiRole::shade, rgba(0x14181f, 96)},
    Paint{UiRole::warning, rgb(0x9a3412)},        Paint{UiRole::code_text, rgb(0x24292f)},
    Paint{UiRole::code_keyword, rgb(0x7c3fb4)},   Paint{UiRole::code_type, rgb(0x0b6b74)},
    Paint{UiRole::code_string, rgb(0x22693a)},    Paint{UiRole::code_number, rgb(0x9a4a00)},
    Paint{UiRole::code_comment, rgb(0x5d6673)},   Paint{UiRole::code_call, rgb(0x2453b8)},
    Paint{UiRole::code_line, rgb(0xe4eafb)},
};

constexpr std::array dark_paints{
    Paint{UiRole::background, rgb(0x0f1115)},     Paint{UiRole::panel, rgb(0x17191f)},
    Paint{UiRole::panel_raised, rgb(0x20232b)},   Paint{UiRole::lane, rgb(0x15171c)},
    Paint{UiRole::lane_alternate, rgb(0x191c22)}, Paint{UiRole::border, rgb(0x2a2e37)},
    Paint{UiRole::grid, rgb(0x242831)},           Paint{UiRole::text, rgb(0xe6e9ee)},
    Paint{UiRole::muted, rgb(0x9aa3b2)},          Paint{UiRole::disabled, rgb(0x59616e)},
    Paint{UiRole::accent, rgb(0x8ea6ff)},         Paint{UiRole::on_accent, rgb(0x0c0e12)},
    Paint{UiRole::accent_soft, rgb(0x252d47)},    Paint{UiRole::hover, rgb(0x22262e)},
    Paint{UiRole::pressed, rgb(0x2c313b)},        Paint{UiRole::frame, rgb(0x22262e)},
    Paint{UiRole::selection, rgb(0xf3f5f8)},      Paint{UiRole::cursor, rgb(0x8ea6ff)},
    Paint{UiRole::scrim, rgba(0x15171c, 160)},    Paint{UiRole::shade, rgba(0x000000, 140)},
    Paint{UiRole::warning, rgb(0xf5a97f)},        Paint{UiRole::code_text, rgb(0xdfe3ea)},
    Paint{UiRole::code_keyword, rgb(0xc79bf2)},   Paint{UiRole::code_type, rgb(0x6fcfd6)},
    Paint{UiRole::code_string, rgb(0x8fd19e)},    Paint{UiRole::code_number, rgb(0xf0b27a)},
    Paint{UiRole::code_comment, rgb(0x949dad)},   Paint{UiRole::code_call, rgb(0x8fb4ff)},
    Paint{UiRole::code_line, rgb(0x252d47)},
};

constexpr std::array contrast_paints{
    Paint{UiRole::background, rgb(0x000000)},     Paint{UiRole::panel, rgb(0x000000)},
    Paint{UiRole::panel_raised, rgb(0x0e1014)},   Paint{UiRole::lane, rgb(0x000000)},
    Paint{UiRole::lane_alternate, rgb(0x0a0c0f)}, Paint{UiRole::border, rgb(0x7b8494)},
    Paint{UiRole::grid, rgb(0x2d323b)},           Paint{UiRole::text, rgb(0xffffff)},
    Paint{UiRole::muted, rgb(0xcbd2dd)},          Paint{UiRole::disabled, rgb(0x8d95a3)},
    Paint{UiRole::accent, rgb(0xffd84d)},         Paint{UiRole::on_accent, rgb(0x000000)},
    Paint{UiRole::accent_soft, rgb(0x33301c)},    Paint{UiRole::hover, rgb(0x22262e)},
    Paint{UiRole::pressed, rgb(0x353b46)},        Paint{UiRole::frame, rgb(0x1d2128)},
    Paint{UiRole::selection, rgb(0xffffff)},      Paint{UiRole::cursor, rgb(0xffd84d)},
    Paint{UiRole::scrim, rgba(0x000000, 150)},    Paint{UiRole::shade, rgba(0x000000, 190)},
    Paint{UiRole::warning, rgb(0xffb48a)},        Paint{UiRole::code_text, rgb(0xffffff)},
    Paint{UiRole::code_keyword, rgb(0xdcb8ff)},   Paint{UiRole::code_type, rgb(0x8ce8ee)},
    Paint{UiRole::code_string, rgb(0xa9ecb8)},    Paint{UiRole::code_number, rgb(0xffcb9a)},
    Paint{UiRole::code_comment, rgb(0xb9c1cd)},   Paint{UiRole::code_call, rgb(0xb3cdff)},
    Paint{UiRole::code_line, rgb(0x33301c)},
};

template <std::size_t n>
constexpr bool in_order(const std::array<Paint, n>& paints) {
    for (std::size_t i = 0; i < n; ++i) {
        if (static_cast<std::size_t>(paints[i].role) != i) {
            return false;
        }
    }
    return n == ui_role_count;
}
static_assert(in_order(light_paints) && in_order(dark_paints) && in_order(contrast_paints));

constexpr Theme make(ThemeKind kind, const std::array<Inks, role_count>& inks,
                     const std::array<Paint, ui_role_count>& paints) {
    Theme theme;
    theme.kind = kind;
    for (std::size_t i = 0; i < role_count; ++i) {
        const auto role = static_cast<Role>(i);
        theme.roles[i] = {
            role,           rgb(inks[i].fill), rgb(inks[i].on_fill), rgb(inks[i].text),
            hatch_of(role), cap_of(role)};
    }
    for (std::size_t i = 0; i < ui_role_count; ++i) {
        theme.ui[i] = paints[i].color;
    }
    return theme;
}

constexpr Theme light = make(ThemeKind::light, light_inks, light_paints);
constexpr Theme dark = make(ThemeKind::dark, dark_inks, dark_paints);
constexpr Theme high_contrast = make(ThemeKind::high_contrast, contrast_inks, contrast_paints);

double luminance(Color color) {
    const auto linear = [](std::uint8_t channel) {
        const double c = channel / 255.0;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.r) + 0.7152 * linear(color.g) + 0.0722 * linear(color.b);
}

} // namespace

std::span<const RoleInfo> role_infos() {
    return infos;
}

const RoleInfo& info(Role role) {
    return infos[static_cast<std::size_t>(role)];
}

const Theme& theme(ThemeKind kind) {
    switch (kind) {
    case ThemeKind::light:
        return light;
    case ThemeKind::dark:
        return dark;
    case ThemeKind::high_contrast:
        return high_contrast;
    }
    return light;
}

double contrast(Color a, Color b) {
    const auto [low, high] = std::minmax({luminance(a), luminance(b)});
    return (high + 0.05) / (low + 0.05);
}

Color blend(Color under, Color over) {
    const auto mix = [&](std::uint8_t below, std::uint8_t above) {
        const double share = over.a / 255.0;
        return static_cast<std::uint8_t>(std::lround(above * share + below * (1 - share)));
    };
    return {mix(under.r, over.r), mix(under.g, over.g), mix(under.b, over.b), 255};
}

} // namespace app
