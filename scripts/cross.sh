#!/bin/bash
# cross.sh TARGET: builds the skills and the portable ground for another platform, and runs their tests there.
#
#     linux-arm64    all of Keel, under qemu's user mode
#     windows-x64    all of Keel, under wine
#     wasm32         the portable part, in node's WASI
#
# The tools are large, and so are installed here and not by other words. Warnings are errors. Property tests try a fifth of their
# usual cases (KEEL_TEST_SCALE). Ends with "N passed, N failed".
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh

[ $# -eq 1 ] || fail "one target must be named: linux-arm64, windows-x64 or wasm32" dev.target "" "./dev cross linux-arm64" 2
target="$1"
known target "$target" './dev cross' $'linux-arm64\nwindows-x64\nwasm32'
scripts/setup base cross

folder="build/$target"
log="build/logs/cross-$target.log"
mkdir -p build/logs
export KEEL_TEST_SCALE="${KEEL_TEST_SCALE:-0.2}"
export WINEPREFIX="$PWD/build/wine" WINEDEBUG=-all WINEDLLOVERRIDES='mscoree,mshtml='
unset DISPLAY

stopped() {
    tail -30 "$log" >&2
    echo '0 passed, 1 failed'
    fail "$1" dev.cross "$log" ""
}

configure() {
    [ ! "$folder/build.ninja" -nt "scripts/cross/$target.ini" ] || return 0
    printf "[constants]\nroot = '%s'\n" "$PWD" >"build/root.ini"
    rm -rf "$folder"
    meson setup "$folder" --cross-file build/root.ini --cross-file "scripts/cross/$target.ini" \
        -Dwerror=true -Dnode=disabled
}

# The first start of wine makes its folder; two at once would both make it. And its server must not go to sleep between
# two suites: one that starts while it does ends without a word. It ends by itself, a minute after the last.
prepare_runner() {
    [ "$target" = windows-x64 ] || return 0
    [ -e "$WINEPREFIX/system.reg" ] || /usr/lib/wine/wine64 wineboot -i
    /usr/lib/wine/wineserver -p60 || true # 2: one runs already
    /usr/lib/wine/wine64 cmd /c exit
}

{ configure && ninja -C "$folder" -j "$(nproc)"; } >"$log" 2>&1 || stopped "the build for $target stopped"
prepare_runner >>"$log" 2>&1 || stopped "the runner of $target does not start"
meson test -C "$folder" --timeout-multiplier 20 >>"$log" 2>&1 || true # what failed is told below
case "$target" in
linux-arm64) smoke=(qemu-aarch64 -L /usr/aarch64-linux-gnu "$folder/src/faces/cli/keel") ;;
windows-x64) smoke=(/usr/lib/wine/wine64 "$folder/src/faces/cli/keel.exe") ;;
wasm32) smoke=() ;;
esac
scripts/cross/sum.py "$folder" "${smoke[@]}"
