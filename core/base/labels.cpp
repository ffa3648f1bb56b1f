#include "core/base/labels.hpp"

#include "core/base/assert.hpp"

namespace core {

std::string default_task_name(TaskId task) {
    return "Task-" + std::to_string(index_of(task));
}

Labels::Labels() {
    m_texts.emplace_back();
    m_ids.emplace(m_texts.back(), LabelId::none);
}

Labels::Labels(const Labels& other)
    : m_texts(other.m_texts), m_default_names(other.m_default_names) {
    m_ids.reserve(m_texts.size());
    for (std::size_t id = 0; id < m_texts.size(); ++id) {
        m_ids.emplace(m_texts[id], static_cast<LabelId>(id));
    }
}

LabelId Labels::intern(std::string_view text) {
    if (const auto found = m_ids.find(text); found != m_ids.end()) {
        return found->second;
    }
    const auto id = static_cast<LabelId>(m_texts.size());
    m_texts.emplace_back(text);
    m_ids.emplace(m_texts.back(), id);
    return id;
}

LabelId Labels::default_name(TaskId task) {
    if (m_default_names.size() < index_of(task)) {
        m_default_names.resize(index_of(task));
    }
    m_default_names[index_of(task) - 1] = default_task_name(task);
    return static_cast<LabelId>(static_cast<std::uint32_t>(task) | default_name_bit);
}

std::string_view Labels::text(LabelId id) const {
    if ((static_cast<std::uint32_t>(id) & default_name_bit) != 0) {
        const std::size_t task = index_of(id) & ~std::size_t{default_name_bit};
        CORE_ASSERT(task <= m_default_names.size());
        return m_default_names[task - 1];
    }
    CORE_ASSERT(index_of(id) < m_texts.size());
    return m_texts[index_of(id)];
}

} // namespace core
