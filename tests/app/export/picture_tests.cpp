#include "app/export/export_run.hpp"
#include "app/export/picture.hpp"
#include "tests/support/golden.hpp"
#include "tests/support/random_specs.hpp"
#include "tests/support/scenario_runs.hpp"
#include "tests/support/trace_builder.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <vector>

#define STB_IMAGE_STATIC
#define STB_IMAGE_IMPLEMENTATION
#define STBI_ONLY_PNG
#include <stb_image.h>

namespace {

app::Run run_of(std::string_view words) {
    const scenarios::RunSpec spec = support::spec_of(words);
    return {spec, scenarios::run(spec)};
}

/// Keeps what texts were put where, and how far everything reaches.
class Recorded final : public app::Canvas {
public:
    explicit Recorded(const app::FontMetrics& fonts) : m_fonts(fonts) {}

    void fill_rect(const app::Rect& r, app::Color, float) override { reach(r); }
    void stroke_rect(const app::Rect& r, app::Color, float, float) override { reach(r); }
    void hatch_rect(const app::Rect& r, app::Color, float, app::Hatch) override { reach(r); }
    void line(app::Spot a, app::Spot b, app::Color, float, float) override {
        reach({a.x, a.y, b.x, b.y});
    }
    void polyline(std::span<const app::Spot> spots, app::Color, float) override {
        for (const app::Spot& spot : spots) {
            reach({spot.x, spot.y, spot.x, spot.y});
        }
    }
    void polygon(std::span<const app::Spot> spots, app::Color fill) override {
        polyline(spots, fill, 1);
    }
    void circle(app::Spot c, float r, app::Color) override {
        reach({c.x - r, c.y - r, c.x + r, c.y + r});
    }
    void curve(const std::array<app::Spot, 4>& spots, app::Color color, float) override {
        polyline(spots, color, 1);
    }
    void text(app::Spot at, std::string_view text, const app::TextLook& look) override {
        texts.emplace_back(text);
        reach({at.x, at.y - look.size, at.x + m_fonts.width(text, look.face, look.size), at.y});
    }
    void push_clip(const app::Rect&) override { ++m_clips; }
    void pop_clip() override { --m_clips; }

    bool has(std::string_view text) const {
        return std::find(texts.begin(), texts.end(), text) != texts.end();
    }

    std::vector<std::string> texts;
    app::Rect extent; // of what is not clipped

private:
    void reach(const app::Rect& r) {
        if (m_clips == 0) {
            extent = {std::min(extent.x0, r.x0), std::min(extent.y0, r.y0),
                      std::max(extent.x1, r.x1), std::max(extent.y1, r.y1)};
        }
    }

    const app::FontMetrics& m_fonts;
    int m_clips = 0;
};

} // namespace

