#!/bin/bash
# The main job, from a bare machine: set up, build, show.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup base
scripts/build.sh release
exec build/keel demo "$@"
