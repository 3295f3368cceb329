# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# ./dev build and ./dev shell. A build folder remembers the environment it was configured in and is
# configured anew when that is another; one process at a time builds in it.

# The folders of a build that hold programs.
readonly BUILD_PROGRAM_FOLDERS=(app app/cli server tests/bench tests/sync tests/support)

build_need_project ()
{
  [ -f "$KONTOR_SOURCE/meson.build" ] || say_absent 'there is no meson.build in this checkout'
}

# Configures BUILD with the given options unless it is so already. What was built in a root is of no
# use on the system and the other way round: it goes, but for the lock that is held and the
# demonstration. Between two roots only what depends on changed files is built again.
build_configure ()
{
  local build=$1 wanted before
  shift
  wanted="$ENTER_NAME $*"
  before=$(cat "$build/.configured" 2>/dev/null) || true
  if [ -f "$build/build.ninja" ] && [ "$before" = "$wanted" ]; then
    return 0
  fi
  if [ -d "$build/meson-private" ] && [ "${before%%[- ]*}" != "${ENTER_NAME%%-*}" ]; then
    find "$build" -mindepth 1 -maxdepth 1 ! -name .lock ! -name demo -exec rm -rf {} +
  elif [ -d "$build/meson-private" ]; then
    set -- --reconfigure "$@"
  fi
  enter_run meson setup "$build" "$KONTOR_SOURCE" "$@" || return
  printf '%s\n' "$wanted" >"$build/.configured"
}

# Warnings are errors where the compiler is ours, and always in a test run; a newcomer with a newer
# compiler is not stopped by a warning it has learnt.
build_options ()
{
  local werror=true
  [ "$ENTER_NAME" != system ] || [ "${KONTOR_DEV_WERROR-}" ] || werror=false
  printf '%s\n' --buildtype=debugoptimized "-Dwerror=$werror"
}

# Runs the further arguments while no other ./dev builds in BUILD.
build_locked ()
{
  local build=$1 lock rc=0
  shift
  mkdir -p "$build"
  exec {lock}>"$build/.lock"
  flock "$lock"
  "$@" {lock}>&- || rc=$?
  exec {lock}>&-
  return $rc
}

# Brings TARGET (empty: everything) in BUILD up to date, which is configured with the further
# arguments.
build_update ()
{
  local build=$1 target=$2
  shift 2
  build_need_project
  enter_prepare
  build_locked "$build" build_configure "$build" "$@" \
    && enter_run flock -o "$build/.lock" ninja -C "$build" ${target:+"$target"}
}

build_here ()
{
  enter_prepare
  mapfile -t options < <(build_options)
  build_update "$KONTOR_BUILD" '' "${options[@]}"
}

build_put_on_path ()
{
  ENTER_EXTRA_PATH=$(IFS=:; printf '%s' "${BUILD_PROGRAM_FOLDERS[*]/#/$KONTOR_BUILD/}")
}

# Runs a command, after a build that says nothing unless it fails, with the programs built on PATH.
# One way in serves both, which is most of the time this takes when there is nothing to build.
build_then_exec ()
{
  local output
  build_need_project
  enter_prepare
  mapfile -t options < <(build_options)
  output=$(build_locked "$KONTOR_BUILD" build_configure "$KONTOR_BUILD" "${options[@]}" 2>&1) || {
    printf '%s\n' "$output" >&2
    say_fail 'the build could not be configured'
  }
  build_put_on_path
  enter_exec /bin/sh -c '
    output=$(flock -o "$1/.lock" ninja -C "$1" 2>&1 </dev/null) || {
      printf "%s\n" "$output" | tail -n 60 >&2
      echo "dev: the build failed" >&2
      exit 1
    }
    shift
    exec "$@"' dev "$KONTOR_BUILD" "$@"
}

# Brings build/ up to date and puts its programs on PATH for what is run next. The first time takes
# long enough to be shown.
build_fresh ()
{
  enter_prepare
  build_need_project
  if [ ! -e "$KONTOR_BUILD/build.ninja" ]; then
    say 'building Kontor, which takes some minutes the first time'
    build_here >&2 || exit 1
  fi
  ( build_then_exec true ) || exit 1
  build_put_on_path
}

# The paths of the programs built whose name matches a pattern.
build_programs ()
{
  local folder program
  for folder in "${BUILD_PROGRAM_FOLDERS[@]}"; do
    for program in "$KONTOR_BUILD/$folder"/$1; do
      [ ! -f "$program" ] || [ ! -x "$program" ] || printf '%s\n' "$program"
    done
  done
}

# The path of the program NAME; fails when this checkout does not build it.
build_program ()
{
  build_programs "$1" | grep -m 1 .
}

shell_here ()
{
  [ $# -gt 0 ] || set -- bash
  if [ -f "$KONTOR_SOURCE/meson.build" ]; then
    build_then_exec "$@"
  else
    enter_exec "$@"
  fi
}
