#include "core/base/labels.hpp"

#include "core/base/assert.hpp"

#include <algorithm>
#include <charconv>

namespace core {

Labels::Labels() {
    m_texts.emplace_back();
    m_ids.emplace(m_texts.back(), LabelId::none);
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
    while (m_default_names.size() < index_of(task)) {
        m_default_names.emplace_back();
    }
    DefaultName& name = m_default_names[index_of(task) - 1];
    constexpr std::string_view prefix = "Task-";
    std::copy(prefix.begin(), prefix.end(), name.begin());
    std::to_chars(name.data() + prefix.size(), name.data() + name.size() - 1, index_of(task));
    return static_cast<LabelId>(static_cast<std::uint32_t>(task) | default_name_bit);
}

std::string_view Labels::text(LabelId id) const {
    if ((static_cast<std::uint32_t>(id) & default_name_bit) != 0) {
        const std::size_t task = index_of(id) & ~std::size_t{default_name_bit};
        CORE_ASSERT(task <= m_default_names.size());
        return m_default_names[task - 1].data();
    }
    CORE_ASSERT(index_of(id) < m_texts.size());
    return m_texts[index_of(id)];
}

} // namespace core
