#include "core/export/text.hpp"

#include "core/export/task_tree.hpp"
#include "core/export/text_gauges.hpp"
#include "core/export/text_lane.hpp"
#include "core/export/text_markers.hpp"
#include "core/export/utf8.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace core {

namespace {

constexpr std::size_t least_columns = 60;
constexpr std::size_t gap = 2;               // between names and lanes
constexpr std::size_t deepest_indent = 6;    // deeper levels share it
constexpr std::size_t lanes_per_screen = 40; // with more the ruler is repeated at the bottom

struct TreeLines {
    std::string_view branch, last, line, none, ellipsis, axis, tick;
};
constexpr TreeLines unicode_lines{"├ ", "└ ", "│ ", "  ", "…", "─", "┬"};
constexpr TreeLines ascii_lines{"|-", "`-", "| ", "  ", "~", "-", "+"};

/// Names with their branches, in the order of task_tree().
std::vector<std::string> lane_names(const Trace& trace, const std::vector<TreePlace>& places,
                                    const TreeLines& lines) {
    std::vector<std::string> names;
    std::vector<std::string_view> open; // what stands left of the children of each level
    for (const TreePlace& place : places) {
        const std::size_t indent = std::min(place.depth, deepest_indent);
        std::string name;
        for (std::size_t level = 1; level < indent; ++level) {
            name += open[level];
        }
        if (indent > 0) {
            name += place.is_last ? lines.last : lines.branch;
        }
        open.resize(indent + 1);
        open[indent] = place.is_last ? lines.none : lines.line;
        names.push_back(name += trace.name(place.task));
    }
    return names;
}

/// Writes the picture line by line; knows names column, plot and colours.
class TextPicture {
public:
    TextPicture(const Trace& trace, const TextStyle& style)
        : m_trace(&trace), m_style(style), m_lines(style.unicode ? unicode_lines : ascii_lines),
          m_columns(std::max(least_columns, static_cast<std::size_t>(std::max(style.columns, 0)))),
          m_places(task_tree(trace)), m_names(lane_names(trace, m_places, m_lines)),
          m_name_width(name_width()),
          m_scale(std::max(trace.end(), style.until), m_columns - m_name_width - gap),
          m_markers(text_markers(trace)) {}

    std::string draw() {
        draw_ruler();
        draw_markers();
        draw_lanes();
        draw_gauges();
        if (m_places.size() > lanes_per_screen) {
            draw_ruler();
        }
        draw_legend();
        return std::move(m_text);
    }

private:
    std::size_t name_width() const {
        std::size_t width = 9; // enough for "in_flight"
        for (const std::string& name : m_names) {
            width = std::max(width, width_of(name));
        }
        return std::min(width, m_columns / 3);
    }

    void begin_line(std::string_view name) {
        m_text += fit(name, m_name_width, m_lines.ellipsis);
        m_text.append(gap, ' ');
    }

    void end_line() {
        draw_color("");
        m_text.erase(m_text.find_last_not_of(' ') + 1);
        m_text += '\n';
    }

    void draw_ruler() {
        const auto ticks = m_scale.ticks();
        std::string labels;
        std::vector<std::string_view> axis(m_scale.columns(), m_lines.axis);
        for (const TextScale::Tick& tick : ticks) {
            if (tick.column + tick.label.size() <= m_scale.columns()) {
                labels.resize(tick.column, ' ');
                labels += tick.label;
            }
            axis[tick.column] = m_lines.tick;
        }
        begin_line("");
        m_text.replace(m_text.size() - gap - m_scale.unit().size(), m_scale.unit().size(),
                       m_scale.unit());
        m_text += labels;
        end_line();
        begin_line("");
        for (const std::string_view piece : axis) {
            m_text += piece;
        }
        end_line();
    }

    void draw_markers() {
        for (const TextMarker& marker : m_markers) {
            const std::size_t column = m_scale.column(marker.at);
            const std::string text = fit(marker.text, width_of(marker.text), m_lines.ellipsis);
            const std::size_t width = width_of(text);
            begin_line("");
            if (column + 2 + width > m_scale.columns() && width + 1 <= column) {
                m_text.append(column - width - 1, ' ');
                m_text += text + ' ';
                draw(Sign::guide);
            } else {
                m_text.append(column, ' ');
                draw(Sign::guide);
                draw_color("");
                const std::size_t room = m_scale.columns() - column - 2;
                m_text += ' ' + fit(text, std::min(width, room), m_lines.ellipsis);
            }
            end_line();
        }
    }

