#!/bin/sh
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# Both commands of README in a folder that never saw the project, with an empty cache: tests/house/cold.sh [FOLDER]
# (default: a new one under /tmp). Takes the better part of an hour on two cores; no test calls it.
set -eu
repository=$(cd "$(dirname "$0")/../.." && pwd)
folder=${1:-$(mktemp -d /tmp/nia-cold.XXXXXX)}
git clone -q "$repository" "$folder/nia"
cd "$folder/nia"
export NIA_CACHE="$folder/cache"
for command in packaging/test.sh packaging/run.sh; do
    begun=$(date +%s)
    status=0
    "$command" || status=$?
    printf '%s: exit %s after %s s\n' "$command" "$status" $(($(date +%s) - begun))
    [ "$status" = 0 ] || exit "$status"
done