TEST_SUITE("app/export/picture") {

TEST_CASE("the default run of each of the first three lessons looks as it was reviewed") {
    for (const char* id : {"gather-vs-group", "shutdown-drain", "semaphore-throttle"}) {
        support::check_golden(fmt::format("svg/{}.svg", id), app::to_svg(run_of(id), {}));
    }
}

TEST_CASE("nothing reaches beyond the edges, whatever the run and the size") {
    const app::FontMetrics fonts;
    support::SpecSource source{5};
    for (int i = 0; i < 60; ++i) {
        const auto spec = source.spec();
        const app::Run run{spec, scenarios::run(spec)};
        app::PictureStyle style;
        style.width = 320 + static_cast<int>(source.pick(1600));
        style.axis = static_cast<app::Axis>(source.pick(2));
        style.theme = static_cast<app::ThemeKind>(source.pick(3));
        style.cursor = source.pick(run.trace().size() + 1);
        style.selected = core::main_task;
        if (source.pick(2) == 0) {
            style.height = 320 + static_cast<int>(source.pick(1600));
        }
        const app::Picture picture{run, style, fonts};
        Recorded canvas{fonts};
        picture.draw(canvas);
        CAPTURE(style.width);
        CAPTURE(picture.height());
        CHECK(canvas.extent.x0 >= 0);
        CHECK(canvas.extent.y0 >= 0);
        CHECK(canvas.extent.x1 <= picture.width());
        if (picture.height() > 500) {
            CHECK(canvas.extent.y1 <= picture.height());
        }
    }
}

TEST_CASE("a picture as high as the run needs shows every task by its name") {
    const app::FontMetrics fonts;
    const app::Run run = run_of("gather-vs-group tasks=64");
    Recorded canvas{fonts};
    app::Picture{run, {}, fonts}.draw(canvas);
    for (int i = 1; i <= 64; ++i) {
        CHECK(canvas.has(fmt::format("task-{}", i)));
    }
}

TEST_CASE("tasks that have no room are counted") {
    const app::FontMetrics fonts;
    const app::Run run = run_of("gather-vs-group tasks=64");
    Recorded canvas{fonts};
    const app::Picture picture{run, {.width = 800, .height = 400}, fonts};
    picture.draw(canvas);
    CHECK(picture.height() == 400);
    const auto shown = std::count_if(canvas.texts.begin(), canvas.texts.end(), [](const auto& t) {
        return t == "main" || t.starts_with("task-");
    });
    CHECK(shown > 3);
    CHECK(canvas.has(fmt::format("… and {} more tasks", 65 - shown)));
}

TEST_CASE("foreign texts are escaped and control characters are not drawn") {
    support::TraceBuilder builder;
    builder.create("<b> & \"x\"\x1b[1m \xff");
    builder.start(core::main_task);
    const app::Run run{support::spec_of("gather-vs-group"), builder.take()};
    const std::string svg = app::to_svg(run, {});
    CHECK(svg.find("&lt;b&gt; &amp; &quot;x&quot;?[1m ?") != std::string::npos);
    CHECK(svg.find('\x1b') == std::string::npos);
    CHECK(app::to_png(run, {}));
}

TEST_CASE("an image has the size that was asked for and shows the colours of the theme") {
    const app::Run run = run_of("gather-vs-group mode=task-group");
    for (const app::ThemeKind kind : {app::ThemeKind::light, app::ThemeKind::dark}) {
        const auto png = app::to_png(run, {.width = 640, .height = 480, .theme = kind}, 2);
        REQUIRE(png);
        int width = 0;
        int height = 0;
        int channels = 0;
        unsigned char* pixels = stbi_load_from_memory(
            reinterpret_cast<const unsigned char*>(png.value().data()),
            static_cast<int>(png.value().size()), &width, &height, &channels, 3);
        REQUIRE(pixels != nullptr);
        CHECK(width == 1280);
        CHECK(height == 960);
        const app::Theme& theme = app::theme(kind);
        const auto count = [&](app::Color color) {
            int found = 0;
            for (int i = 0; i < width * height; ++i) {
                const unsigned char* p = pixels + 3 * i;
                found += p[0] == color.r && p[1] == color.g && p[2] == color.b ? 1 : 0;
            }
            return found;
        };
        CHECK(count(theme.color(app::UiRole::panel)) > 10'000);
        CHECK(count(theme.style(app::Role::sleeping).fill) > 1000);
        CHECK(count(theme.style(app::Role::failed).fill) > 50);
        stbi_image_free(pixels);
    }
}

TEST_CASE("the endings of names and the formats belong together") {
    CHECK(app::export_format_of("a/run.svg") == app::ExportFormat::svg);
    CHECK(app::export_format_of("run.trace.json") == app::ExportFormat::chrome);
    CHECK(app::export_format_of("run.alab") == app::ExportFormat::alab);
    CHECK_FALSE(app::export_format_of("run.txt"));
    CHECK_FALSE(app::export_format_of("svg"));
}

} // TEST_SUITE
