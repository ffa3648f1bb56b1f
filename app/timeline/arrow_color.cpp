#include "app/timeline/arrow_color.hpp"

namespace app {

Color arrow_color(const Theme& theme, Arrow::Kind kind) {
    switch (kind) {
    case Arrow::Kind::spawned:
        break;
    case Arrow::Kind::awaits:
        return theme.style(Role::waiting).fill;
    case Arrow::Kind::cancelled_by:
        return theme.style(Role::stopping).fill;
    case Arrow::Kind::failed_into:
        return theme.style(Role::failed).fill;
    case Arrow::Kind::cause:
        return theme.color(UiRole::accent);
    }
    return theme.color(UiRole::muted);
}

} // namespace app
