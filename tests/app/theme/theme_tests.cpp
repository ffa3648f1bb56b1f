#include "app/theme/theme.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using app::Color;
using app::Role;
using app::Theme;
using app::ThemeKind;
using app::UiRole;

namespace {

constexpr std::array themes{ThemeKind::light, ThemeKind::dark, ThemeKind::high_contrast};

/// The roles whose colours must be told apart: states and outcomes of tasks.
constexpr std::array states{Role::created, Role::running,  Role::sleeping, Role::waiting,
                            Role::queued,  Role::cleanup,  Role::stopping, Role::done,
                            Role::failed,  Role::cancelled};

using Vector = std::array<double, 3>;
using Matrix = std::array<Vector, 3>;

struct Sight {
    const char* name;
    Matrix matrix; // on linear RGB
};

// Machado, Oliveira, Fernandes 2009, severity 1.
constexpr std::array sights{
    Sight{"normal", {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}},
    Sight{"protanopia",
          {{{0.152286, 1.052583, -0.204868},
            {0.114503, 0.786281, 0.099216},
            {-0.003882, -0.048116, 1.051998}}}},
    Sight{"deuteranopia",
          {{{0.367322, 0.860646, -0.227968},
            {0.280085, 0.672501, 0.047413},
            {-0.011820, 0.042940, 0.968881}}}},
    Sight{"tritanopia",
          {{{1.255528, -0.076749, -0.178779},
            {-0.078411, 0.930809, 0.147602},
            {0.004733, 0.691367, 0.303900}}}},
};

Vector times(const Matrix& m, const Vector& v) {
    Vector result{};
    for (std::size_t i = 0; i < 3; ++i) {
        result[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
    }
    return result;
}

Vector linear(Color color) {
    const auto channel = [](std::uint8_t c) {
        const double v = c / 255.0;
        return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return {channel(color.r), channel(color.g), channel(color.b)};
}

/// OKLab (Ottosson 2020): distances in it are about as large as they look.
Vector oklab(const Vector& rgb) {
    Vector lms = times({{{0.4122214708, 0.5363325363, 0.0514459929},
                         {0.2119034982, 0.6806995451, 0.1073969566},
                         {0.0883024619, 0.2817188376, 0.6299787005}}},
                       rgb);
    std::transform(lms.begin(), lms.end(), lms.begin(), [](double v) { return std::cbrt(v); });
    return times({{{0.2104542553, 0.7936177850, -0.0040720468},
                   {1.9779984951, -2.4285922050, 0.4505937099},
                   {0.0259040371, 0.7827717662, -0.8086757660}}},
                 lms);
}

/// CIE L*a*b* for the white of sRGB: the older measure, in which about 2.3 is just seen.
Vector cielab(const Vector& rgb) {
    Vector xyz = times({{{0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047},
                         {0.2126729, 0.7151522, 0.0721750},
                         {0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883}}},
                       rgb);
    std::transform(xyz.begin(), xyz.end(), xyz.begin(), [](double t) {
        return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    });
    return {116 * xyz[1] - 16, 500 * (xyz[0] - xyz[1]), 200 * (xyz[1] - xyz[2])};
}

Vector light_seen(Color color, const Sight& sight) {
    Vector rgb = times(sight.matrix, linear(color));
    std::transform(rgb.begin(), rgb.end(), rgb.begin(),
                   [](double v) { return std::clamp(v, 0.0, 1.0); });
    return rgb;
}

Vector seen(Color color, const Sight& sight) {
    return oklab(light_seen(color, sight));
}

double lab_distance(Color a, Color b, const Sight& sight) {
    const Vector x = cielab(light_seen(a, sight));
    const Vector y = cielab(light_seen(b, sight));
    return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

double distance(Color a, Color b, const Sight& sight) {
    const Vector x = seen(a, sight);
    const Vector y = seen(b, sight);
    return std::hypot(x[0] - y[0], x[1] - y[1], x[2] - y[2]);
}

} // namespace

TEST_SUITE("app/theme") {

TEST_CASE("contrast is that of WCAG") {
    CHECK(app::contrast({0, 0, 0}, {255, 255, 255}) == doctest::Approx(21));
    CHECK(app::contrast({255, 255, 255}, {255, 255, 255}) == doctest::Approx(1));
    CHECK(app::contrast({118, 118, 118}, {255, 255, 255}) == doctest::Approx(4.54).epsilon(0.01));
}

TEST_CASE("every two states can be told apart by colour with every common sight") {
    for (const ThemeKind kind : themes) {
        const Theme& theme = app::theme(kind);
        for (const Sight& sight : sights) {
            for (std::size_t i = 0; i < states.size(); ++i) {
                for (std::size_t j = 0; j < i; ++j) {
                    CAPTURE(int(kind));
                    CAPTURE(sight.name);
                    CAPTURE(app::info(states[i]).name);
                    CAPTURE(app::info(states[j]).name);
                    // 0.02 is a difference that is just seen side by side.
                    CHECK(distance(theme.style(states[i]).fill, theme.style(states[j]).fill,
                                   sight) >= 0.05);
                    // By the older measure: more than twice what is just seen.
                    CHECK(lab_distance(theme.style(states[i]).fill, theme.style(states[j]).fill,
                                       sight) >= 6);
                }
            }
        }
    }
}

TEST_CASE("no state shouts: lightness differs by less than a fifth of the scale") {
    for (const ThemeKind kind : themes) {
        double least = 1;
        double most = 0;
        for (const Role role : states) {
            const double lightness = oklab(linear(app::theme(kind).style(role).fill))[0];
            least = std::min(least, lightness);
            most = std::max(most, lightness);
        }
        CAPTURE(int(kind));
        CHECK(most - least < 0.2);
    }
}

TEST_CASE("every shape stands out from the lane, and every text from what is under it") {
    for (const ThemeKind kind : themes) {
        const Theme& theme = app::theme(kind);
        for (const app::RoleStyle& style : theme.roles) {
            CAPTURE(int(kind));
            CAPTURE(app::info(style.role).name);
            CHECK(app::contrast(style.fill, theme.color(UiRole::lane)) >= 3);
            CHECK(app::contrast(style.fill, theme.color(UiRole::lane_alternate)) >= 3);
            CHECK(app::contrast(style.on_fill, style.fill) >= 4.5);
            CHECK(app::contrast(style.text, theme.color(UiRole::panel)) >= 4.5);
            CHECK(app::contrast(style.text, theme.color(UiRole::panel_raised)) >= 4.5);
        }
    }
}

TEST_CASE("texts are readable on every ground they stand on") {
    constexpr std::array texts{UiRole::text,        UiRole::muted,        UiRole::warning,
                               UiRole::code_text,   UiRole::code_keyword, UiRole::code_type,
                               UiRole::code_string, UiRole::code_number,  UiRole::code_comment,
                               UiRole::code_call};
    constexpr std::array grounds{UiRole::panel, UiRole::panel_raised, UiRole::accent_soft,
                                 UiRole::code_line};
    for (const ThemeKind kind : themes) {
        const Theme& theme = app::theme(kind);
        for (const UiRole text : texts) {
            for (const UiRole ground : grounds) {
                CAPTURE(int(kind));
                CAPTURE(int(text));
                CAPTURE(int(ground));
                CHECK(app::contrast(theme.color(text), theme.color(ground)) >= 4.5);
            }
        }
        for (const UiRole ground :
             {UiRole::hover, UiRole::pressed, UiRole::frame, UiRole::background, UiRole::lane}) {
            CAPTURE(int(ground));
            CHECK(app::contrast(theme.color(UiRole::text), theme.color(ground)) >= 4.5);
        }
        CHECK(app::contrast(theme.color(UiRole::on_accent), theme.color(UiRole::accent)) >= 4.5);
        CHECK(app::contrast(theme.color(UiRole::cursor), theme.color(UiRole::lane)) >= 3);
        CHECK(app::contrast(theme.color(UiRole::selection), theme.color(UiRole::lane)) >= 3);
    }
}

TEST_CASE("what lies after the cursor is dimmed but can still be seen") {
    for (const ThemeKind kind : themes) {
        const Theme& theme = app::theme(kind);
        const Color scrim = theme.color(UiRole::scrim);
        const Color ground = app::blend(theme.color(UiRole::lane), scrim);
        for (const Role role : states) {
            const Color lit = theme.style(role).fill;
            const Color dimmed = app::blend(lit, scrim);
            CAPTURE(int(kind));
            CAPTURE(app::info(role).name);
            CHECK(app::contrast(dimmed, ground) >= 1.25);
            CHECK(app::contrast(dimmed, ground) <
                  0.75 * app::contrast(lit, theme.color(UiRole::lane)));
        }
    }
}

TEST_CASE(
    "no two states of a task differ by colour alone, and no two ends or moments have one shape") {
    for (const ThemeKind kind : themes) {
        const Theme& theme = app::theme(kind);
        for (std::size_t i = 0; i < app::span_role_count; ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                CAPTURE(i);
                CAPTURE(j);
                CHECK(theme.style(Role(i)).hatch != theme.style(Role(j)).hatch);
            }
        }
        for (std::size_t i = app::span_role_count; i < app::role_count; ++i) {
            CHECK(theme.style(Role(i)).cap != app::Cap::none);
            for (std::size_t j = app::span_role_count; j < i; ++j) {
                CAPTURE(i);
                CAPTURE(j);
                CHECK(theme.style(Role(i)).cap != theme.style(Role(j)).cap);
            }
        }
    }
}

} // TEST_SUITE
