#include "core/engine/shield.hpp"

namespace core {

ShieldFuture::ShieldFuture(Loop& loop, TaskBase& inner)
    : FutureBase(loop), m_inner(inner), m_inner_done(*this), m_outer_done(*this) {
    retain(); // until m_inner_done ran or was taken back
    inner.add_done_callback(m_inner_done);
    add_done_callback(m_outer_done);
}

WaitInfo ShieldFuture::wait_info() const {
    return {WaitKind::wait, LabelId::none, m_inner->id()};
}

void ShieldFuture::on_inner_done() {
    if (cancelled()) {
        if (!m_inner->cancelled()) {
            m_inner->exception();
        }
    } else if (m_inner->cancelled()) {
        cancel();
    } else if (const std::exception_ptr error = m_inner->exception()) {
        set_exception(error);
    } else {
        finish(State::done);
    }
    release();
}

// Whoever waited has gone: the inner task's end is no longer of interest.
void ShieldFuture::on_outer_done() {
    if (!m_inner->done() && m_inner_done.is_linked()) {
        m_inner_done.unlink();
        release();
    }
}

} // namespace core
