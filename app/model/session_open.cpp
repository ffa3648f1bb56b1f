#include "app/export/export_run.hpp"
#include "app/model/file_io.hpp"
#include "app/model/metric_pairs.hpp"
#include "app/model/session.hpp"
#include "app/model/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace app {
namespace {

/// "~/x" lies where shells say it does.
std::string with_home(const std::string& path) {
    const char* home = std::getenv("HOME"); // NOLINT(concurrency-mt-unsafe)
    return home != nullptr && path.starts_with("~/") ? home + path.substr(1) : path;
}

bool exists(const std::string& path) {
    std::error_code ignored;
    return std::filesystem::exists(path, ignored);
}

/// A sentence of this program as the window says it.
std::string as_sentence(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    }
    return text;
}

} // namespace

RunLink Session::link() const {
    RunLink link{m_run->spec()};
    if (m_comparison) {
        link.other = m_comparison->spec();
    }
    if (m_playback.cursor() < m_playback.size()) {
        link.cursor = m_playback.cursor();
    }
    if (m_selection.task() != core::TaskId::none) {
        link.selected = trace().name(m_selection.task());
    }
    if (axis() != Axis::time) {
        link.axis = axis();
    }
    return link;
}

/// Shows a run that somebody has given away: from a file as it was, from a link as it is now.
void Session::open(const SavedRun& saved) {
    const RunLink& link = saved.link;
    const bool is_known =
        std::find(m_scenarios.begin(), m_scenarios.end(), link.spec.scenario) != m_scenarios.end();
    if (!is_known) {
        return;
    }
    scenarios::RunSpec spec = link.spec;
    const bool is_to_be_live = spec.clock == scenarios::ClockKind::live && !saved.trace;
    if (spec.clock == scenarios::ClockKind::real_clock || is_to_be_live) {
        spec.clock = scenarios::ClockKind::virtual_clock; // what a moved slider asks for
    }
    m_predict.end(); // the run is to be seen, with its cursor and its selection
    m_settings.axis = link.axis.value_or(m_settings.axis);
    begin_with(spec, saved.trace ? std::make_unique<const Run>(link.spec, saved.trace)
                                 : m_service.run(spec));
    if (is_to_be_live) {
        set_live(true);
        return;
    }
    if (link.other) {
        compare_with(*link.other);
    }
    if (link.cursor) {
        m_playback.seek(*link.cursor);
    }
    m_selection.select(trace(), trace().find_task(link.selected));
}

void Session::open_file(const std::string& path) {
    const auto saved = open_alab(path);
    if (!saved) {
        m_take_along.refuse(as_sentence(saved.error().message));
        return;
    }
    open(saved.value());
    m_take_along.done(path, fmt::format("Opened {}", file_name(path)));
}

core::Result<std::string> Session::bytes_for(const std::string& path) const {
    const TakeAlong::Question& question = *m_take_along.question();
    if (question.task == FileTask::save) {
        return to_alab(link(), m_run->trace());
    }
    const auto format = export_format_of(path);
    if (!format) {
        return core::Error{"the ending of the name says what is written: .svg, .png, .json (for "
                           "Perfetto), .csv or .alab"};
    }
    if (m_comparison && *format == ExportFormat::csv) {
        return to_csv(pair_metrics(run(Side::a).metrics(), run(Side::b).metrics()));
    }
    PictureStyle style;
    style.theme = shown_settings().theme;
    style.axis = axis();
    style.selected = m_selection.task();
    style.cursor = cursor();
    RunLink shown{run().spec()}; // of two runs the one that has the focus
    shown.cursor = cursor();
    return export_run(run(), shown, *format, style);
}

/// Why no file can be written now; a sentence, or nothing.
std::optional<std::string> Session::no_file_because(FileTask task) const {
    if (is_under_way()) {
        return "The run is still under way: stop it first (Shift+L)";
    }
    if (task == FileTask::export_run && !tells_all()) {
        return "The rest of the run is still to be predicted: answer first, or leave predict mode "
               "(Q)";
    }
    return std::nullopt;
}

void Session::use_path(const UsePath& command) {
    const TakeAlong::Question* question = m_take_along.question();
    if (question == nullptr) {
        return;
    }
    const FileTask task = question->task;
    std::string path = with_home(command.path);
    if (task == FileTask::open) {
        open_file(path);
        return;
    }
    if (const auto reason = no_file_because(task)) {
        m_take_along.refuse(*reason);
        return;
    }
    if (task == FileTask::save && !path.ends_with(saved_run_ending)) {
        path += saved_run_ending;
    }
    if (!command.replaces && exists(path)) {
        m_take_along.ask_to_replace(path, command.path);
        return;
    }
    const auto bytes = bytes_for(path);
    if (!bytes) {
        m_take_along.refuse(as_sentence(bytes.error().message));
        return;
    }
    if (const auto written = write_file(path, bytes.value()); !written) {
        m_take_along.refuse(as_sentence(written.error().message));
        return;
    }
    const bool holds_all = !m_comparison || task == FileTask::save || path.ends_with(".csv");
    const std::string_view whose = focus() == Side::a ? ", run A alone" : ", run B alone";
    m_take_along.done(path, fmt::format("Written to {}{}", path, holds_all ? "" : whose));
}

} // namespace app
