#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# Sets everything up, builds and runs all tests; ctest's summary comes last: packaging/test.sh [CTEST OPTION…]
# NIA_PRESET=asan takes another preset than dev.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/build.sh"

preset=${NIA_PRESET:-dev}
export LANG=C.UTF-8
nia_build "$preset"
cd "$nia_repo"
nia_step "tests $preset" nia_enter ctest --preset "$preset" -j "$nia_jobs" "$@"
