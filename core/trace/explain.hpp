#pragma once
#include "core/trace/trace.hpp"

#include <string>
#include <vector>

namespace core {

/// The event as a sentence for people, without its time: "group batch asks its 4 children to
/// stop, because task-3 failed" is one link plus its cause. Names tasks as the trace does.
std::string sentence(const Trace& trace, EventId event);

/// The same for whoever walks the trace anyway and knows `suspended`, where the event's task
/// waited before it (null: nowhere). Saves the search that sentences of `thrown` and `resumed`
/// need.
std::string sentence(const Trace& trace, EventId event, const Event* suspended);

/// Where `task` waited last before the event `before`; null: nowhere. Searches backwards.
const Event* last_suspension(const Trace& trace, TaskId task, EventId before);

/// The chain of causes of an event, the event itself first, its first cause last.
std::vector<EventId> cause_chain(const Trace& trace, EventId event);

/// The event that best answers "why is this task as it is after the first `count` events?":
/// the request that is stopping it, be it on its way or delivered and followed by a cleanup
/// that still runs; the event that ended it; or what it waits for.
EventId why(const Trace& trace, TaskId task, std::size_t count);

/// The part of the chain worth telling: requests, failures, aborts, signals, releases, and the end
/// of a task that another one waited for; the mere starts and resumes between them are left out. It
/// ends where another story begins: at a failure of a task's own, a signal, a time limit, a
/// released permit. "Why?" in the inspector shows these. The event itself always comes first.
std::vector<EventId> telling_causes(const Trace& trace, EventId event);

/// True for failures, errors that only the loop reports, cancel requests, deliveries, signals,
/// aborts and ends of scopes: where "next turning point" stops.
bool is_turning_point(EventKind kind);

/// True for the events that the story panel tells; the others are bookkeeping.
bool is_story(EventKind kind);

} // namespace core
