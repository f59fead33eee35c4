#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# Runs the built `nia` (built first if there is none, and anew when sources are newer): packaging/nia.sh ARG…
# The current folder is kept, and a path means the same as outside: the repository's parent, the usual places of users'
# files, media and temporary files, and the folder of each path argument are shown inside at the same place.
# Standard input and output, signals and the exit status are those of `nia`; what this script says goes to standard error.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/build.sh"

# Adds the folder that holds a path argument, so that a new file can be made beside it, and where a link leads.
bind_path() {
    local path=$1 folder real
    case $path in /*) ;; *) path=$PWD/$path ;; esac
    folder=${path%/*}
    while [ -n "$folder" ] && [ ! -d "$folder" ]; do folder=${folder%/*}; done
    if [ -n "$folder" ] && ! nia_is_system "$folder"; then
        NIA_BIND+=$'\n'$folder
    elif [ -e "$path" ]; then
        NIA_BIND+=$'\n'$path # in a folder of the system, or just below /: only itself
    fi
    if [ -L "$path" ]; then
        real=$(readlink -f -- "$path") || return 0
        NIA_BIND+=$'\n'${real%/*}
    fi
}

NIA_BIND=${NIA_BIND:-}
for argument in "$@"; do
    case $argument in
    -*=*/* | *=/*) bind_path "${argument#*=}" ;;
    -*) ;;
    */*) bind_path "$argument" ;;
    *) [ ! -L "$argument" ] || bind_path "$argument" ;;
    esac
done

nia_build_if_newer release nia
program=$(nia_binary release nia)
export LANG=${LANG:-C.UTF-8}
nia_enter_exec "$program" "$@"
