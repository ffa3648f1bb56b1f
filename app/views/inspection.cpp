#include "app/views/inspection.hpp"

namespace app {

const Inspection& inspection_of(const View& view) {
    InspectorUi& ui = view.ui.inspector;
    const Session& session = view.session;
    const InspectorKey key{session.run_number(), session.cursor(), session.selection().task(),
                           session.selection().event(session.cursor())};
    if (ui.key != key) {
        ui.key = key;
        ui.inspection = inspect(session.trace(), session.at_cursor(), key.task, key.event);
    }
    return ui.inspection;
}

} // namespace app
