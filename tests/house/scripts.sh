#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# What the scripts of packaging/ promise and can be shown without a root folder: scripts.sh REPOSITORY
# shellcheck disable=SC2016
set -uo pipefail
repo=$(cd "$1" && pwd -P)
. "$repo/tests/house/expect.sh"

for file in "$repo"/packaging/*.sh "$repo"/packaging/lib/*.sh "$repo/.ci/run"; do
    expect "bash reads ${file#"$repo/"}" "" "$(bash -n "$file" 2>&1)"
done
for file in "$repo"/packaging/*.sh "$repo/.ci/run"; do
    expect "${file#"$repo/"} can be run" yes "$([ -x "$file" ] && echo yes)"
done

# A copy of the repository's scripts beside a program that only tells what it was given.
copy="$work/Kho dữ liệu/nia"
mkdir -p "$copy"/{app,models,cmake,build/release/app}
cp -r "$repo/packaging" "$copy/"
cat >"$copy/build/release/app/nia" <<'END'
#!/bin/sh
pwd; for argument; do printf '<%s>\n' "$argument"; done; cat; exit 7
END
chmod +x "$copy/build/release/app/nia"
export NIA_CACHE="$work/cache"
unset NIA_FORCE_ROOT
in_copy() { # commands, run after the copy's root.sh and build.sh were read; "$1" is the copy
    bash -c ". \"\$1/packaging/lib/build.sh\"; $1" in_copy "$copy"
}
root=$(in_copy 'printf %s "$nia_root"')
expect "the root folder is in the cache and named after the packages" "$work/cache/root-trixie" "${root%-*}"
printf '%s' "$root" >"$copy/build/release/.built-nia"
mkdir -p "$work/nơi khác"
# ctest runs where the packages are (packaging/test.sh sees to that); elsewhere nia.sh would make a root folder first.
in_copy nia_host_is_ready || { printf 'the packages of debian-packages.txt are not installed here\n'; exit 1; }
call() { (cd "$work/nơi khác" && printf 'qua ống' | "$copy/packaging/nia.sh" "$@" 2>"$work/said"); }
expect "nia.sh keeps folder, arguments and standard input" \
    "$(printf '%s\n<%s>\n<%s>\n<%s>\nqua ống' "$work/nơi khác" 'a b' '--query=x/y' '')" "$(call 'a b' '--query=x/y' '')"
call x >/dev/null
expect "nia.sh passes the exit status through" 7 $?
expect "nia.sh is quiet when all is set up" "" "$(cat "$work/said")"

# Newer sources are seen, also when a file is gone; unchanged ones are not.
newer() { in_copy 'nia_newer_than "$1/build/release/.built-nia" nia'; }
expect "nothing is newer" "" "$(newer)"
touch -d '+5 seconds' "$copy/app/main.cpp"
touch -d '-1 hour' "$copy/app"
expect "a newer source is seen" "app/main.cpp" "$(newer)"
touch -d '-1 hour' "$copy/app" "$copy/app/main.cpp"
expect "and no longer when it is older" "" "$(newer)"
rm "$copy/app/main.cpp"
touch -d '+5 seconds' "$copy/app"
expect "a removed source is seen" "app" "$(newer)"

# Which folders are shown inside.
places() { in_copy 'nia_find_places; printf "%s\n" "${nia_places[@]}"'; }
export NIA_BIND=$'/opt/Dữ liệu của tôi\n/etc/ở đây'
found=$(cd "$work/nơi khác" && places)
expect "the repository's parent is shown" 1 "$(grep -cxF "$work/Kho dữ liệu" <<<"$found")"
expect "the current folder is shown" 1 "$(grep -cxF "$work/nơi khác" <<<"$found")"
expect "a folder with blanks is shown" 1 "$(grep -cxF '/opt/Dữ liệu của tôi' <<<"$found")"
expect "a folder of the system covers nothing" 1 "$(grep -cxF '?/etc/ở đây' <<<"$found")"
expect "/ itself is never shown" 0 "$(cd / && places | grep -cxF /)"
unset NIA_BIND
expect "HOME may be unset" 0 "$(unset HOME NIA_CACHE; in_copy 'test -n "$HOME"'; echo $?)"

# Steps: time and status.
(export NIA_STEPS=$work/steps; in_copy 'nia_step one true; nia_step two sh -c "exit 3"' 2>/dev/null)
expect "a step keeps its status" 3 $?
expect "steps are written down" "one two" "$(cut -f2 "$work/steps" | tr '\n' ' ' | sed 's/ $//')"

printf 'scripts: %d failed\n' "$failed"
[ "$failed" = 0 ]
