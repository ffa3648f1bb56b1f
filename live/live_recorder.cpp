#include "live/live_recorder.hpp"

#include "core/engine/errors.hpp"

#include <utility>

namespace live {

void LiveRecorder::on_event(const core::Event& event) {
    const std::lock_guard lock{m_mutex};
    m_news.events.push_back(event);
}

core::LabelId LiveRecorder::label(std::string_view text) {
    const std::size_t before = m_labels.size();
    const core::LabelId id = m_labels.intern(text);
    if (m_labels.size() > before) {
        const std::lock_guard lock{m_mutex};
        m_news.labels.emplace_back(text);
    }
    return id;
}

core::LabelId LiveRecorder::label(const std::exception_ptr& error) {
    return label(core::describe(error));
}

std::uint8_t LiveRecorder::file(const char* file) {
    const std::size_t before = m_files.size();
    const std::uint8_t id = m_files.id(file);
    if (m_files.size() > before) {
        const std::lock_guard lock{m_mutex};
        m_news.files.push_back(file);
    }
    return id;
}

void LiveRecorder::take_new(core::Recorder& into) {
    News news;
    {
        const std::lock_guard lock{m_mutex};
        std::swap(news, m_news);
    }
    // In the same order both tables give the same ids.
    for (const std::string& text : news.labels) {
        into.label(text);
    }
    for (const char* file : news.files) {
        into.file(file);
    }
    for (const core::Event& event : news.events) {
        into.on_event(event);
    }
}

} // namespace live
