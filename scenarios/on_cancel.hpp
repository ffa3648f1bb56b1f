#pragma once
#include "core/engine/cleanup.hpp"

namespace scenarios {

/// `try: body except CancelledError: cleanup; raise`, where the cleanup may await.
///
/// Like core::with_cleanup, but a body that ends in any other way needs no cleanup. The
/// cleanup can itself be interrupted by another cancellation.
template <class Body, class Cleanup>
auto on_cancel(core::Loop& loop, Body body, Cleanup cleanup) -> std::invoke_result_t<Body&> {
    std::exception_ptr cancelled;
    try {
        co_return co_await body();
    } catch (const core::CancelledError&) {
        cancelled = std::current_exception();
    }
    const core::CleanupReport report{loop, cancelled};
    std::exception_ptr interrupted;
    try {
        co_await cleanup();
    } catch (...) {
        interrupted = std::current_exception();
    }
    report.end(interrupted);
    std::rethrow_exception(interrupted ? interrupted : cancelled);
}

} // namespace scenarios
