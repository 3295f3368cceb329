# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# Runs a command where Kontor can be built: as it is on a machine at or above the floor, else inside
# the Debian root. Inside, only /usr, /etc and /var are the root's, read-only; every other folder is
# the host's under the same name, and with /run and /tmp the desktop's sockets and buses.

readonly ENTER_PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
readonly ENTER_HOST_FILES=(passwd group hosts hostname resolv.conf localtime machine-id)
# They name places of the host's own software, which is not what is inside.
readonly ENTER_FORGET=(
  CPATH C_INCLUDE_PATH GIO_EXTRA_MODULES GI_TYPELIB_PATH GSETTINGS_SCHEMA_DIR GTK_MODULES GTK_PATH
  LD_LIBRARY_PATH LD_PRELOAD LIBRARY_PATH PKG_CONFIG_LIBDIR PKG_CONFIG_PATH PYTHONHOME PYTHONPATH
  XDG_DATA_DIRS
)
readonly ENTER_LINKS=(bin sbin lib lib32 lib64 libx32)
# What the way into a namespace begins with.
ENTER_FIRST=()

enter_is_native ()
{
  local tool
  command -v pkg-config >/dev/null || return 1
  for tool in "${KONTOR_TOOLS[@]}"; do
    command -v "$tool" >/dev/null || return 1
  done
  pkg-config --exists "${KONTOR_MODULES[@]}" 2>/dev/null
}

# A distribution at or above the floor, whose own packages are to be used.
enter_is_recent ()
{
  local version
  ( . /etc/os-release 2>/dev/null || exit 1
    version=${VERSION_ID-0}
    case ${ID-} in
      debian) [ -z "${VERSION_ID-}" ] || [ "${version%%.*}" -ge 13 ] ;;
      ubuntu) [ "${version%%.*}" -ge 25 ] ;;
      fedora) [ "${version%%.*}" -ge 42 ] ;;
      arch) true ;;
      *) false ;;
    esac )
}

enter_say_missing ()
{
  local module tool missing=()
  for tool in "${KONTOR_TOOLS[@]}" pkg-config; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  for module in "${KONTOR_MODULES[@]}"; do
    pkg-config --exists "$module" 2>/dev/null || missing+=("${module// /}")
  done
  say "missing on this machine: ${missing[*]}"
  if command -v apt-get >/dev/null; then
    say "install them: sudo apt-get install ${KONTOR_PACKAGES[*]}"
  elif command -v dnf >/dev/null; then
    say "install them: sudo dnf install gcc meson blueprint-compiler gettext python3" \
        "'pkgconfig(gtk4)' 'pkgconfig(libadwaita-1)' 'pkgconfig(libsoup-3.0)'" \
        "'pkgconfig(json-glib-1.0)' 'pkgconfig(libsecret-1)' 'pkgconfig(sqlite3)'" \
        "'pkgconfig(libdex-1)' 'pkgconfig(yyjson)' 'pkgconfig(libzstd)' 'pkgconfig(libsodium)'" \
        "'pkgconfig(libmicrohttpd)'"
  else
    say 'install them with the package manager of your distribution'
  fi
}

