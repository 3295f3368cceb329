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

# Configures BUILD with the given options unless it is so already.
build_configure ()
{
  local build=$1 wanted
  shift
  wanted="$ENTER_NAME $*"
  if [ -f "$build/build.ninja" ] && [ "$(cat "$build/.configured" 2>/dev/null)" = "$wanted" ]; then
    return 0
  fi
  if [ -d "$build/meson-private" ]; then
    set -- --wipe "$@"
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

build_quietly ()
{
  local output
  output=$(enter_run ninja "$@" 2>&1) || {
    printf '%s\n' "$output" | tail -n 60 >&2
    return 1
  }
}

# Brings TARGET (empty: everything) in BUILD up to date, which is configured with the further
# arguments. The word quiet keeps all but a failure to itself.
build_update ()
{
  local build=$1 how=$2 target=$3 lock rc=0
  shift 3
  build_need_project
  enter_prepare
  mkdir -p "$build"
  exec {lock}>"$build/.lock"
  flock "$lock"
  if [ "$how" = quiet ]; then
    build_configure "$build" "$@" >"$build/.setup.log" 2>&1 {lock}>&- || {
      cat "$build/.setup.log" >&2
      rc=1
    }
    [ $rc -ne 0 ] || build_quietly -C "$build" ${target:+"$target"} {lock}>&- || rc=1
  else
    build_configure "$build" "$@" {lock}>&- && enter_run ninja -C "$build" ${target:+"$target"} {lock}>&- || rc=1
  fi
  exec {lock}>&-
  return $rc
}

build_here ()
{
  [ $# -eq 0 ] || say_usage 'build takes no arguments'
  enter_prepare
  mapfile -t options < <(build_options)
  build_update "$KONTOR_BUILD" loud '' "${options[@]}"
}

# Brings build/ up to date and says nothing unless it fails.
build_fresh ()
{
  local folder
  enter_prepare
  mapfile -t options < <(build_options)
  build_update "$KONTOR_BUILD" quiet '' "${options[@]}" || say_fail 'the build failed'
  ENTER_EXTRA_PATH=
  for folder in "${BUILD_PROGRAM_FOLDERS[@]}"; do
    ENTER_EXTRA_PATH+=${ENTER_EXTRA_PATH:+:}$KONTOR_BUILD/$folder
  done
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
  [ ! -f "$KONTOR_SOURCE/meson.build" ] || build_fresh
  [ $# -gt 0 ] || set -- bash
  enter_exec "$@"
}
