#!/usr/bin/env bash
# Runs a command where Debian 13's packages are: packaging/in-root.sh COMMAND ARG…
set -euo pipefail
. "$(dirname "$0")/lib/root.sh"
export CCACHE_DIR=${CCACHE_DIR:-$nia_cache/ccache} CCACHE_BASEDIR=$nia_repo CCACHE_NOHASHDIR=1 LANG=C.UTF-8
nia_enter "$@"