# Decides where commands run and leaves it in ENTER_ROOT (empty: right here), ENTER_WAY (how to get
# there) and ENTER_NAME, which changes whenever a build folder must be made anew.
enter_prepare ()
{
  [ -z "${ENTER_NAME-}" ] || return 0
  ENTER_ROOT=
  if [ "${KONTOR_DEV_INSIDE-}" ]; then
    ENTER_NAME=$KONTOR_DEV_INSIDE
  elif enter_is_native; then
    ENTER_NAME=system
  elif enter_is_recent; then
    enter_say_missing
    exit 1
  else
    ENTER_ROOT=$(root_path)
    ENTER_NAME=${ENTER_ROOT##*/}
    [ -d "$ENTER_ROOT" ] || root_make "$ENTER_ROOT"
    enter_choose_way
  fi
}

# The host's folders that keep their name inside, one a line.
enter_host_folders ()
{
  local folder
  for folder in /*; do
    case ${folder#/} in
      usr | etc | var | proc | sys | dev | lost+found | old_root) ;;
      bin | sbin | lib | lib32 | lib64 | libx32) ;;
      *) [ ! -d "$folder" ] || printf '%s\n' "$folder" ;;
    esac
  done
  printf '%s\n' /var/tmp
  # Where home, the checkout or the current folder lie below a folder that is the root's.
  for folder in "$HOME" "$KONTOR_SOURCE" "$PWD"; do
    folder=$(realpath -- "$folder")
    case $folder in
      /var/* | /usr/*) printf '%s\n' "$folder" ;;
    esac
  done
}

enter_bwrap ()
{
  local options=(--tmpfs / --dev-bind /dev /dev --bind /proc /proc --bind /sys /sys) entry
  for entry in usr etc var; do options+=(--ro-bind "$ENTER_ROOT/$entry" "/$entry"); done
  for entry in "${ENTER_LINKS[@]}"; do
    [ ! -L "$ENTER_ROOT/$entry" ] || options+=(--symlink "usr/$entry" "/$entry")
  done
  for entry in "${ENTER_HOST_FILES[@]}"; do
    [ ! -e "/etc/$entry" ] || options+=(--ro-bind "$(realpath "/etc/$entry")" "/etc/$entry")
  done
  while IFS= read -r entry; do options+=(--bind "$entry" "$entry"); done < <(enter_host_folders)
  exec bwrap --die-with-parent "${options[@]}" --chdir "$PWD" -- "$@"
}

# Run as root of a mount namespace of its own: nothing of it is seen outside.
enter_namespace_script ()
{
  cat <<'END'
set -e
root=$1 place=$2 files=$3 links=$4 folders=$5 cwd=$6
shift 6
mount -t tmpfs -o mode=755 kontor "$place"
cd "$place"
mkdir proc sys dev usr etc var .host
for entry in proc sys dev; do mount --rbind "/$entry" "$entry"; done
for entry in usr etc var; do mount --bind -o ro "$root/$entry" "$entry"; done
for entry in $links; do [ ! -L "$root/$entry" ] || ln -s "usr/$entry" "$entry"; done
for entry in $files; do [ ! -e "/etc/$entry" ] || mount --bind "/etc/$entry" "etc/$entry"; done
printf '%s\n' "$folders" | while IFS= read -r entry; do
  [ -d ".$entry" ] || mkdir -p ".$entry"
  mount --rbind "$entry" ".$entry"
done
pivot_root . .host
umount -l /.host
cd "$cwd"
exec setpriv --ambient-caps -all --inh-caps -all -- "$@"
END
}

enter_namespace ()
{
  local user=()
  [ "$(id -u)" -eq 0 ] || user=(--user --map-current-user --keep-caps)
  mkdir -p "$(root_cache)/place"
  exec "${ENTER_FIRST[@]}" unshare "${user[@]}" --mount --propagation private -- \
    /bin/sh -c "$(enter_namespace_script)" kontor "$ENTER_ROOT" "$(root_cache)/place" \
    "${ENTER_HOST_FILES[*]}" "${ENTER_LINKS[*]}" "$(enter_host_folders)" "$PWD" "$@"
}

# In a plain chroot / is no mount point, without which no namespace can be cut off from the outer
# one: it is made one first.
enter_chroot ()
{
  local ENTER_FIRST=(unshare --mount --propagation unchanged -- /bin/sh -c
    'set -e; mount --rbind / "$1"; cd "$1"; shift; exec chroot . "$@"' kontor
    "$(root_cache)/place")
  enter_namespace "$@"
}

# Mounts something in a namespace of its own, and looks whether whoever asked sees it, too.
enter_mounts_stay_inside ()
{
  mkdir -p "$(root_cache)/place"
  unshare --mount --propagation unchanged -- /bin/sh -c '
    mount -t tmpfs kontor "$1" && : >"$1/seen" || exit
    [ -e "/proc/$PPID/root$1/seen" ] || exit 0
    umount "$1"
    exit 1' kontor "$(root_cache)/place"
}

enter_proot ()
{
  local options=(-r "$ENTER_ROOT" -b /dev -b /proc -b /sys) entry
  for entry in "${ENTER_HOST_FILES[@]}"; do
    [ ! -e "/etc/$entry" ] || options+=(-b "/etc/$entry")
  done
  while IFS= read -r entry; do options+=(-b "$entry"); done < <(enter_host_folders)
  exec proot --kill-on-exit "${options[@]}" -w "$PWD" "$@"
}

enter_way_works ()
{
  case $1 in
    bwrap) bwrap --dev-bind / / /bin/true ;;
    namespace)
      if [ "$(id -u)" -eq 0 ]; then
        command -v mount && unshare --mount --propagation private -- /bin/true
      else
        unshare --user --map-current-user --keep-caps --mount --propagation private -- \
          /bin/sh -c 'mount -t tmpfs kontor /mnt'
      fi ;;
    chroot) [ "$(id -u)" -eq 0 ] && enter_mounts_stay_inside ;;
    proot) proot /bin/true ;;
  esac >/dev/null 2>&1
}

# KONTOR_DEV_WAY forces one way in. By a mount namespace the command becomes this very process and
# gets the signals meant for it; bubblewrap and proot stand between, and take it with them when they
# are ended.
enter_choose_way ()
{
  for ENTER_WAY in ${KONTOR_DEV_WAY:-namespace chroot bwrap proot}; do
    ! enter_way_works "$ENTER_WAY" || return 0
  done
  say 'this machine lets nobody enter a Debian root: mount namespaces are refused, bubblewrap is' \
      'missing or refused, and proot is missing.'
  say_fail 'Install one: sudo apt-get install proot'
}

# Replaces this process by the command, run where Kontor is built.
enter_exec ()
{
  enter_prepare
  export KONTOR_DEV_INSIDE=$ENTER_NAME
  [ -z "$ENTER_ROOT" ] || PATH=$ENTER_PATH
  export PATH=${ENTER_EXTRA_PATH:+$ENTER_EXTRA_PATH:}$PATH
  [ "$ENTER_ROOT" ] || exec "$@"
  unset "${ENTER_FORGET[@]}"
  enter_choose_locale
  "enter_$ENTER_WAY" "$@"
}

# A locale the root does not have would make every program complain.
enter_choose_locale ()
{
  local locale=${LC_ALL:-${LANG:-C.UTF-8}} known
  for known in C POSIX "${KONTOR_LOCALES[@]}"; do
    [ "${locale%.*}" != "$known" ] || return 0
  done
  unset LC_ALL
  export LANG=C.UTF-8
}

enter_run ()
{
  ( enter_exec "$@" )
}
