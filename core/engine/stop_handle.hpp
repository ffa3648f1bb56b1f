#pragma once
#include "core/engine/future.hpp"

namespace core {

/// The done callback with which Loop::run_until ends its run; asyncio's _run_until_complete_cb.
class StopHandle final : public Handle, public Pooled {
public:
    StopHandle(Loop& loop, FutureBase& future) : m_loop(loop), m_future(future) {}

private:
    friend class Loop;

    void run() override {
        if (m_loop.m_stop == this) {
            m_loop.m_stop = nullptr;
        }
        // SystemExit and KeyboardInterrupt have left the loop by themselves already.
        FutureBase& future = *m_future;
        const bool leaves = !future.cancelled() && future.exception() != nullptr &&
                            kind_of(future.exception()) == ErrorKind::base;
        m_loop.m_stopping = m_loop.m_stopping || !leaves;
        delete this;
    }
    void drop() override { delete this; }

    Loop& m_loop;
    Ref<FutureBase> m_future;
};

} // namespace core
