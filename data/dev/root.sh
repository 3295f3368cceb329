# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Makes the Debian root that Kontor is built in on a machine below the floor. It lies in the user's
# cache under a name that holds the hash of all it is made from, so a second start only looks
# whether that folder is there. It is made under another name and renamed when whole: an interrupted
# set-up is never taken for one.

root_cache ()
{
  printf '%s\n' "${XDG_CACHE_HOME:-$HOME/.cache}/kontor"
}

root_recipe ()
{
  printf '%s\n' "$KONTOR_SUITE" "${KONTOR_PACKAGES[@]}" "$KONTOR_NEWER_SUITE" \
                "${KONTOR_NEWER_PACKAGES[@]}" "${KONTOR_LOCALES[@]}"
  root_finishing
}

root_path ()
{
  local hash
  hash=$(root_recipe | sha256sum)
  printf '%s/root-%s\n' "$(root_cache)" "${hash:0:12}"
}

# The mirror the host's apt uses for its own Debian; nothing on another distribution, where
# mmdebstrap's own default serves. A machine whose apt never fetched its lists knows no origins yet:
# there the first source with the release's name is the one.
root_mirror ()
{
  local release mirror
  command -v apt-get >/dev/null || return 0
  release=$(. /etc/os-release && [ "$ID" = debian ] && printf '%s' "${VERSION_CODENAME-}") || return 0
  release="^($release|(old)*stable)\$"
  mirror=$(apt-get indextargets --format '$(ORIGIN) $(RELEASE) $(REPO_URI)' \
                   'Identifier: Packages' 'Component: main' 2>/dev/null \
             | awk -v release="$release" '$1 == "Debian" && $2 ~ release { print $3; exit }')
  [ "$mirror" ] || mirror=$(apt-get --print-uris update 2>/dev/null | tr -d "'" \
             | awk -v release="$release" -F '/dists/' '
                 { suite = $2; sub ("/InRelease.*", "", suite) }
                 suite ~ release { print $1; exit }')
  printf '%s\n' "$mirror"
}

# How the host's apt reaches its mirror (proxies, time-outs, checks), as one option a line.
root_apt_options ()
{
  command -v apt-config >/dev/null || return 0
  apt-config dump --format '%f "%v";%n' Acquire \
    | grep -E '^Acquire::(https?::|Retries|Check-Valid-Until|Check-Date|ForceIPv[46])' \
    | grep -v ' "";$' || true
}

# What makes the root, and what a small container may lack to enter it.
root_need_tools ()
{
  local tool missing=()
  for tool in mmdebstrap mount; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  # Without it only root can make files of other users, which a Debian has.
  [ "$(id -u)" -eq 0 ] || command -v newuidmap >/dev/null || missing+=(uidmap)
  # Ubuntu has the tools without the keys that Debian's packages are signed with.
  [ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || missing+=(debian-archive-keyring)
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    say "missing on this machine, to make the Debian root that Kontor is built in: ${missing[*]}"
    say_fail "Install it: sudo apt-get install ${missing[*]}"
  fi
  say "installing ${missing[*]}"
  root_apt update && root_apt --yes --no-install-recommends install "${missing[@]}" \
    || say_fail 'apt could not install it: check the network and the sources of apt, then start' \
                './dev again'
}

# apt-get that speaks only when it fails.
root_apt ()
{
  local output
  output=$(DEBIAN_FRONTEND=noninteractive apt-get --quiet=2 "$@" 2>&1) && return
  printf '%s\n' "$output" | tail -n 12 >&2
  return 1
}

# Reads the sources of the root's own suite and writes those of the newer one. That is Debian's
# testing, whose lists say of themselves that they end after a week; a mirror or a proxy that fetches
# them less often serves lists past their end, which apt refuses. Their signature and the hash of
# every package are checked as ever, and nothing but what is pinned comes from there.
root_newer_source ()
{
  cat <<END
sed -E -e '/^deb /!d' -e 's/ $KONTOR_SUITE / $KONTOR_NEWER_SUITE /' \
  -e 's/^deb (\[(.*)\] +)?/deb [check-valid-until=no \2] /'
END
}

# Run by mmdebstrap when all packages are in: the newer package, the locales, and the files that
# the host's are laid over.
root_finishing ()
{
  cat <<END
set -e
cd "\$1"
printf 'Package: *\nPin: release n=%s\nPin-Priority: -1\n\nPackage: %s\nPin: release n=%s\nPin-Priority: 990\n' \
  $KONTOR_NEWER_SUITE '${KONTOR_NEWER_PACKAGES[*]}' $KONTOR_NEWER_SUITE >etc/apt/preferences.d/newer
{
$(root_newer_source)
} <etc/apt/sources.list >etc/apt/sources.list.d/newer.list
if ! { chroot . apt-get -qq --error-on=any update && chroot . apt-get -qq -y install ${KONTOR_NEWER_PACKAGES[*]}; }; then
  echo 'W: no newer libmicrohttpd: going on with that of $KONTOR_SUITE (the server then listens on loopback only)'
  rm etc/apt/sources.list.d/newer.list etc/apt/preferences.d/newer
fi
for locale in ${KONTOR_LOCALES[*]}; do
  chroot . localedef -i \$locale -f UTF-8 \$locale.UTF-8
done
rm -rf var/lib/apt/lists/* var/cache/apt/*
for file in passwd group hosts hostname resolv.conf localtime machine-id; do
  rm -f etc/\$file
  : >etc/\$file
done
END
}

# Says what goes on, out of what mmdebstrap and apt write; all of it stays in the log. On a terminal
# the number of packages counts up in place.
root_progress ()
{
  local line fetched=0 set_up=0
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$1"
    case $line in
      'I: running apt-get update'*) say '  reading the lists of packages' ;;
      'I: running --customize-hook'*) say '  the last touches' ;;
      'Get:'*) root_count 'packages fetched' $((++fetched)) ;;
      'Setting up '*) root_count 'packages set up' $((++set_up)) ;;
      'W: no newer'*) say "  ${line#W: }" ;;
    esac
  done
}

root_count ()
{
  if [ -t 2 ]; then
    printf '\rdev:   %d %s\e[K\r' "$2" "$1" >&2
  elif [ $(($2 % 100)) -eq 0 ]; then
    say "  $2 $1"
  fi
}

root_bootstrap ()
{
  local fresh=$1 log=$2 hook=$1.hook mirror mode=auto format=tar include options=() option
  include=$(IFS=,; printf '%s' "${KONTOR_PACKAGES[*]}")
  mirror=$(root_mirror)
  while IFS= read -r option; do options+=(--aptopt="$option"); done < <(root_apt_options)
  { echo '#!/bin/sh'; root_finishing; } >"$hook"
  chmod 755 "$hook"
  if [ "$(id -u)" -eq 0 ]; then
    mode=root format=directory
  fi
  mkdir "$fresh"
  set -- --verbose --mode="$mode" --format="$format" --variant=apt --include="$include" \
         --aptopt='Apt::Install-Recommends "false"' --aptopt='Acquire::Languages "none"' \
         --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
         "${options[@]}" --customize-hook="$hook" "$KONTOR_SUITE"
  if [ "$format" = directory ]; then
    mmdebstrap "$@" "$fresh" ${mirror:+"$mirror"} 2>&1 | root_progress "$log"
  else
    # A user's own root holds only that user's files, so that it can be removed like any folder.
    { mmdebstrap "$@" - ${mirror:+"$mirror"} \
        | tar -x --no-same-owner --exclude='./dev/*' -C "$fresh"; } 2>&1 | root_progress "$log"
  fi
}

# A set-up that was killed leaves its unfinished folder; whoever holds the lock may remove it.
root_clear_unfinished ()
{
  local folder
  for folder in "$(root_cache)"/new-*; do
    [ -e "$folder" ] || continue
    rm -rf --one-file-system -- "$folder"
  done
}

# Roots of other states of the package list stay: another checkout may be using them.
root_say_older ()
{
  local folder
  for folder in "$(root_cache)"/root-*; do
    [ "$folder" = "$1" ] || say "an older one, not used by this checkout any more: $folder"
  done
}

root_make ()
{
  local path=$1 cache fresh log started=$SECONDS
  cache=$(root_cache)
  mkdir -p "$cache"
  exec {root_lock}>"$cache/lock"
  flock -n "$root_lock" || { say 'another ./dev is setting up: waiting for it'; flock "$root_lock"; }
  if [ ! -d "$path" ]; then
    root_need_tools
    root_clear_unfinished
    fresh=$cache/new-${path##*/}
    log=$cache/set-up.log
    : >"$log"
    say "below Kontor's floor here: making a Debian root to build in (about 2 GB, some minutes)"
    if ! root_bootstrap "$fresh" "$log"; then
      grep -E '^(E|Err|W):' "$log" | tail -n 8 >&2 || true
      say "the set-up failed; all it wrote is in $log."
      ! grep -q 'unable to pick chroot mode' "$log" \
        || say_fail 'Users may make no namespaces of their own here, as in a plain chroot or where' \
                    'kernel.unprivileged_userns_clone is 0: allow them, or start ./dev as root.'
      say_fail 'If a download failed, check the network and the mirror in the sources of apt;' \
               'then start ./dev again: nothing half-made is ever used.'
    fi
    mv -- "$fresh" "$path"
    rm -f -- "$fresh.hook"
    say "set up in $((SECONDS - started)) s: $path"
    root_say_older "$path"
  fi
  exec {root_lock}>&-
}
