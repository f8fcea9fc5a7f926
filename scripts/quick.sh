#!/bin/bash
# Are you on the way? The release build and its C suites.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/setup base
scripts/build.sh release
exec scripts/suites.py build/release "$@"
