#include "app/views/command_button.hpp"

#include "core/base/assert.hpp"

#include <string>

namespace app {

void command_button(const View& view, std::string_view command_id, Icon icon, float size,
                    Emphasis emphasis) {
    const CommandInfo* info = find_command(command_id);
    CORE_ASSERT(info != nullptr);
    if (icon_button(view, std::string{command_id}.c_str(), icon, size, emphasis)) {
        view.wish(info->make());
    }
    tip(view, info->title, info->keys);
}

} // namespace app
