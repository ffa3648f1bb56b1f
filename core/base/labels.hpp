#pragma once
#include "core/base/ids.hpp"

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

namespace core {

/// "Task-N": what asyncio calls a task that was given no name.
std::string default_task_name(TaskId task);

/// Every text of a trace, stored once: task names, resources, errors, values.
///
/// Ids are dense and given in order of first use, so the same run gives the same ids.
/// Texts never move, views of them live as long as the table.
class Labels {
public:
    Labels();
    /// The same texts with the same ids.
    Labels(const Labels& other);
    Labels& operator=(const Labels&) = delete;
    ~Labels() = default;

    /// Finds or adds `text`. The empty text is LabelId::none.
    LabelId intern(std::string_view text);

    /// The id of default_task_name(), without a look at the other texts.
    LabelId default_name(TaskId task);

    /// The text of an id that this table gave out.
    std::string_view text(LabelId id) const;

    std::size_t size() const { return m_texts.size(); }

private:
    static constexpr std::uint32_t default_name_bit = 1U << 31U;

    std::deque<std::string> m_texts;         // a deque never moves what it holds
    std::deque<std::string> m_default_names; // by task - 1; empty where nobody asked
    std::unordered_map<std::string_view, LabelId> m_ids;
};

} // namespace core
