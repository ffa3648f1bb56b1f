#include "app/model/command.hpp"

#include <algorithm>
#include <array>

namespace app {
namespace {

constexpr std::array table{
    CommandInfo{"relaunch", "Run again", CommandGroup::run, "R",
                "Plays the same run again from its start.", [] { return Command{Relaunch{}}; }},
    CommandInfo{"new-seed", "Run with a new seed", CommandGroup::run, "Shift+R",
                "Runs the same parameters with other random numbers.",
                [] { return Command{NewSeed{}}; }},
    CommandInfo{"reset-parameters", "Reset parameters", CommandGroup::run, "",
                "Sets every parameter of this scenario to its default.",
                [] { return Command{ResetParams{}}; }},

    CommandInfo{"sweep", "Sweep a parameter", CommandGroup::run, "V",
                "Runs every value of a parameter and shows a metric as a curve.",
                [] { return Command{ToggleSweep{}}; }},

    CommandInfo{"compare", "Compare", CommandGroup::run, "C",
                "Shows two runs under each other on one axis, and what differs.",
                [] { return Command{ToggleCompare{}}; }},
    CommandInfo{"switch-run", "Other run", CommandGroup::run, "Shift+C",
                "Shows code, story and inspector of the other one of two runs.",
                [] { return Command{SwitchRun{}}; }},
    CommandInfo{"what-if", "What if…", CommandGroup::run, "",
                "Does something to the selected task or the run at the cursor, and runs again.",
                [] { return Command{OpenWhatIfHere{}}; }},
    CommandInfo{"what-if-cancel", "Cancel the selected task here", CommandGroup::run, "",
                "Asks the selected task to stop at the cursor, and runs again.",
                [] { return Command{CancelHere{}}; }},
    CommandInfo{"what-if-fail", "Make the selected task fail here", CommandGroup::run, "",
                "Lets what the selected task waits for fail at the cursor, and runs again.",
                [] { return Command{FailHere{}}; }},
    CommandInfo{"what-if-sigterm", "Send SIGTERM here", CommandGroup::run, "",
                "Sends the program SIGTERM at the cursor, and runs again.",
                [] { return Command{SigtermHere{}}; }},
    CommandInfo{"clear-what-if", "Remove all what-ifs", CommandGroup::run, "",
                "Runs again without anything that was done to the run.",
                [] { return Command{ClearInterventions{}}; }},
    CommandInfo{"compare-without-what-if", "Compare with the run without what-ifs",
                CommandGroup::run, "", "Shows the run as it would be beside the one as it is.",
                [] { return Command{CompareWithoutWhatIf{}}; }},
    CommandInfo{"ghost", "Ghost of the former run", CommandGroup::view, "",
                "Shows or hides the run without what-ifs behind the bars.",
                [] { return Command{ToggleGhost{}}; }},

    CommandInfo{"live", "Simulated or live", CommandGroup::run, "L",
                "Runs on the real clock, with real sockets and signals, or in virtual time.",
                [] { return Command{ToggleLive{}}; }},
    CommandInfo{"sigterm", "Send SIGTERM", CommandGroup::run, "K",
                "Sends this process a real SIGTERM, which the live program takes.",
                [] { return Command{SendSigterm{}}; }},
    CommandInfo{"stop", "Stop", CommandGroup::run, "Shift+L",
                "Cancels the live program, as Ctrl-C would.", [] { return Command{StopLive{}}; }},
    CommandInfo{"follow", "Follow the present", CommandGroup::run, "Shift+End",
                "Keeps the present moment of a live run in view.",
                [] { return Command{FollowLive{}}; }},
    CommandInfo{"signals-by-hand", "Signals by hand", CommandGroup::run, "",
                "Live runs get no signals but those that you send.",
                [] { return Command{ToggleSignalsByHand{}}; }},

    CommandInfo{"predict", "Predict", CommandGroup::run, "Q",
                "Stops before each turn of the run and asks what will happen; again: leaves.",
                [] { return Command{TogglePredict{}}; }},
    CommandInfo{"predict-again", "Predict again", CommandGroup::run, "",
                "Asks the same questions from the start.", [] { return Command{PredictAgain{}}; }},
    CommandInfo{"answer-1", "First answer", CommandGroup::run, "1",
                "Takes the first answer to the question.",
                [] { return Command{AnswerQuestion{0}}; }},
    CommandInfo{"answer-2", "Second answer", CommandGroup::run, "2",
                "Takes the second answer to the question.",
                [] { return Command{AnswerQuestion{1}}; }},
    CommandInfo{"answer-3", "Third answer", CommandGroup::run, "3",
                "Takes the third answer to the question.",
                [] { return Command{AnswerQuestion{2}}; }},
    CommandInfo{"answer-4", "Fourth answer", CommandGroup::run, "4",
                "Takes the fourth answer to the question.",
                [] { return Command{AnswerQuestion{3}}; }},

    CommandInfo{"play", "Play or pause", CommandGroup::transport, "Space",
                "Moves the cursor through virtual time; at the end, starts over.",
                [] { return Command{TogglePlay{}}; }},
    CommandInfo{"step-forward", "Step forward", CommandGroup::transport, "Right",
                "Shows one event more.", [] { return Command{StepEvent{1}}; }},
    CommandInfo{"step-back", "Step back", CommandGroup::transport, "Left",
                "Takes the last event back.", [] { return Command{StepEvent{-1}}; }},
    CommandInfo{"next-moment", "Next moment", CommandGroup::transport, "Shift+Right",
                "Goes on to the next time at which anything happens.",
                [] { return Command{StepMoment{1}}; }},
    CommandInfo{"previous-moment", "Previous moment", CommandGroup::transport, "Shift+Left",
                "Goes back to the time before at which anything happened.",
                [] { return Command{StepMoment{-1}}; }},
    CommandInfo{"next-turning-point", "Next turning point", CommandGroup::transport,
                "Ctrl+Right, PageDown",
                "Goes on to the next failure, cancel request, delivery, signal or end of a scope.",
                [] { return Command{StepTurningPoint{1}}; }},
    CommandInfo{"previous-turning-point", "Previous turning point", CommandGroup::transport,
                "Ctrl+Left, PageUp", "Goes back to the turning point before.",
                [] { return Command{StepTurningPoint{-1}}; }},
    CommandInfo{"start", "Go to the start", CommandGroup::transport, "Home",
                "Shows the moment before anything happened.", [] { return Command{SeekStart{}}; }},
    CommandInfo{"end", "Go to the end", CommandGroup::transport, "End", "Shows the whole run.",
                [] { return Command{SeekEnd{}}; }},
    CommandInfo{"slower", "Play slower", CommandGroup::transport, "",
                "Takes the next lower playing speed.", [] { return Command{ChangeSpeed{-1}}; }},
    CommandInfo{"faster", "Play faster", CommandGroup::transport, "",
                "Takes the next higher playing speed.", [] { return Command{ChangeSpeed{1}}; }},

    CommandInfo{"zoom-in", "Zoom in", CommandGroup::view, "W", "Shows a shorter part, larger.",
                [] { return Command{ZoomAt{.notches = 1}}; }},
    CommandInfo{"zoom-out", "Zoom out", CommandGroup::view, "S", "Shows a longer part, smaller.",
                [] { return Command{ZoomAt{.notches = -1}}; }},
    CommandInfo{"pan-left", "Pan left", CommandGroup::view, "A", "Moves the view to earlier times.",
                [] { return Command{PanBy{.fraction = -0.1}}; }},
    CommandInfo{"pan-right", "Pan right", CommandGroup::view, "D", "Moves the view to later times.",
                [] { return Command{PanBy{.fraction = 0.1}}; }},
    CommandInfo{"zoom-to-selection", "Zoom to selection", CommandGroup::view, "F",
                "Shows the life of the selected task; again: the whole run.",
                [] { return Command{ZoomToSelection{}}; }},
    CommandInfo{"fit", "Show the whole run", CommandGroup::view, "",
                "Zooms out until everything is in view.", [] { return Command{FitAll{}}; }},
    CommandInfo{"back", "Back to the former view", CommandGroup::view, "Alt+Left",
                "Shows the part of the run that was in view before.",
                [] { return Command{NavigateBack{}}; }},
    CommandInfo{"forward", "Forward to the later view", CommandGroup::view, "Alt+Right",
                "Takes going back to a former view back.",
                [] { return Command{NavigateForward{}}; }},
    CommandInfo{"zoom-to-measure", "Zoom to the measured span", CommandGroup::view, "",
                "Shows the span that was measured with a drag over the lanes; F does so as well.",
                [] { return Command{ZoomToMeasure{}}; }},
    CommandInfo{"clear-measure", "Clear the measured span", CommandGroup::view, "",
                "Takes the measured span away, as Escape does.",
                [] { return Command{ClearMeasure{}}; }},
    CommandInfo{"origin", "Set t = 0 at the cursor", CommandGroup::view, "O",
                "Counts time from the event before the cursor, in this run and the next ones.",
                [] { return Command{SetOriginAtCursor{}}; }},
    CommandInfo{"reset-origin", "Set t = 0 at the start", CommandGroup::view, "Shift+O",
                "Counts time from the start of the run again.",
                [] { return Command{ResetOrigin{}}; }},
    CommandInfo{"search", "Find tasks", CommandGroup::view, "Ctrl+F",
                "Lights up the lanes whose names, labels or errors hold a text.",
                [] { return Command{OpenSearch{}}; }},
    CommandInfo{"next-match", "Next match", CommandGroup::view, "",
                "Goes to the next lane that was found.", [] { return Command{MoveMatch{1}}; }},
    CommandInfo{"previous-match", "Previous match", CommandGroup::view, "",
                "Goes to the lane before that was found.", [] { return Command{MoveMatch{-1}}; }},
    CommandInfo{"only-matches", "Only matches", CommandGroup::view, "",
                "Hides the lanes that were not found.",
                [] { return Command{ToggleOnlyMatches{}}; }},
    CommandInfo{"collapse", "Collapse the selected task", CommandGroup::view, "E",
                "Hides the children of the selected task behind a summary; again: shows them.",
                [] { return Command{ToggleCollapsed{}}; }},
    CommandInfo{"collapse-all", "Collapse all tasks", CommandGroup::view, "Shift+E",
                "Hides the children of all tasks but the outermost; again: shows them.",
                [] { return Command{ToggleAllCollapsed{}}; }},
    CommandInfo{"pin", "Pin the selected task", CommandGroup::view, "",
                "Keeps the lane of the selected task on top; again: puts it back.",
                [] { return Command{TogglePinned{}}; }},
    CommandInfo{"gaps", "Compress idle gaps", CommandGroup::view, "G",
                "Squeezes long stretches in which nothing happens; again: shows them in full.",
                [] { return Command{ToggleGaps{}}; }},
    CommandInfo{"axis", "Time or event order", CommandGroup::view, "X",
                "Changes what the axis counts; order shows events of one moment apart.",
                [] { return Command{ToggleAxis{}}; }},
    CommandInfo{"clear-selection", "Clear selection", CommandGroup::view, "Escape",
                "Closes what lies on top, else selects nothing.",
                [] { return Command{ClearSelection{}}; }},
    CommandInfo{"code-language", "C++ or Python", CommandGroup::view, "",
                "Changes the language of the code panel.", [] { return Command{ToggleCodeTab{}}; }},

    CommandInfo{"theme", "Light or dark", CommandGroup::window, "T", "Changes the theme.",
                [] { return Command{ToggleTheme{}}; }},
    CommandInfo{"larger", "Larger", CommandGroup::window, "Ctrl+Plus", "Makes everything larger.",
                [] { return Command{ScaleUi{1}}; }},
    CommandInfo{"smaller", "Smaller", CommandGroup::window, "Ctrl+Minus",
                "Makes everything smaller.", [] { return Command{ScaleUi{-1}}; }},
    CommandInfo{"normal-size", "Normal size", CommandGroup::window, "Ctrl+0",
                "Sets the size back to 100 %.", [] { return Command{ScaleUi{0}}; }},
    CommandInfo{"reduced-motion", "Reduced motion", CommandGroup::window, "",
                "Zooms and pans without animation.", [] { return Command{ToggleReducedMotion{}}; }},
    CommandInfo{"fullscreen", "Full screen", CommandGroup::window, "F11",
                "Fills the screen, or goes back to a window.",
                [] { return Command{ToggleFullscreen{}}; }},
    CommandInfo{"palette", "Command palette", CommandGroup::window, "Ctrl+K",
                "Finds a command by typing a part of its name.",
                [] { return Command{TogglePalette{}}; }},
    CommandInfo{"help", "All keys", CommandGroup::window, "?", "Shows every key.",
                [] { return Command{ToggleHelp{}}; }},
};

} // namespace

std::string_view title(CommandGroup group) {
    switch (group) {
    case CommandGroup::run:
        return "Run";
    case CommandGroup::transport:
        return "Play and step";
    case CommandGroup::view:
        return "View";
    case CommandGroup::window:
        return "Window";
    }
    return {};
}

std::span<const CommandInfo> command_table() {
    return table;
}

const CommandInfo* find_command(std::string_view id) {
    const auto found = std::find_if(table.begin(), table.end(),
                                    [&](const CommandInfo& row) { return row.id == id; });
    return found == table.end() ? nullptr : &*found;
}

} // namespace app
