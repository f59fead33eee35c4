# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the scripts of packaging/ that build. Everything said here goes to standard error.

# shellcheck source=packaging/lib/root.sh
. "$(dirname "${BASH_SOURCE[0]}")/root.sh"
export CCACHE_DIR=${CCACHE_DIR:-$nia_cache/ccache} CCACHE_BASEDIR=$nia_repo CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros

# nia_binary PRESET NAME: where a built program is.
nia_binary() {
    local place
    for place in app app/desktop tests tests/bench tests/gui; do
        if [ -x "$nia_repo/build/$1/$place/$2" ] && [ -f "$nia_repo/build/$1/$place/$2" ]; then
            printf '%s' "$nia_repo/build/$1/$place/$2"
            return 0
        fi
    done
    nia_say "build/$1 has no program $2"
    return 1
}

# A build says little: all of it on a terminal, else only into build/PRESET.log, with the end of it shown when it fails.
nia_logged() {
    local log=$1 status=0
    shift
    if [ -t 2 ] && [ -z "${NIA_STEPS:-}" ]; then
        (cd "$nia_repo" && nia_enter "$@") </dev/null >&2
        return
    fi
    (cd "$nia_repo" && nia_enter "$@") </dev/null >>"$log" 2>&1 || status=$?
    if [ "$status" != 0 ]; then
        grep -nE 'error|FAILED|CMake Error' "$log" | head -40 >&2 || true
        tail -n 30 "$log" >&2
        nia_say "the whole of it: $log"
    fi
    return "$status"
}

# nia_build PRESET [TARGET…]: configures and builds; one script at a time for each preset.
nia_build() {
    local preset=$1 log=$nia_repo/build/$1.log targets=()
    shift
    [ "$#" = 0 ] || targets=(--target "$@")
    mkdir -p "$nia_repo/build"
    nia_step "set up" nia_make_root_if_needed || return 1
    (
        flock -n 8 || { nia_say "another script builds $preset; waiting for it"; flock 8; }
        : >"$log"
        nia_step "configure $preset" nia_logged "$log" cmake --preset "$preset" 8>&- || exit 1
        nia_step "build $preset" nia_logged "$log" cmake --build --preset "$preset" -j "$nia_jobs" "${targets[@]}" 8>&-
    ) 8>"$nia_repo/build/$preset.lock"
}

nia_make_root_if_needed() { nia_host_is_ready || nia_make_root; }

# nia_build_if_newer PRESET TARGET…: nothing, and quietly so, when nothing was changed since it was last built.
nia_build_if_newer() {
    local preset=$1 stamp started begin
    stamp=$nia_repo/build/$1/.built-$(IFS=-; printf '%s' "${*:2}")
    if [ -e "$stamp" ] && [ "$(<"$stamp")" = "$nia_root" ] && [ -z "$(nia_newer_than "$stamp" "${@:2}")" ]; then
        return 0
    fi
    nia_say "building ${*:2} (preset $preset)$([ -e "$stamp" ] || printf '; the first time takes minutes')"
    started=$(mktemp)
    begin=$SECONDS
    nia_build "$@" || { rm -f "$started"; return 1; }
    nia_say "built after $((SECONDS - begin)) s"
    # The stamp is as old as the start of the build: what was changed meanwhile counts as newer.
    printf '%s' "$nia_root" >"$stamp"
    touch -r "$started" "$stamp"
    rm -f "$started"
}

# nia_newer_than STAMP TARGET…: the first source found that is newer.
nia_newer_than() {
    local places=(models widgets app resources translations cmake CMakeLists.txt CMakePresets.json)
    case " ${*:2} " in *' nia_tour '*) places+=(tests/gui tests/support tests/CMakeLists.txt) ;; esac
    (cd "$nia_repo" && find "${places[@]}" -newer "$1" -print -quit 2>/dev/null)
}
