#include "core/base/labels.hpp"

#include "core/base/assert.hpp"

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

std::string_view Labels::text(LabelId id) const {
    CORE_ASSERT(index_of(id) < m_texts.size());
    return m_texts[index_of(id)];
}

} // namespace core
