#!/bin/bash
# abi.sh [FOLDER]: are the calls that the library shows those that abi/exports.txt promises?
#
# Three lists must agree: what libkeel.so and libkeel.a of FOLDER (build/release) show, what the installed headers
# declare with KEEL_API, and the checked-in list. A new call is a new line; a line that goes is a break, and wants
# another soname. Where libabigail is installed and abi/keel.abi holds the types of the last release, they are held
# against it as well. Ends with "N passed, N failed".
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
. scripts/talk.sh
export LC_ALL=C

folder="${1:-build/release}"
promised=abi/exports.txt
passed=0 failed=0

check() { # NAME WANTED GOT MEND: two sorted lists, one name a line
    local differs
    if differs="$(diff <(printf '%s\n' "$2") <(printf '%s\n' "$3"))"; then
        passed=$((passed + 1))
        return
    fi
    failed=$((failed + 1))
    printf '%s differs from what is promised\n' "$1"
    sed -n -e 's/^< /  missing  /p' -e 's/^> /  not promised  /p' <<<"$differs"
    printf '  mend   %s\n' "$4"
}

shared="$folder/abi/libkeel.so"
archive="$folder/abi/libkeel.a"
if [ ! -e "$shared" ] || [ ! -e "$archive" ]; then fail "there is no library to look at" dev.not_built "$folder" "./dev build"; fi

list="$(cat "$promised")"
check "$promised, sorted and each name once," "$(sort -u "$promised")" "$list" "LC_ALL=C sort -u -o $promised $promised"
check libkeel.so "$list" "$(nm -D --defined-only "$shared" | awk '{ print $3 }' | sort)" \
    "add the new calls to $promised; one that is gone breaks programs: give it back, or raise the soname"
check libkeel.a "$list" "$(nm -g --defined-only "$archive" | awk 'NF == 3 { print $3 }' | sort)" \
    "add the new calls to $promised"

declared="$(cat "$folder"/abi/*.h | tr '\n' ' ' | grep -oE 'KEEL_API [^;{]*' | grep -oE 'keel_[a-z0-9_]+ *\(' | tr -d ' (' | sort -u)"
check "the installed headers' list of calls" "$list" "$declared" \
    "a call that is shown stands with KEEL_API in a header of keel_headers, and only there"
check "the soname" libkeel.so.0 "$(readelf -d "$shared" | sed -n 's/.*SONAME.*\[\(.*\)\]/\1/p')" "see abi/meson.build"

if command -v abidiff >/dev/null && [ -e abi/keel.abi ]; then
    if abidiff --headers-dir2 "$folder/abi" abi/keel.abi "$shared"; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
