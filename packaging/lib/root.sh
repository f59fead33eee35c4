# Sourced by the scripts of packaging/. Makes and enters the Debian 13 root folder in which Nia is built where the host
# itself does not have Debian 13's packages. Everything said here goes to standard error.

nia_repo=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
nia_cache=${NIA_CACHE:-${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/nia}

nia_say() { printf 'nia: %s\n' "$*" >&2; }
nia_packages() { sed 's/#.*//; /^[[:space:]]*$/d' "$nia_repo/packaging/debian-packages.txt"; }

# The root folder is named after the list of packages, so that a changed list gives a new one.
nia_root_name() { printf 'root-trixie-%s' "$(nia_packages | sha256sum | cut -c1-12)"; }
nia_root=$nia_cache/$(nia_root_name)

nia_as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

nia_host_is_ready() {
    [ "${NIA_FORCE_ROOT:-}" = "" ] && [ -r /etc/os-release ] || return 1
    # shellcheck disable=SC1091
    [ "$(. /etc/os-release; echo "${ID:-}${VERSION_ID:-}")" = debian13 ] || return 1
    # shellcheck disable=SC2046
    dpkg-query -W -f='${Status}\n' $(nia_packages) 2>/dev/null | grep -qv 'install ok installed' && return 1
    [ "$(dpkg-query -W -f='x\n' $(nia_packages) 2>/dev/null | wc -l)" = "$(nia_packages | wc -l)" ]
}

nia_make_root() {
    [ -e "$nia_root/.nia-complete" ] && return 0
    local start=$SECONDS part="$nia_root.part"
    mkdir -p "$nia_cache"
    if ! command -v mmdebstrap >/dev/null; then
        nia_say "installing mmdebstrap"
        nia_as_root apt-get update >&2 && nia_as_root apt-get install -y mmdebstrap >&2 || return 1
    fi
    nia_say "making a Debian 13 folder for the build in $nia_root (once; about two minutes, 1.6 GB)"
    nia_as_root rm -rf "$part"
    nia_as_root mmdebstrap --quiet trixie "$part" >&2 || return 1
    [ -e /etc/resolv.conf ] && nia_as_root cp -L /etc/resolv.conf "$part/etc/resolv.conf"
    # shellcheck disable=SC2046
    nia_as_root chroot "$part" env DEBIAN_FRONTEND=noninteractive sh -c \
        'apt-get update -q && apt-get install -q -y --no-install-recommends "$@" && apt-get clean' sh $(nia_packages) \
        >"$nia_cache/root.log" 2>&1 || { nia_say "could not install the packages; see $nia_cache/root.log"; return 1; }
    nia_as_root touch "$part/.nia-complete"
    nia_as_root mv "$part" "$nia_root"
    nia_say "the folder is ready after $((SECONDS - start)) s"
}

# nia_enter COMMAND ARG…: runs a command where the packages are, in the current folder.
nia_enter() {
    if nia_host_is_ready; then
        "$@"
        return
    fi
    nia_make_root || return 1
    local binds
    binds="$(dirname "$nia_repo") /home /root /media /mnt /run/media /srv /tmp /var/tmp ${NIA_BIND:-} $nia_cache $PWD"
    # shellcheck disable=SC2016
    nia_as_root env NIA_ENTER_BINDS="$binds" NIA_ENTER_ROOT="$nia_root" NIA_ENTER_CWD="$PWD" \
        unshare -m --propagation private bash -c '
            set -e
            for place in proc dev sys; do mount --rbind "/$place" "$NIA_ENTER_ROOT/$place"; done
            for place in $NIA_ENTER_BINDS; do
                [ -d "$place" ] || continue
                mountpoint -q "$NIA_ENTER_ROOT$place" && continue
                mkdir -p "$NIA_ENTER_ROOT$place"
                mount --rbind "$place" "$NIA_ENTER_ROOT$place"
            done
            exec chroot "$NIA_ENTER_ROOT" bash -c "cd \"\$NIA_ENTER_CWD\" && exec \"\$@\"" bash "$@"' bash "$@"
}
