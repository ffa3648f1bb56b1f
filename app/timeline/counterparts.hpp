#pragma once
#include "core/trace/trace.hpp"

#include <vector>

namespace app {

/// For each task of `of`, in order of id, the task of the same name in `in`, or none.
std::vector<core::TaskId> counterparts(const core::Trace& of, const core::Trace& in);

/// The same for one task; also none where `task` is none or no task of `counterparts`.
core::TaskId counterpart(const std::vector<core::TaskId>& counterparts, core::TaskId task);

} // namespace app
