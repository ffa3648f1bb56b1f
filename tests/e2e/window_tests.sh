#!/usr/bin/env bash
# Runs the real program on a virtual display and checks one promise about its window.
#   ASYNCLAB=program tests/e2e/window_tests.sh PROMISE
set -euo pipefail

program=${ASYNCLAB:?names the program under test}
work=$(mktemp -d)
server=
window=

cleanup() {
    if [ -n "$window" ]; then kill -KILL "$window" 2>/dev/null || true; fi
    if [ -n "$server" ]; then kill "$server" 2>/dev/null || true; fi
    wait 2>/dev/null || true
    rm -rf "$work"
}
trap cleanup EXIT

fail() {
    echo "FAILED: $*" >&2
    [ -f "$work/stderr" ] && sed 's/^/  stderr: /' "$work/stderr" >&2
    exit 1
}

# The server picks a free display itself and tells which.
start_display() {
    for tool in Xvfb xdotool import convert; do
        if ! command -v "$tool" >/dev/null; then
            echo "skipped: no $tool"
            exit 77
        fi
    done
    # -r: a key held down is one input. -noreset: otherwise the server begins anew when its last
    # client leaves, such as a tool that has looked for the window, and refuses whoever comes then.
    Xvfb -r -noreset -displayfd 3 -screen 0 1280x720x24 -nolisten tcp 3>"$work/display" 2>/dev/null &
    server=$!
    for _ in $(seq 100); do
        if [ -s "$work/display" ]; then break; fi
        sleep 0.1
    done
    [ -s "$work/display" ] || fail "Xvfb did not start"
    DISPLAY=:$(cat "$work/display")
    export DISPLAY
}

# keep_settings [MEMBERS]: settings of somebody who has taken the tour of the first start.
keep_settings() {
    mkdir -p "$work/home/config/asynclab"
    echo '{"format": "asynclab-settings", "version": 1, "tour_taken": true'"${1:-}"'}' \
        >"$work/home/config/asynclab/settings.json"
}

start_window() {
    export HOME=$work/home XDG_CONFIG_HOME=$work/home/config ASYNCLAB_FRAME_STATS=$work/stats
    mkdir -p "$HOME"
    if [ "${first_start:-no}" = no ] && [ ! -e "$work/home/config" ]; then keep_settings; fi
    "$program" >"$work/stdout" 2>"$work/stderr" &
    window=$!
    for _ in $(seq 150); do
        if xdotool search --name '^Async Lab$' >"$work/id" 2>/dev/null; then break; fi
        kill -0 "$window" 2>/dev/null || fail "the program ended at once"
        sleep 0.1
    done
    [ -s "$work/id" ] || fail "no window appeared"
    settle first
    for _ in $(seq 50); do
        if [ "$(identify -format %k "$work/first.png")" -ge 50 ]; then break; fi
        settle first # the window was there before its first frame
    done
    # A key that is pressed earlier goes to nobody. Without a window manager the window takes the
    # focus itself.
    for _ in $(seq 50); do
        if [ "$(xdotool getwindowfocus 2>/dev/null)" = "$(head -1 "$work/id")" ]; then return; fi
        sleep 0.1
    done
    fail "the window never got the focus"
}

# The leak checker of clang 14 now and then falls over a thread of the OpenGL driver that is ending at
# that moment. Then it has found no leak; it has not looked. Everything before that was checked.
forgive_leak_checker() {
    if [ "$code" != 0 ] && grep -q '^==[0-9]*==LeakSanitizer has encountered a fatal error' "$work/stderr" &&
        ! grep -q 'ERROR: AddressSanitizer\|runtime error' "$work/stderr"; then
        echo "leaks were not looked for: the leak checker ended itself"
        code=0
    fi
}

# Waits for the program's own end and leaves its exit code in $code.
await_end() {
    for _ in $(seq 100); do
        if ! kill -0 "$window" 2>/dev/null; then
            code=0
            wait "$window" || code=$?
            window=
            forgive_leak_checker
            return
        fi
        sleep 0.1
    done
    fail "the program did not end"
}

end_window() {
    kill -TERM "$window"
    await_end
    [ "$code" = 0 ] || fail "SIGTERM gave exit code $code"
}

stat_of() {
    awk -v name="$1" '$1 == name { print $2 }' "$work/stats"
}

picture() {
    import -window root "$work/$1.png"
}

differ() {
    [ "$(compare -metric AE "$work/$1.png" "$work/$2.png" null: 2>&1 | sed 's/[^0-9].*//')" -gt "$3" ]
}

# settle NAME: a picture NAME of a window that does not change any more.
settle() {
    picture "$1"
    for _ in $(seq 50); do
        sleep 0.2
        picture next
        if ! differ "$1" next 0; then return; fi
        mv "$work/next.png" "$work/$1.png"
    done
    fail "the window never came to rest"
}

