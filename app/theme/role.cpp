#include "app/theme/role.hpp"

namespace app {
namespace {

Role wait_role(const core::TaskState& state) {
    if (state.queued) {
        return Role::queued;
    }
    switch (state.wait) {
    case core::WaitKind::yield:
    case core::WaitKind::sleep:
    case core::WaitKind::io:
        return Role::sleeping;
    case core::WaitKind::permit:
        return Role::queued;
    default:
        return Role::waiting;
    }
}

Role living_role(const core::TaskState& state) {
    if (state.stop_request != core::EventId::none) {
        return Role::stopping;
    }
    if (state.cleanup_depth > 0) {
        return Role::cleanup;
    }
    return state.phase == core::TaskPhase::running ? Role::running : wait_role(state);
}

} // namespace

Role state_role(const core::TaskState& state) {
    switch (state.phase) {
    case core::TaskPhase::absent:
        return Role::created;
    case core::TaskPhase::created:
        return state.stop_request == core::EventId::none ? Role::created : Role::stopping;
    case core::TaskPhase::running:
    case core::TaskPhase::waiting:
        return living_role(state);
    case core::TaskPhase::done:
        return Role::done;
    case core::TaskPhase::failed:
        return Role::failed;
    case core::TaskPhase::cancelled:
        return state.never_ran ? Role::never_ran : Role::cancelled;
    }
    return Role::created;
}

} // namespace app
