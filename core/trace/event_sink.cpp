#include "core/trace/event_sink.hpp"

#include <string>

namespace core {

LabelId EventSink::default_name(TaskId task) {
    return label("Task-" + std::to_string(index_of(task)));
}

} // namespace core
