#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# Builds a release and measures it: packaging/bench.sh [--quick] [OPTION of nia_bench…]
# A line each: name, figure, the floor's or peer's figure, ratio, budget. Fails below 0.7 of tests/bench/baseline.json.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/build.sh"

nia_build_if_newer release nia nia-desktop
nia_step "build the benchmarks" nia_build release nia_bench
program=$(nia_binary release nia_bench)
export LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen
cd "$nia_repo"
nia_enter "$program" --baseline tests/bench/baseline.json "$@"
