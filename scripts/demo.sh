#!/bin/bash
# The main job, from a bare machine: set up, build, show.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/talk.sh

scripts/setup base
scripts/build.sh release
build/keel demo "$@"
# What the tour offers to try must be found: the command stands in build/, which is on nobody's path.
[ "$(command -v keel)" -ef build/keel ] || say "
'keel' is build/keel. For this shell:  export PATH=\"$PWD/build:\$PATH\"   ·   for good:  ./dev install --prefix ~/.local"
