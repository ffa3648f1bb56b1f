#pragma once
#include "app/export/export_run.hpp"
#include "app/model/spec_text.hpp"
#include "app/model/sweep.hpp"
#include "scenarios/run.hpp"
#include "service/graceful_service.hpp"
#include "service/rate_limited_client.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace app {

/// The commands. The order is that of `verb_names`.
enum class Verb : std::uint8_t { list, run, compare, sweep, serve, load, open, export_run };
inline constexpr std::array<std::string_view, 8> verb_names{"list",  "run",  "compare", "sweep",
                                                            "serve", "load", "open",    "export"};

/// How a run is shown. The order is that of `run_format_names`.
enum class RunFormat : std::uint8_t { text, story, findings, metrics, json, rows };
inline constexpr std::array<std::string_view, 6> run_format_names{"text",    "story", "findings",
                                                                  "metrics", "json",  "rows"};

/// How two runs are compared. The order is that of `compare_format_names`.
enum class CompareFormat : std::uint8_t { text, csv, json };
inline constexpr std::array<std::string_view, 3> compare_format_names{"text", "csv", "json"};

/// How a sweep is shown. The order is that of `sweep_format_names`.
enum class SweepFormat : std::uint8_t { text, csv };
inline constexpr std::array<std::string_view, 2> sweep_format_names{"text", "csv"};

/// How the figures of a load are shown. The order is that of `load_format_names`.
enum class LoadFormat : std::uint8_t { text, metrics, json };
inline constexpr std::array<std::string_view, 3> load_format_names{"text", "metrics", "json"};

struct WindowRequest {};

struct VersionRequest {};

/// Help about everything (no command), about a command, or about running one scenario.
struct HelpRequest {
    std::optional<Verb> verb;
    const scenarios::Scenario* scenario = nullptr;
};

struct ListRequest {
    bool json = false;
};

struct RunRequest {
    scenarios::RunSpec spec;
    RunFormat format = RunFormat::text;
};

struct CompareRequest {
    scenarios::RunSpec a;
    scenarios::RunSpec b;
    CompareFormat format = CompareFormat::text;
};

struct SweepRequest {
    Sweep sweep;
    SweepFormat format = SweepFormat::text;
};

struct ServeRequest {
    std::uint16_t port = 0; ///< 0: any
    service::ServiceOptions options;
    std::optional<std::string> access_log; ///< a file; nothing: there is no log
    std::optional<std::string> trace;      ///< a file for the trace as JSON
};

struct LoadRequest {
    service::LoadOptions options;
    LoadFormat format = LoadFormat::text;
    std::optional<std::string> trace; ///< a file for the trace as JSON
};

/// A run that was given away: by a link, or in a file.
struct RunSource {
    std::string text; ///< "asynclab:…", which was checked, or the path of a file
};

struct OpenRequest {
    RunSource source;
};

/// Where to write a run, and as what.
struct ExportTarget {
    ExportFormat format = ExportFormat::svg;
    std::string path; ///< "-": stdout
};

struct ExportRequest {
    std::variant<scenarios::RunSpec, RunSource> run;
    std::vector<ExportTarget> targets; ///< one at least, at most one of them stdout
    PictureStyle style;
};

/// What a person asked for on the command line: complete, checked, nothing done yet.
using Request = std::variant<WindowRequest, VersionRequest, HelpRequest, ListRequest, RunRequest,
                             CompareRequest, SweepRequest, ServeRequest, LoadRequest, OpenRequest,
                             ExportRequest>;

} // namespace app
