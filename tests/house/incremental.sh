#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# How long it takes to build everything anew after one widget changed; fails at 15 s: incremental.sh REPOSITORY
# By hand, on a machine that does nothing else; ccache is left out, since a real change is never in it.
set -euo pipefail
. "$1/packaging/lib/build.sh"
nia_build dev
touch "$nia_repo/widgets/rail.cpp"
begin=$SECONDS
CCACHE_DISABLE=1 nia_build dev
spent=$((SECONDS - begin))
printf 'one changed widget: %d s (less than 15)\n' "$spent"
[ "$spent" -lt 15 ]
