# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the tests of this folder: a folder to work in, gone at the end, and what is told of each expectation.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0
expect() { # what, expected, found
    if [ "$2" = "$3" ]; then
        printf 'ok      %s\n' "$1"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s\n  expected: %s\n  found:    %s\n' "$1" "$2" "$3"
    fi
}
