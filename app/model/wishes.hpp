#pragma once
#include "app/model/stops.hpp"
#include "app/theme/theme.hpp"
#include "app/timeline/side.hpp"
#include "app/timeline/viewport.hpp"
#include "core/base/ids.hpp"
#include "scenarios/run.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace app {

struct SavedRun;

// The run.

struct SelectScenario {
    std::string id; ///< an unknown id changes nothing
};
struct StepScenario {
    int by = 1; ///< in teaching order
};
struct SetParam {
    std::size_t index = 0;
    std::int64_t value = 0; ///< clamped to the range
};
/// Whose asyncio the run follows, where it has changed.
struct SetPython {
    core::Version version = core::Version::v3_11;
};
struct ResetParams {};
struct Relaunch {}; ///< the same spec again, from the start
struct NewSeed {};
struct ShowRun {
    std::shared_ptr<const SavedRun> run; ///< from a link or a file
};

// Taking runs along.

struct CopyLink {};        ///< to the clipboard
struct CopyCommandLine {}; ///< that opens the link
enum class FileTask : std::uint8_t { save, open, export_run };
struct AskForPath {
    FileTask task = FileTask::save;
};
/// The answer. Without `replaces` a file that is there is asked about first.
struct UsePath {
    std::string path;
    bool replaces = false;
};
struct DropQuestion {}; ///< nobody wants to write or read a file any more
/// Shows a saved run: dropped onto the window.
struct OpenFile {
    std::string path;
};
struct DismissNotice {};

// Sweep.

struct ToggleSweep {};
/// Sweeps this parameter; an unknown one changes nothing.
struct ChooseSweepParam {
    std::size_t index = 0;
};
/// Shows this metric of the runs; an unknown one changes nothing.
struct ChooseSweepMetric {
    std::string name;
};
struct CancelSweep {}; ///< what is done by then is shown
struct CopySweep {};   ///< as CSV, to the clipboard
// Compare.

/// Two runs under each other: the window's own, A, and the other one of the scenario's default
/// pair, B. Again: A alone. Live runs have nothing beside them.
struct ToggleCompare {};
struct CompareWith {
    /// Of the same scenario, on the virtual clock; empty: that of the default pair.
    std::optional<scenarios::RunSpec> b;
};
struct CompareWithoutWhatIf {}; ///< B is A without interventions
struct FocusRun {
    Side side = Side::a; ///< whose code, story and inspector are shown
};
struct SwitchRun {}; ///< to the other one
/// Which run a parameter that is moved is for.
enum class Edits : std::uint8_t { both, a, b };
struct SetEdits {
    Edits edits = Edits::both;
};

// What if. An index is that of the list of one run; one beyond it changes nothing.

struct AddIntervention {
    scenarios::Intervention what; ///< in the run that has the focus
};
struct MoveIntervention {
    Side side = Side::a;
    std::size_t index = 0;
    core::Instant at{};
};
struct EnableIntervention {
    Side side = Side::a;
    std::size_t index = 0;
    bool enabled = true;
};
struct RemoveIntervention {
    Side side = Side::a;
    std::size_t index = 0;
};
struct ClearInterventions {};
struct ToggleGhost {}; ///< the run without interventions behind the bars
/// Cancels (fails) the selected task at the cursor; sends SIGTERM there.
struct CancelHere {};
struct FailHere {};
struct SigtermHere {};
/// Opens the menu of what can be done at a moment, for a task or for the run as a whole.
struct OpenWhatIf {
    core::TaskId task = core::TaskId::none;
    core::Instant at{};
};
struct OpenWhatIfHere {}; ///< for the selected task at the cursor
struct CloseWhatIf {};

// Live runs.

/// Simulated, or live where the scenario can be. Going live begins a run, unless the last live one
/// had the same parameters; going back ends the one under way.
struct SetLive {
    bool live = true;
};
struct ToggleLive {};
struct StopLive {};            ///< cancels the program; its cleanups are seen
struct SendSigterm {};         ///< a real one, to this process; the program under way takes it
struct FollowLive {};          ///< keeps the present moment in view until the user looks elsewhere
struct ToggleSignalsByHand {}; ///< live runs get no signals but those that a person sends

// Predict mode.

struct TogglePredict {};
struct AnswerQuestion {
    std::size_t choice = 0; ///< of the question that is asked; else nothing happens
};
/// The answer has been read: shows the next one, or plays on.
struct ReadOn {};
struct PredictAgain {}; ///< the same questions from the start
/// Goes back to a question whose answer is known.
struct LookAgain {
    std::size_t question = 0; ///< from 0
};

// Transport.

struct Play {};
struct Pause {};
struct TogglePlay {};
struct SetSpeed {
    double factor = 1; ///< clamped to 0.1 … 16
};
struct ChangeSpeed {
    int steps = 1; ///< along Playback::speeds
};
struct StepEvent {
    int by = 1; ///< +1 or -1, as in the next two
};
struct StepMoment {
    int by = 1;
};
struct StepTurningPoint {
    int by = 1;
};
struct ToggleStop {
    StopAt what = StopAt::failure;
};
struct BeginSection {}; ///< what is played again and again begins at the cursor
struct EndSection {};
struct ClearSection {};
struct SeekStart {};
struct SeekEnd {};
struct SeekEvent {
    std::size_t count = 0; ///< how many events are visible afterwards
};
struct SeekTime {
    core::Instant at{};
};
struct SeekPlace {
    double place = 0; ///< on the present axis
};
/// Goes to just after this event, selects its task and brings both into view: a click on a
/// story row or a link of the chain of causes.
struct ShowEvent {
    core::EventId event = core::EventId::none;
};

