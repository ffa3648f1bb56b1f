#include "app/model/param_words.hpp"

namespace app {

std::string value_text(const scenarios::Param& param, std::int64_t value) {
    if (param.is_choice()) {
        return std::string{param.choices[static_cast<std::size_t>(value)]};
    }
    std::string text = std::to_string(value);
    if (!param.unit.empty()) {
        text += param.unit.front() == '/' ? "" : " ";
        text += param.unit;
    }
    return text;
}

} // namespace app
