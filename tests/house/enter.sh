#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# What packaging/nia.sh promises where it enters the root folder, seen from outside: enter.sh REPOSITORY
# Run by .ci/run; the tests themselves run inside. The real root folder, a copy of the scripts, a program that only tells.
# shellcheck disable=SC2016
set -uo pipefail
repo=$(cd "$1" && pwd -P)
. "$repo/tests/house/expect.sh"

copy="$work/Kho dữ liệu/nia"
mkdir -p "$copy"/{app,models,widgets,resources,translations,cmake,build/release/app}
touch "$copy/CMakeLists.txt" "$copy/CMakePresets.json"
cp -r "$repo/packaging" "$copy/"
cat >"$copy/build/release/app/nia" <<'END'
#!/bin/sh
case $1 in
sleep) echo $$ >"$2"; exec sleep 600 ;;
*) exit 7 ;;
esac
END
chmod +x "$copy/build/release/app/nia"
root=$(bash -c '. "$1/packaging/lib/root.sh"; printf %s "$nia_root"' bash "$copy")
printf '%s' "$root" >"$copy/build/release/.built-nia"
touch -d '+1 minute' "$copy/build/release/.built-nia"

now() { printf '%s' "${EPOCHREALTIME/[.,]/}"; } # microseconds
# Milliseconds of processor time of all children, as a builtin of this shell wrote them. A busy machine stretches the time
# on the clock, not this one.
used() { tail -n 1 "$1" | awk '{ split($1, u, /[ms]/); split($2, s, /[ms]/); printf "%d", 1000 * (60 * (u[1] + s[1]) + u[2] + s[2]) }'; }
least=999999999
runs=8
times >"$work/before"
for _ in $(seq $runs); do
    begin=$(now)
    "$copy/packaging/nia.sh" x 2>"$work/said"
    status=$?
    spent=$(($(now) - begin))
    [ "$spent" -ge "$least" ] || least=$spent
done
times >"$work/after"
processor=$((($(used "$work/after") - $(used "$work/before")) / runs))
expect "the program's exit status comes through" 7 "$status"
expect "a second start says nothing" "" "$(cat "$work/said")"
expect "and adds less than 0.2 s (least of $runs: $((least / 1000)) ms; processor time $processor ms)" yes \
    "$({ [ "$least" -lt 200000 ] || [ "$processor" -lt 150 ]; } && echo yes)"

before=$(wc -l </proc/self/mounts)
"$copy/packaging/nia.sh" sleep "$work/pid" &
child=$!
for _ in $(seq 200); do [ -s "$work/pid" ] && break; sleep 0.05; done
expect "the program runs in place of the script" "$child" "$(cat "$work/pid")"
expect "its mounts are its own" "$before" "$(wc -l </proc/self/mounts)"
kill -KILL "$child"
wait "$child" 2>/dev/null
expect "a kill ends it" no "$([ -d "/proc/$child" ] && echo yes || echo no)"
expect "and leaves no mount behind" "$before" "$(wc -l </proc/self/mounts)"

printf 'enter: %d failed\n' "$failed"
[ "$failed" = 0 ]
