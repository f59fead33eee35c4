# shellcheck shell=bash
# SPDX-FileCopyrightText: 2026 The Nia developers
# SPDX-License-Identifier: Apache-2.0
#
# Sourced by the scripts of packaging/. Makes and enters the Debian 13 root folder in which Nia is built where the host
# itself does not have Debian 13's packages. Everything said here goes to standard error.
#
# Environment: NIA_CACHE (where the root folder and ccache live; default ~/.cache/nia), NIA_BIND (more folders to show
# inside at the same place, one a line), NIA_FORCE_ROOT=1 (use the root folder on a Debian 13 with all packages, too),
# NIA_JOBS (parallel jobs of a build and of the tests; default: all processors), NIA_STEPS (a file that gets
# "seconds<TAB>name" of each step).

nia_repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
if [ -z "${HOME:-}" ]; then
    HOME=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6)
    export HOME=${HOME:-/root}
fi
nia_cache=${NIA_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/nia}
case $nia_cache in /*) ;; *) nia_cache=$PWD/$nia_cache ;; esac
nia_jobs=${NIA_JOBS:-$(nproc 2>/dev/null || echo 2)}

nia_say() { printf 'nia: %s\n' "$*" >&2; }
nia_fail() { nia_say "$*"; exit 1; }
nia_packages() { sed 's/#.*//; /^[[:space:]]*$/d' "$nia_repo/packaging/debian-packages.txt"; }

# The root folder is named after the list of packages, so that a changed list gives a new one.
nia_root_name() { printf 'root-trixie-%s' "$(nia_packages | sha256sum | cut -c1-12)"; }
nia_root=$nia_cache/$(nia_root_name)

nia_as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        nia_say "this step needs root, and there is no sudo: $1"
        return 1
    fi
}

nia_host_id() { [ -r /etc/os-release ] && (. /etc/os-release && printf '%s%s' "${ID:-}" "${VERSION_ID:-}"); }

# True where the host is a Debian 13 that has every package of the list.
nia_host_is_ready() {
    [ -z "${NIA_FORCE_ROOT:-}" ] && [ "$(nia_host_id)" = debian13 ] || return 1
    local wanted installed
    wanted=$(nia_packages)
    # shellcheck disable=SC2086
    installed=$(dpkg-query -W -f='${db:Status-Status}\n' $wanted 2>/dev/null | grep -cx installed)
    [ "$installed" = "$(wc -l <<<"$wanted")" ]
}

# nia_step NAME COMMAND ARG…: runs it, says how long it took when that was worth telling, keeps its status.
nia_step() {
    local name=$1 start=$EPOCHREALTIME status=0 spent
    shift
    "$@" || status=$?
    spent=$(awk -v a="${start/,/.}" -v b="${EPOCHREALTIME/,/.}" 'BEGIN { printf "%.1f", b - a }')
    [ -z "${NIA_STEPS:-}" ] || printf '%s\t%s\n' "$spent" "$name" >>"$NIA_STEPS"
    if [ "$status" != 0 ]; then
        nia_say "$name: failed (status $status) after $spent s"
    elif [ "${spent%.*}" -ge 2 ] || [ -n "${NIA_STEPS:-}" ]; then
        nia_say "$name: $spent s"
    fi
    return "$status"
}

