#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# Builds a release and measures it: packaging/bench.sh [--quick] [OPTION of nia_bench…] (NIA_PRESET=dev: that build)
# A line each: name, figure, the floor's or peer's figure, ratio, budget. Fails below 0.7 of tests/bench/baseline.json.
# --quick takes 50,000 records instead of a million. NIA_BENCH_DIR names the folder for made-up data (default build/bench).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/build.sh"

preset=${NIA_PRESET:-release}
nia_step "build the benchmarks" nia_build "$preset" nia_bench
program=$(nia_binary "$preset" nia_bench)
NIA_BENCH_DIR=${NIA_BENCH_DIR:-$nia_repo/build/bench}
case $NIA_BENCH_DIR in /*) ;; *) NIA_BENCH_DIR=$PWD/$NIA_BENCH_DIR ;; esac
mkdir -p "$NIA_BENCH_DIR"
export NIA_BENCH_DIR NIA_BIND="${NIA_BIND:-}"$'\n'$NIA_BENCH_DIR LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen
cd "$nia_repo"
baseline=()
[ ! -e tests/bench/baseline.json ] || baseline=(--baseline tests/bench/baseline.json)
nia_enter "$program" "${baseline[@]}" "$@"
