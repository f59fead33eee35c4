#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# Formats the sources by .clang-format: packaging/format.sh [--check] [FILE…] (default: all C++ files of the repository).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/root.sh"

mode=(-i)
if [ "${1:-}" = --check ]; then
    mode=(--dry-run -Werror)
    shift
fi
if [ "$#" = 0 ]; then
    cd "$nia_repo"
    mapfile -t files < <(find models widgets app tests -name '*.cpp' -o -name '*.h' | sort)
    set -- "${files[@]}"
fi
run() { printf '%s\0' "$@" | nia_enter xargs -0 -P "$nia_jobs" -n 20 clang-format "${mode[@]}"; }
if [ "${mode[0]}" = -i ]; then
    run "$@"
elif found=$(run "$@" 2>&1); then
    nia_say "$# files are formatted"
else
    # The first place of each file is enough: the whole file is formatted anyway.
    grep -E '^[^ ]+:[0-9]+:[0-9]+: (error|warning): ' <<<"$found" | sort -t: -k1,1 -u | cut -d: -f1,2 | head -n 40 >&2
    nia_fail "$(grep -oE '^[^ ]+:[0-9]+:[0-9]+: error' <<<"$found" | cut -d: -f1 | sort -u | wc -l) of $# files are not formatted; packaging/format.sh does it"
fi
