#pragma once
#include <string_view>

namespace app {

// The help texts of the commands that take runs along.

inline constexpr std::string_view open_help =
    R"(usage: asynclab open LINK
       asynclab open FILE.alab

Opens the window on a run that somebody has given away; without a display it is
shown as run and compare show runs. A link tells what to run and where to look:

  asynclab:gather-vs-group?mode=task-group&tasks=8&cursor=41

It has name=value as on the command line, and what-if, seed, clock, python,
cursor (how many events are visible), select (a task) and axis (time or order).
A what-if that comes to nothing in the run is a warning here.
With b. before it a part is for a second run to compare with. A file holds the
run itself, as it was.

options:
  -h, --help    show this text
)";

inline constexpr std::string_view export_help =
    R"(usage: asynclab export ID [name=value ...] [option ...]
       asynclab export LINK|FILE.alab [option ...]

Runs a scenario, or takes a run that was saved, and writes it into files. F is
the name of a file; - is the standard output. All files are replaced as a
whole, or none is: if the input is bad or a disk is full nothing is written.

Of a link or a file with two runs --csv and --alab hold both; --svg, --png and
--chrome take run a alone.

options:
  --svg F            the timeline as a picture that can be scaled
  --png F            the same as an image; needs no display
  --chrome F         the trace for Perfetto (ui.perfetto.dev), a track per task
  --csv F            the figures, one metric,value a line; of two runs one
                     metric,a,b,difference
  --alab F           the run itself, for asynclab open
  --size WxH         of the picture in pixels, each from 320 to 8192
                     (default 1280 and as high as the run needs)
  --theme THEME      of the picture: light (default), dark or high-contrast
  --seed N           start of the random numbers, for scenarios that draw some
                     (default 1)
  --clock CLOCK      virtual: exact and at once (default); real: in real time;
                     live: with real sockets and signals, where there are any
  --what-if WHAT     cancel:TASK@250ms, fail:TASK@250ms, signal:TERM@1s or
                     set:NAME=VALUE@500ms, for parameters that can change during
                     a run; may be given several times
  --python VERSION   3.11 (default), 3.12 or 3.13: whose rules, where asyncio
                     changed
  -h, --help         show this text; after an ID also its parameters
)";

} // namespace app
