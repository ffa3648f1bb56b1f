#include "core/sync/as_completed.hpp"

namespace core {

AsCompletedBase::AsCompletedBase(Loop& loop, const std::vector<Ref<TaskBase>>& tasks,
                                 std::optional<Duration> limit)
    : m_loop(loop), m_done(loop, 0, "as_completed") {
    for (const Ref<TaskBase>& task : without_repeats(tasks)) {
        task->add_done_callback(m_callbacks.emplace_back(*this, *task));
    }
    m_unfinished = m_left = m_callbacks.size();
    if (limit && m_unfinished > 0) {
        loop.arm(*this, loop.now() + *limit);
    }
}

AsCompletedBase::~AsCompletedBase() {
    m_loop.disarm(*this);
}

void AsCompletedBase::take_turn() {
    if (m_left == 0) {
        throw RuntimeError{"as_completed() has given a result for each of its tasks"};
    }
    --m_left;
}

Coro<Ref<TaskBase>> AsCompletedBase::next_task() {
    Ref<TaskBase> task = co_await m_done.get();
    if (!task) {
        throw TimeoutError{};
    }
    co_return task;
}

void AsCompletedBase::on_done(Callback& callback) {
    if (m_unfinished == 0) {
        return; // the time was up first
    }
    --m_unfinished;
    m_done.put_nowait(callback.task);
    if (m_unfinished == 0) {
        m_loop.disarm(*this);
    }
}

void AsCompletedBase::run() {
    for (Callback& callback : m_callbacks) {
        callback.task->remove_done_callback(callback);
    }
    for (; m_unfinished > 0; --m_unfinished) {
        m_done.put_nowait({});
    }
}

} // namespace core
