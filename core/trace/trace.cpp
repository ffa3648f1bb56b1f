#include "core/trace/trace.hpp"

#include "core/base/assert.hpp"

#include <algorithm>

namespace core {

std::string_view Trace::name(TaskId id) const {
    return id == TaskId::none ? std::string_view{"loop"} : text(task(id).name);
}

TaskId Trace::find_task(std::string_view name) const {
    for (const TaskInfo& task : m_tasks) {
        if (text(task.name) == name) {
            return task.id;
        }
    }
    return TaskId::none;
}

std::string_view Trace::file(std::uint8_t id) const {
    CORE_ASSERT(id <= m_files.size());
    return id == 0 ? std::string_view{} : std::string_view{m_files.name(id)};
}

std::size_t Trace::count_until(Instant at) const {
    const auto after = std::upper_bound(events().begin(), events().end(), at,
                                        [](Instant t, const Event& e) { return t < e.at; });
    return static_cast<std::size_t>(after - events().begin());
}

} // namespace core
