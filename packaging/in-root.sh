#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# Runs a command where Debian 13's packages are: packaging/in-root.sh COMMAND ARG…
set -euo pipefail
. "$(dirname "$0")/lib/root.sh"
export CCACHE_DIR=${CCACHE_DIR:-$nia_cache/ccache} CCACHE_BASEDIR=$nia_repo CCACHE_NOHASHDIR=1 CCACHE_SLOPPINESS=pch_defines,time_macros LANG=C.UTF-8
nia_enter_exec "$@"