    void draw_lanes() {
        const Spans spans(*m_trace);
        const std::vector<TextLane> lanes = text_lanes(*m_trace, spans, m_scale);
        for (std::size_t i = 0; i < m_places.size(); ++i) {
            begin_line(m_names[i]);
            draw_lane(lanes[index_of(m_places[i].task) - 1]);
            end_line();
        }
    }

    void draw_lane(const TextLane& lane) {
        std::vector<Sign> cells = lane.cells;
        for (const TextMarker& marker : m_markers) {
            Sign& cell = cells[m_scale.column(marker.at)];
            if (cell == Sign::blank) {
                cell = Sign::guide;
            } else if (cell == Sign::sleeping) {
                cell = Sign::guide_over_sleeping;
            } else if (cell == Sign::waiting) {
                cell = Sign::guide_over_waiting;
            }
        }
        // A note of less than eight columns tells nobody anything.
        const std::size_t room = cells.size() - std::min(cells.size(), lane.end + 1);
        const std::size_t note_width = room < 8 ? 0 : std::min(room, width_of(lane.note));
        const std::size_t note_begin = note_width == 0 ? cells.size() : lane.end + 1;
        for (std::size_t i = 0; i < note_begin; ++i) {
            draw(note_width > 0 && i >= lane.end ? Sign::blank : cells[i]);
        }
        if (note_width > 0) {
            m_text += fit(lane.note, note_width, m_lines.ellipsis);
            for (std::size_t i = note_begin + note_width; i < cells.size(); ++i) {
                draw(cells[i]);
            }
        }
    }

    void draw_gauges() {
        for (const TextGauge& gauge : text_gauges(*m_trace, m_scale)) {
            // The peak follows where nothing is drawn: the run is over there.
            const std::size_t end = m_scale.column(m_trace->end()) + 1;
            begin_line(m_trace->text(gauge.name));
            for (std::size_t i = 0; i < end; ++i) {
                m_text += bar_of(gauge.cells[i], gauge.peak, m_style.unicode);
            }
            m_text += fmt::format(" {}", gauge.peak);
            end_line();
        }
    }

    void draw(Sign sign) {
        m_used.insert(sign == Sign::guide_over_sleeping  ? Sign::sleeping
                      : sign == Sign::guide_over_waiting ? Sign::waiting
                                                         : sign);
        draw_color(info(sign).color);
        if (m_style.unicode) {
            m_text += info(sign).unicode;
        } else {
            m_text += info(sign).ascii;
        }
    }

    void draw_color(std::string_view color) {
        if (m_style.color && color != m_color) {
            m_text += "\x1b[0";
            m_text += color.empty() ? "" : ";";
            m_text += color;
            m_text += 'm';
            m_color = color;
        }
    }

    void draw_legend() {
        m_text += '\n';
        std::size_t column = 0;
        for (const SignInfo& row : sign_infos) {
            if (row.meaning.empty() || !m_used.contains(row.sign)) {
                continue;
            }
            const std::size_t width = row.meaning.size() + 2;
            if (column > 0 && column + 3 + width > m_columns) {
                m_text += '\n';
                column = 0;
            }
            m_text.append(column > 0 ? 3 : 0, ' ');
            column += width + (column > 0 ? 3 : 0);
            draw(row.sign);
            draw_color("");
            m_text += ' ';
            m_text += row.meaning;
        }
        m_text += '\n';
    }

    const Trace* m_trace;
    TextStyle m_style;
    TreeLines m_lines;
    std::size_t m_columns;
    std::vector<TreePlace> m_places;
    std::vector<std::string> m_names; // of m_places
    std::size_t m_name_width;
    TextScale m_scale;
    std::vector<TextMarker> m_markers;
    std::set<Sign> m_used;
    std::string_view m_color; // attributes in force
    std::string m_text;
};

} // namespace

std::string to_text(const Trace& trace, const TextStyle& style) {
    return TextPicture(trace, style).draw();
}

} // namespace core
