#include "core/trace/event_sink.hpp"

#include "core/base/labels.hpp"

namespace core {

LabelId EventSink::default_name(TaskId task) {
    return label(default_task_name(task));
}

} // namespace core