nia_install_tools() {
    local missing=()
    command -v mmdebstrap >/dev/null || missing+=(mmdebstrap)
    # Ubuntu does not know the keys that Debian's archive is signed with.
    [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing+=(debian-archive-keyring)
    [ "${#missing[@]}" = 0 ] && return 0
    command -v apt-get >/dev/null || { nia_say "please install: ${missing[*]}"; return 1; }
    nia_say "installing ${missing[*]}"
    nia_as_root apt-get update >&2 && nia_as_root apt-get install -y --no-install-recommends "${missing[@]}" >&2
}

# Other folders are never touched: the new one is made aside and renamed when it is whole.
nia_make_root_locked() {
    [ -e "$nia_root/.nia-complete" ] && return 0 # another script made it while this one waited
    local start=$SECONDS part="$nia_root.part" wanted
    wanted=$(nia_packages)
    nia_install_tools || return 1
    nia_say "making a Debian 13 folder for the build in $nia_root (once; about two minutes, 1.6 GB)"
    nia_as_root rm -rf --one-file-system "$part" || return 1
    # mmdebstrap's keyring option is needed where apt does not trust Debian's keys by itself (Ubuntu).
    nia_as_root mmdebstrap --quiet --keyring=/usr/share/keyrings/debian-archive-keyring.gpg trixie "$part" >&2 || return 1
    [ -e /etc/resolv.conf ] && nia_as_root cp -L /etc/resolv.conf "$part/etc/resolv.conf"
    # shellcheck disable=SC2086
    nia_as_root chroot "$part" env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update -q && apt-get install -q -y --no-install-recommends "$@" && apt-get clean' sh $wanted \
        >"$nia_cache/root.log" 2>&1 || { nia_say "could not install the packages; see $nia_cache/root.log"; return 1; }
    nia_as_root touch "$part/.nia-complete" && nia_as_root mv -T "$part" "$nia_root" || return 1
    nia_say "the folder is ready after $((SECONDS - start)) s"
}

nia_make_root() {
    [ -e "$nia_root/.nia-complete" ] && return 0
    mkdir -p "$nia_cache" || return 1
    (
        if ! flock -n 9; then
            nia_say "another script is making the Debian 13 folder; waiting for it"
            flock 9
        fi
        nia_make_root_locked 9>&-
    ) 9>"$nia_cache/root.lock"
}

# Runs as root in a mount namespace of its own, so that whatever ends it leaves no mount behind.
# Arguments: root folder, current folder, user and groups (empty: stay root), number of places, places, command.
# shellcheck disable=SC2016
nia_inner='
    export PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
    root=$1 cwd=$2 user=$3 groups=$4 count=$5
    shift 5
    for place in proc dev sys; do mount --rbind "/$place" "$root/$place" || exit 125; done
    while [ "$count" -gt 0 ]; do
        place=${1#\?} target=$root${1#\?} covers=$1
        shift
        count=$((count - 1))
        { [ "$place" -ef "$target" ] || [ ! -e "$place" ]; } && continue
        # A folder of the system is shown only where the root folder has nothing of that name.
        case $covers in \?*) [ ! -e "$target" ] || continue ;; esac
        case $(realpath -m -- "$target") in "$root"/*) ;; *) continue ;; esac
        if [ -d "$place" ]; then
            mkdir -p -- "$target" && mount --rbind -- "$place" "$target" || exit 125
        elif [ -e "$place" ] && [ ! -e "$target" ]; then
            { mkdir -p -- "${target%/*}" && : >"$target" && mount --bind -- "$place" "$target"; } || exit 125
        fi
    done
    if [ -n "$user" ]; then
        mount --bind /etc/passwd "$root/etc/passwd" && mount --bind /etc/group "$root/etc/group" || exit 125
        set -- --userspec="$user" --groups="$groups" "$root" /bin/bash -c "cd -- \"\$0\" || exit 125; exec \"\$@\"" "$cwd" "$@"
    else
        set -- "$root" /bin/bash -c "cd -- \"\$0\" || exit 125; exec \"\$@\"" "$cwd" "$@"
    fi
    exec chroot "$@"'

# Puts into nia_places what is shown inside at the same place: the usual places and the lines of NIA_BIND. One with a
# question mark before it is shown only if it covers nothing.
nia_find_places() {
    local parent place
    parent=$(dirname "$nia_repo")
    [ "$parent" != / ] || parent=$nia_repo
    nia_places=("$parent" /home /root /media /mnt /run/media /run/user /srv /tmp /var/tmp "$HOME" "$nia_cache")
    while IFS= read -r place; do
        if [ -z "$place" ]; then
            continue
        elif nia_is_system "$place"; then
            nia_places+=("?$place")
        else
            nia_places+=("$place")
        fi
    done <<<"$PWD"$'\n'"${NIA_BIND:-}"
}

# True for folders of the system itself: the root folder has its own, which must not be covered.
nia_is_system() {
    case $1 in
    / | /bin | /bin/* | /boot | /boot/* | /dev | /dev/* | /etc | /etc/* | /lib | /lib/* | /lib[0-9x]* | /proc | /proc/*) return 0 ;;
    /run | /sbin | /sbin/* | /sys | /sys/* | /usr | /usr/* | /var | /var/cache | /var/lib | /var/log) return 0 ;;
    *) return 1 ;;
    esac
}

# Fills nia_entering with the words to put before a command so that it runs where the packages are.
nia_prepare() {
    nia_entering=()
    nia_host_is_ready && return 0
    nia_make_root || return 1
    nia_find_places
    local user='' groups='' sudo=()
    if [ "$(id -u)" != 0 ]; then
        user=$(id -u):$(id -g)
        groups=$(id -G)
        groups=${groups// /,}
        sudo=(sudo -E env "HOME=$HOME" "USER=$(id -un)" "LOGNAME=$(id -un)")
    fi
    nia_entering=("${sudo[@]}" unshare --mount --propagation private bash -c "$nia_inner" nia-enter "$nia_root" "$PWD"
        "$user" "$groups" "${#nia_places[@]}" "${nia_places[@]}")
}

# nia_enter COMMAND ARG…: runs a command where the packages are, in the current folder.
nia_enter() {
    local nia_entering nia_places
    nia_prepare || return 1
    "${nia_entering[@]}" "$@"
}

# The same, in place of this script: signals reach the command itself and nothing waits for it.
nia_enter_exec() {
    local nia_entering nia_places
    nia_prepare || exit 1
    exec "${nia_entering[@]}" "$@"
}
