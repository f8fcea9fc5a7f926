#!/bin/bash
# quick.sh [ROOM]: are you on the way? The release build and its C suites, all or one room's.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh

[ -z "${1:-}" ] || known room "$1" './dev quick' "$(rooms_in tests)"
scripts/setup base
scripts/build.sh release
exec scripts/suites.py build/release "$@"
