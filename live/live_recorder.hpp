#pragma once
#include "core/base/labels.hpp"
#include "core/trace/recorder.hpp"

#include <mutex>
#include <vector>

namespace live {

/// The sink of a loop whose trace another thread reads while it grows: it keeps what nobody has
/// taken yet.
///
/// The loop's thread records, one other thread takes; a lock lies between them for as long as an
/// append or a copy of the new events takes.
class LiveRecorder final : public core::EventSink {
public:
    void on_event(const core::Event& event) override;
    core::LabelId label(std::string_view text) override;
    core::LabelId label(const std::exception_ptr& error) override;
    std::uint8_t file(const char* file) override;

    /// Appends what is new to a recorder that holds all of what was taken before.
    void take_new(core::Recorder& into);

private:
    struct News {
        std::vector<std::string> labels; ///< in order of their ids
        std::vector<const char*> files;
        std::vector<core::Event> events;
    };

    core::Labels m_labels; // of the loop's thread alone
    core::FileTable m_files;
    std::mutex m_mutex;
    News m_news;
};

} // namespace live
