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
printf '%s\0' "$@" | nia_enter xargs -0 -P "$nia_jobs" -n 20 clang-format "${mode[@]}"
