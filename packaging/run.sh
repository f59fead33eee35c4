#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# Sets everything up, builds a release and opens the window on the sample workspace: packaging/run.sh [WORKSPACE|SHARD…]
# Where there is no display it says so and plays the main job in a virtual one: packaging/run.sh --tour does so anyway.
# The pictures and the exported subset are then in build/tour (NIA_TOUR names another folder).
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/build.sh"

sample_workspace() {
    local workspace=$nia_repo/build/sample/sample.nia making=$nia_repo/build/sample/making/sample.nia
    local nia=$1 shards=() lines=() bundles=() part
    if [ -e "$workspace" ]; then
        printf '%s' "$workspace"
        return 0
    fi
    shopt -s nullglob
    for part in "$nia_repo"/resources/sample/*.jsonl; do
        case ${part##*/} in *labels*) lines+=("$part") ;; *) shards+=("$part") ;; esac
    done
    bundles=("$nia_repo"/resources/sample/*.niab)
    shopt -u nullglob
    [ "${#bundles[@]}" = 0 ] || lines=() # the bundles are made of these lines
    [ "${#shards[@]}" -gt 0 ] || { nia_say "resources/sample has no shard"; return 1; }
    nia_say "making the sample workspace $workspace"
    rm -rf "${making%/*}"
    mkdir -p "${making%/*}"
    nia_enter "$nia" new "$making" >&2 || return 1
    nia_enter "$nia" import "$making" "${shards[@]}" >&2 || return 1
    for part in "${lines[@]}"; do
        nia_enter "$nia" label "$making" --from "$part" >&2 || return 1
    done
    [ "${#bundles[@]}" = 0 ] || nia_enter "$nia" bundle merge "$making" "${bundles[@]}" >&2 || return 1
    mv "$making" "$workspace"
    printf '%s' "$workspace"
}

display_works() {
    [ -n "${DISPLAY:-}" ] && nia_enter xdpyinfo >/dev/null 2>&1
}

# Ten pictures and an export, or it did not work.
tour_is_whole() {
    [ "$(find "$1" -name '*.png' | wc -l)" -ge 10 ] && [ -n "$(find "$1" -name '*manifest.json' -print -quit)" ]
}

# A window manager, so that the window is activated as on a desk; the program starts when the manager is there.
# shellcheck disable=SC2016
in_display='
    openbox >/dev/null 2>&1 &
    manager=$!
    for _ in $(seq 100); do
        case $(xprop -root _NET_SUPPORTING_WM_CHECK 2>/dev/null) in *0x*) break ;; esac
        sleep 0.05
    done
    status=0
    "$@" || status=$?
    kill $manager 2>/dev/null
    exit $status'

tour() {
    local out=${NIA_TOUR:-$nia_repo/build/tour} settings program
    case $out in /*) ;; *) out=$PWD/$out ;; esac
    program=$(nia_binary release nia_tour)
    mkdir -p "$out"
    export NIA_BIND="${NIA_BIND:-}"$'\n'$out
    settings=$(mktemp -d)
    # shellcheck disable=SC2064
    trap "rm -rf '$settings'" EXIT
    nia_say "playing the main job in a virtual display: import, label by keys, adjudicate, export"
    # Settings of its own, so that none of yours change.
    nia_step "main job" nia_enter env -u WAYLAND_DISPLAY XDG_CONFIG_HOME="$settings" XDG_DATA_HOME="$settings" \
        XDG_CACHE_HOME="$settings" QT_QPA_PLATFORM=xcb LANG=C.UTF-8 \
        xvfb-run -a -s '-screen 0 1680x1050x24 -dpi 96' \
        bash -c "$in_display" tour "$program" "$out" >&2
    tour_is_whole "$out" || nia_fail "the main job left too little in $out"
    printf 'pictures and the exported subset: %s\n' "$out"
    (cd "$out" && find . -type f \( -name '*.png' -o -name '*manifest.json' -o -name '*data.*' \) | sort | sed 's#^\./#  #')
}

wanted=window
if [ "${1:-}" = --tour ]; then
    wanted=tour
    shift
fi
nia_make_root_if_needed
if [ "$wanted" = window ] && ! display_works; then
    nia_say "there is no display here"
    wanted=tour
fi

if [ "$wanted" = tour ]; then
    nia_build_if_newer release nia nia-desktop nia_tour
    tour
    exit 0
fi

nia_build_if_newer release nia nia-desktop
if [ "$#" = 0 ]; then
    workspace=$(sample_workspace "$(nia_binary release nia)")
    set -- "$workspace"
fi
for path in "$@"; do
    case $path in */*) NIA_BIND="${NIA_BIND:-}"$'\n'$(dirname -- "$(realpath -m -- "$path")") ;; esac
done
export NIA_BIND=${NIA_BIND:-}
program=$(nia_binary release nia-desktop)
nia_enter_exec env LANG="${LANG:-C.UTF-8}" "$program" "$@"