/// The same for a link of the chain of causes, whose effect stays the one that is explained.
struct ShowCause {
    core::EventId event = core::EventId::none;
};

// The lesson.

/// The run, the cursor and the selection of a guided step.
struct ShowLessonStep {
    std::size_t index = 0; ///< one that does not exist changes nothing
};
struct StepLesson {
    int by = 1; ///< the first step if none is shown yet
};
struct LeaveLessonSteps {};

// Selection.

struct SelectTask {
    core::TaskId task = core::TaskId::none;
};
/// The task under the pointer, wherever that is; every panel lights it up.
struct HoverTask {
    core::TaskId task = core::TaskId::none;
};
struct SelectLine {
    int line = 0; ///< of the C++ file, counted from 1; 0: none
};
/// The event under the pointer in another panel; the timeline shows where it lies.
struct HoverEvent {
    core::EventId event = core::EventId::none;
};
struct ClearSelection {};

// View.

struct SetAxis {
    Axis axis = Axis::time;
};
struct ToggleAxis {};
struct PanBy {
    double fraction = 0; ///< of the window's length, positive: to later
    Motion motion = Motion::animated;
};
struct ZoomAt {
    double notches = 1; ///< positive: in
    /// Place that stays where it is, as a fraction of the width. Empty (keys): the cursor if
    /// it is in view, else the middle.
    std::optional<double> anchor = {};
    ZoomStep step = ZoomStep::normal;
};
/// Shows the selected task's life; when it already does: the whole run.
struct ZoomToSelection {};
struct ZoomToSpan {
    Window part; ///< on the present axis: a double click on a bar
};
/// Shows exactly that part: the frame of the minimap.
struct ShowPart {
    Window part; ///< on the present axis
    Motion motion = Motion::immediate;
};
struct FitAll {};
/// Marks a stretch of the run, to see how long it is and what happens in it.
struct SetMeasure {
    Window span; ///< on the present axis
};
/// Shows the measured stretch.
struct ZoomToMeasure {};
struct ClearMeasure {};
/// What the ruler calls 0: a moment, or an event, which is found again in another run.
struct SetOrigin {
    core::Instant at{};
    core::EventId event = core::EventId::none; ///< with one, its moment counts
    Side side = Side::a;                       ///< the run of the event
};
struct SetOriginAtCursor {};
struct ResetOrigin {};
/// To what was in view before, and forward again.
struct NavigateBack {};
struct NavigateForward {};
/// Squeezes all long idle gaps of the time axis to bands, or shows all at their full length.
struct ToggleGaps {};
struct OpenGap {
    std::size_t gap = 0; ///< of Compression::gaps
};
struct ScrollLanes {
    double lanes = 0; ///< positive: down
    Motion motion = Motion::animated;
    Side side = Side::a;
};
/// The view tells how many lanes have room; it does so when that changes.
struct SetLanePage {
    double lanes = 0;
    Side side = Side::a;
};

// Lanes.

/// The bar that finds lanes; when it is open, its field gets the keyboard again.
struct OpenSearch {};
struct CloseSearch {};
struct SetSearch {
    std::string query;
};
struct MoveMatch {
    int by = 1; ///< +1: to the next one, -1
};
struct ToggleOnlyMatches {};
struct ToggleCollapsed {
    core::TaskId task = core::TaskId::none; ///< none: the selected one
};
struct ToggleAllCollapsed {};
struct TogglePinned {
    core::TaskId task = core::TaskId::none; ///< none: the selected one
};

// Window.

struct SetTheme {
    ThemeKind theme = ThemeKind::light;
};
struct ToggleTheme {}; ///< light → dark → high contrast → light
struct ScaleUi {
    int steps = 0; ///< along the usual sizes; 0: back to the normal one
};
/// Large type, high contrast and fewer panels, for a class; again: as it was before.
struct TogglePresent {};
struct ToggleNotes {}; ///< the lesson's speaker notes in the place of the story
struct ToggleReducedMotion {};
struct ToggleFullscreen {};
struct ToggleHelp {};
struct TogglePalette {};
struct ToggleGlossary {};
/// Opens the glossary at a term.
struct ShowTerm {
    std::string name; ///< an unknown one changes nothing
};
/// Leads through the window and points at what there is.
struct StartTour {};
struct StepTour {
    int by = 1; ///< beyond the last stop it ends
};
struct EndTour {};
enum class CodeTab : std::uint8_t { lesson, cpp, python };
struct SetCodeTab {
    CodeTab tab = CodeTab::cpp;
};
struct ToggleCodeTab {};
enum class Panel : std::uint8_t { left, right, story, names };
inline constexpr std::size_t panel_count = 4;
struct TogglePanel {
    Panel panel = Panel::left;
};
struct SetPanelSize {
    Panel panel = Panel::left;
    float size = 0; ///< in text sizes, so that it survives another UI scale
};

} // namespace app