# press KEY FORMER NAME PIXELS: presses the key and waits for a picture NAME that
# differs from the picture FORMER by more than so many pixels.
press() {
    xdotool key "$1"
    for _ in $(seq 25); do
        settle "$3"
        if differ "$2" "$3" "$4"; then return; fi
    done
    fail "$1 changed too little"
}

draws_and_idles() {
    start_display
    start_window
    local colors
    colors=$(identify -format %k "$work/first.png")
    [ "$colors" -ge 50 ] || fail "only $colors colours: nothing was drawn"
    sleep 5.5
    end_window
    local idle=$(($(stat_of ended_ms) - $(stat_of last_frame_ms)))
    [ "$idle" -ge 5000 ] || fail "drew a frame $idle ms before the end, though nothing happened"
    echo "$(stat_of frames) frames, the first after $(stat_of first_frame_ms) ms, none in the last $idle ms"
}

takes_keys() {
    start_display
    start_window
    press Home first start 500
    press t start other_theme 300000
    end_window
    grep -q theme "$HOME/config/asynclab/settings.json" || fail "the theme was not kept"
}

# At the first start the window is in the shade of the tour, at the next one it is not.
leads_through_the_first_start() {
    start_display
    first_start=yes
    start_window
    press Right first second 5000
    press Left second again 5000
    ! differ first again 0 || fail "going back shows another picture"
    press Escape again bare 100000
    end_window
    grep -q '"tour_taken": true' "$HOME/config/asynclab/settings.json" ||
        fail "that the tour was taken is not kept"
    start_window
    ! differ first bare 2000 || fail "the next start leads through the tour again"
    end_window
}

ends_on_sigterm() {
    start_display
    start_window
    end_window
}

# What a window manager sends when the cross is clicked.
ends_on_window_close() {
    start_display
    start_window
    python3 "$(dirname "$0")/close_window.py" "$(head -1 "$work/id")" || fail "could not ask to close"
    await_end
    [ "$code" = 0 ] || fail "closing the window gave exit code $code"
}

survives_tiny_windows() {
    start_display
    start_window
    local id
    id=$(head -1 "$work/id")
    for size in "300 200" "60 40" "1 1" "2 700" "1280 2" "1280 720"; do
        # shellcheck disable=SC2086
        xdotool windowsize "$id" $size
        settle sized
        kill -0 "$window" 2>/dev/null || fail "the program ended at the size $size"
    done
    end_window
}

keeps_its_size() {
    start_display
    start_window
    xdotool windowsize --sync "$(head -1 "$work/id")" 900 600
    settle sized
    end_window
    start_window
    local size
    size=$(xdotool getwindowgeometry --shell "$(head -1 "$work/id")" | grep -E '^(WIDTH|HEIGHT)=')
    [ "$size" = "$(printf 'WIDTH=900\nHEIGHT=600')" ] || fail "came back as" $size
    end_window
}

lives_without_home() {
    start_display
    mkdir -p "$work/home"
    : >"$work/home/config" # a file where the folder should be: saving cannot work
    start_window
    press t first other_theme 300000
    end_window
}

thread_count() {
    find "/proc/$window/task" -mindepth 1 -maxdepth 1 | wc -l
}

# await_threads -gt|-eq NUMBER
await_threads() {
    for _ in $(seq 200); do
        kill -0 "$window" 2>/dev/null || fail "the program ended"
        if [ "$(thread_count)" "$1" "$2" ]; then return; fi
        sleep 0.05
    done
    fail "has $(thread_count) threads, which is not $1 $2"
}

# Leaves in $idle how many threads the window has without the live run: a loop and its reader.
start_live_run() {
    start_display
    keep_settings ', "scenario": "shutdown-drain"'
    start_window
    idle=$(thread_count)
    xdotool key l
    await_threads -gt "$idle"
}

# The program of the live run plans a SIGTERM that must not end the process in between.
closes_in_the_middle_of_a_live_run() {
    start_live_run
    python3 "$(dirname "$0")/close_window.py" "$(head -1 "$work/id")" || fail "could not ask to close"
    await_end
    [ "$code" = 0 ] || fail "closing the window in a live run gave exit code $code"
}

# While a live run is under way, SIGTERM is for its program; before and after it is for the window.
gives_sigterm_to_the_live_run() {
    start_live_run
    kill -TERM "$window"
    await_threads -eq "$idle"
    settle over
    differ first over 5000 || fail "the live run is not to be seen"
    kill -0 "$window" 2>/dev/null || fail "the window took the signal of the live run"
    end_window
}

shows_text_without_display() {
    unset DISPLAY WAYLAND_DISPLAY
    export HOME=$work
    local code=0
    "$program" >"$work/stdout" 2>"$work/stderr" || code=$?
    [ "$code" = 0 ] || fail "exit code $code without a display"
    grep -q "no display" "$work/stderr" || fail "did not say that there is no display"
    [ "$(wc -l <"$work/stdout")" -ge 5 ] || fail "showed no timeline"
}

"$1"
