#!/bin/sh
# Makes the archive that is installed from the one our own programs link: the same code, but only the names listed in
# EXPORTS can be seen, so that a program may have a function of its own called like one of our private ones. What none
# of them needs (the command's options, the system's files) is left out.
#
#     public-archive.sh IN.a EXPORTS OUT.a OBJCOPY AR CC...
set -eu

in=$1 exports=$2 out=$3 objcopy=$4 ar=$5
shift 5

object=$(dirname "$out")/keel.o
sed 's/^/--undefined=/' "$exports" >"$object.roots"
"$@" -r -nostdlib -o "$object" -Wl,--gc-sections "-Wl,@$object.roots" -Wl,--whole-archive "$in" -Wl,--no-whole-archive
"$objcopy" --keep-global-symbols="$exports" "$object"
rm -f "$out"
"$ar" crsD "$out" "$object"
rm -f "$object" "$object.roots"
