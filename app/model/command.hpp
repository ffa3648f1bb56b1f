#pragma once
#include "app/model/wishes.hpp"

#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace app {

using AnyCommand = std::variant<
    // The run.
    SelectScenario, StepScenario, SetParam, SetPython, ResetParams, Relaunch, NewSeed, ShowRun,
    // Sweep.
    ToggleSweep, ChooseSweepParam, ChooseSweepMetric, CancelSweep, CopySweep,
    // Compare.
    ToggleCompare, CompareWith, CompareWithoutWhatIf, FocusRun, SwitchRun, SetEdits,
    // What if.
    AddIntervention, MoveIntervention, EnableIntervention, RemoveIntervention, ClearInterventions,
    ToggleGhost, CancelHere, FailHere, SigtermHere, OpenWhatIf, OpenWhatIfHere, CloseWhatIf,
    // Taking runs along.
    CopyLink, CopyCommandLine, AskForPath, UsePath, DropQuestion, OpenFile, DismissNotice,
    // Live runs.
    SetLive, ToggleLive, StopLive, SendSigterm, FollowLive, ToggleSignalsByHand,
    // Predict mode.
    TogglePredict, AnswerQuestion, ReadOn, PredictAgain, LookAgain,
    // Transport.
    Play, Pause, TogglePlay, SetSpeed, ChangeSpeed, StepEvent, StepMoment, StepTurningPoint,
    ToggleStop, BeginSection, EndSection, ClearSection, SeekStart, SeekEnd, SeekEvent, SeekTime,
    SeekPlace, ShowEvent, ShowCause,
    // The lesson.
    ShowLessonStep, StepLesson, LeaveLessonSteps,
    // Selection.
    SelectTask, HoverTask, HoverEvent, SelectLine, ClearSelection,
    // View.
    SetAxis, ToggleAxis, PanBy, ZoomAt, ZoomToSelection, ZoomToSpan, ShowPart, FitAll, SetMeasure,
    ZoomToMeasure, ClearMeasure, SetOrigin, SetOriginAtCursor, ResetOrigin, NavigateBack,
    NavigateForward, ToggleGaps, OpenGap, ScrollLanes, SetLanePage,
    // Lanes.
    OpenSearch, CloseSearch, SetSearch, MoveMatch, ToggleOnlyMatches, ToggleCollapsed,
    ToggleAllCollapsed, TogglePinned,
    // Window.
    SetTheme, ToggleTheme, ScaleUi, ToggleReducedMotion, ToggleFullscreen, ToggleHelp,
    TogglePalette, ToggleGlossary, ShowTerm, StartTour, StepTour, EndTour, SetCodeTab,
    ToggleCodeTab, TogglePanel, SetPanelSize, TogglePresent, ToggleNotes>;

/// A wish of the user. Views append them, `Session::apply` alone fulfils them.
///
/// A variant of the kinds above. A class of its own, because a hundred alternatives copied, moved
/// and ended in every file that makes one took most of the time of a build.
class Command : public AnyCommand {
public:
    template <class Kind>
    requires(!std::is_base_of_v<AnyCommand, Kind>) Command(Kind kind)
        : AnyCommand(std::in_place_type<Kind>, std::move(kind)) {}

    Command(const Command&);
    Command(Command&&) noexcept;
    Command& operator=(const Command&);
    Command& operator=(Command&&) noexcept;
    ~Command();
};
using Commands = std::vector<Command>;

} // namespace app
