# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# ./dev simulate: devices, a server and a network that never were, by seed. With --mutants: whether
# the simulation sees. Each patch in tests/sync/mutants breaks a copy of the sources in one way, and
# has to be noticed within so many seeds.

readonly SIMULATE_MUTANTS=$KONTOR_SOURCE/tests/sync/mutants
readonly SIMULATE_COPY=$KONTOR_BUILD/mutants/source
readonly SIMULATE_BUILD=$KONTOR_BUILD/mutants/build

# Files that are the same keep their time, so that only what differs is built again.
simulate_copy ()
{
  mkdir -p "$SIMULATE_COPY"
  find "$SIMULATE_COPY" -mindepth 1 -maxdepth 1 -exec rm -rf {} +
  tar -C "$KONTOR_SOURCE" -c --exclude=./build --exclude=./.git . | tar -C "$SIMULATE_COPY" -x
}

simulate_patch ()
{
  patch -d "$SIMULATE_COPY" -p1 --quiet "${@:2}" <"$1"
}

simulate_build ()
{
  if [ ! -f "$SIMULATE_BUILD/build.ninja" ]; then
    enter_run meson setup "$SIMULATE_BUILD" "$SIMULATE_COPY" --buildtype=debugoptimized -Dapp=false \
      || return
  fi
  enter_run ninja -C "$SIMULATE_BUILD" tests/sync/simulate
}

# Succeeds where the broken copy is noticed; the log says by which seed.
simulate_mutant ()
{
  local patch=$1 seeds=$2 log=$3
  simulate_patch "$patch" || say_fail "${patch##*/} no longer applies"
  simulate_build >"$log" 2>&1 || say_fail "${patch##*/} does not build: $log"
  ! enter_run "$SIMULATE_BUILD/tests/sync/simulate" --jobs 1 --seeds "$seeds" >"$log" 2>&1
}

simulate_mutants ()
{
  local seeds=$1 patch name log missed=0 count=0
  enter_prepare
  simulate_copy
  for patch in "$SIMULATE_MUTANTS"/*.patch; do
    name=${patch##*/} name=${name%.patch}
    log=$KONTOR_BUILD/mutants/$name.log
    count=$((count + 1))
    if simulate_mutant "$patch" "$seeds" "$log"; then
      printf '%-22s caught: %s\n' "$name" "$(grep -m 1 '^seed' "$log" || tail -n 1 "$log")"
    else
      printf '%-22s NOT caught by %s seeds\n' "$name" "$seeds"
      missed=$((missed + 1))
    fi
    simulate_patch "$patch" --reverse
  done
  printf '%s of %s mutants caught\n' $((count - missed)) "$count"
  [ "$missed" -eq 0 ]
}

verb_simulate ()
{
  local simulator
  if [ "${1-}" = --mutants ]; then
    [ $# -le 2 ] || say_usage 'simulate --mutants takes a number of seeds'
    simulate_mutants "${2-400}"
    return
  fi
  build_fresh
  simulator=$(build_program simulate) || say_absent 'this checkout has no simulator'
  enter_exec "$simulator" "$@"
}
