#!/bin/bash
# build.sh FLAVOUR: configures build/FLAVOUR where needed, compiles it, and says nothing when all went well.
# Warnings are errors here. The release build's results are linked to build/, where people look for them.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh

# Sanitizers end the program at the first finding, so that no test passes over one.
halting='-fno-sanitize-recover=all -fno-omit-frame-pointer'

# The options of a flavour, one a line; the first is the compiler.
options_of() {
    case "$1" in
    release) printf '%s\n' gcc -Dbuildtype=release "-Dnode=$(addon)" ;;
    asan) printf '%s\n' gcc -Doptimization=1 -Ddebug=true -Db_sanitize=address,undefined "-Dc_args=$halting" -Dnode=disabled ;;
    tsan) printf '%s\n' gcc -Doptimization=1 -Ddebug=true -Db_sanitize=thread -Dnode=disabled ;;
    clang) printf '%s\n' clang -Dbuildtype=release -Dnode=disabled ;;
    fuzz) printf '%s\n' clang -Doptimization=1 -Ddebug=true -Db_sanitize=address,undefined -Db_lundef=false \
        "-Dc_args=$halting" -Dfuzzers=true -Dnode=disabled ;;
    bench) printf '%s\n' gcc -Dbuildtype=release -Dbenches=true -Dnode=disabled \
        ${KEEL_BENCH_PEERS:+"-Dbench_peers=$KEEL_BENCH_PEERS"} ;;
    *) unknown flavour "$1" scripts/build.sh $'release\nasan\ntsan\nclang\nfuzz\nbench' ;;
    esac
}

# The addon needs the headers that npm brings; 'setup node' was there or it was not.
addon() {
    if [ -d bindings/node/node_modules/node-api-headers ]; then echo enabled; else echo disabled; fi
}

# Meson takes a project's default options only when a folder is made; so they belong to what a folder was made from.
defaults() { sed -n '/default_options/,/)/p' meson.build; }

configure() {
    local folder="$1" options_wanted="$2" wanted compiler
    local -a options

    wanted="$options_wanted
$(defaults)"
    [ "$(cat "$folder/options.txt" 2>/dev/null)" != "$wanted" ] || return 0
    mapfile -t options <<<"$options_wanted"
    compiler="${options[0]}"
    rm -rf "$folder"
    CC="$compiler" meson setup "$folder" -Dwerror=true "${options[@]:1}" || return 1
    printf '%s\n' "$wanted" >"$folder/options.txt"
}

# link NAME: build/NAME points to what the release build made under that name, if it made it.
link() {
    local made

    made="$(find build/release -name "$1" -not -type d -not -path '*.p/*' -print -quit)"
    [ -z "$made" ] || ln -sfn "${made#build/}" "build/$1"
}

main() {
    local flavour="${1:-release}" folder log wanted

    wanted="$(options_of "$flavour")"
    folder="build/$flavour"
    log="build/logs/compile-$flavour.log"
    mkdir -p build/logs
    if ! { configure "$folder" "$wanted" && ninja -C "$folder" -j "$(nproc)"; } >"$log" 2>&1; then
        grep -E -A12 'FAILED|error:|ERROR' "$log" | head -60 >&2 || tail -30 "$log" >&2
        fail "the $flavour build stopped" dev.build "$log" "ninja -C $folder      shows the compiler's own words"
    fi
    [ "$flavour" != release ] || for name in keel libkeel.a libkeel.so keel.node compile_commands.json; do link "$name"; done
}

main "$@"
