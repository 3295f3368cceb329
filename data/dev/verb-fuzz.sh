# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# ./dev fuzz [NAME [SECONDS]]: builds the fuzz targets with clang and runs them on their corpus, each
# for half a minute unless told otherwise. What breaks one is kept beside the corpus's copy in
# build/fuzz; a mended case moves into tests/fuzz/corpus, where the unit tests replay it.

readonly FUZZ_BUILD=$KONTOR_BUILD/fuzz
readonly FUZZ_QUARANTINE=quarantine_size_mb=2:thread_local_quarantine_size_kb=64

fuzz_one ()
{
  local name=$1 seconds=$2 work=$FUZZ_BUILD/work/$1
  mkdir -p "$work/corpus"
  say "$name, $seconds s"
  # What breaks a reader is short, large files are left to the unit tests; and few frames of each
  # allocation are enough to find it: several times as many runs in the same time. What is freed is
  # watched a little longer than an input runs; more would be memory mapped anew for each input.
  ( cd "$work" && ASAN_OPTIONS=malloc_context_size=4:$FUZZ_QUARANTINE \
      enter_exec "$FUZZ_BUILD/tests/fuzz/fuzz-$name" -max_total_time="$seconds" -max_len=512 \
      -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -verbosity=0 -artifact_prefix="$work/" \
      "$work/corpus" "$KONTOR_SOURCE/tests/fuzz/corpus/$name" )
}

fuzz_names ()
{
  local program name
  for program in "$KONTOR_SOURCE"/tests/fuzz/fuzz-*.c; do
    name=${program##*/fuzz-}
    [ ! -f "$program" ] || printf '%s\n' "${name%.c}"
  done
}

verb_fuzz ()
{
  local name=${1-} seconds=${2-30} names rc=0
  [ $# -le 2 ] || say_usage 'fuzz takes a name and a number of seconds'
  names=$(fuzz_names)
  [ -n "$names" ] || say_absent 'this checkout has no fuzz targets'
  if [ -n "$name" ]; then
    grep -qx -- "$name" <<<"$names" || say_usage "there is no fuzz target $name"
    names=$name
  fi
  CC=clang build_update "$FUZZ_BUILD" fuzz-targets --buildtype=debugoptimized \
    -Db_sanitize=address,undefined -Db_lundef=false -Dapp=false -Dfuzz=true \
    || say_fail 'the build failed'
  for name in $names; do fuzz_one "$name" "$seconds" || rc=1; done
  return $rc
}
