# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# ./dev bench [--json] [NAME…]: runs the programs of tests/bench one after the other. Each prints a
# JSON object a line; those whose name begins with bench-ui- get a display of their own.

verb_bench ()
{
  local as=table names=() name program programs=() results rc=0
  while [ $# -gt 0 ]; do
    case $1 in
      --json) as=json ;;
      -*) say_usage "bench knows no $1" ;;
      *) names+=("bench-${1#bench-}") ;;
    esac
    shift
  done
  build_fresh
  if [ ${#names[@]} -eq 0 ]; then
    mapfile -t programs < <(build_programs 'bench-*')
    [ ${#programs[@]} -gt 0 ] || say_absent 'this checkout has no benchmarks'
  fi
  for name in "${names[@]}"; do
    programs+=("$(build_program "$name")") || say_usage "there is no benchmark $name"
  done
  # What several of them need is made once.
  KONTOR_BENCH_FOLDER=$(mktemp -d -t kontor-bench.XXXXXX)
  export KONTOR_BENCH_FOLDER
  results=$KONTOR_BENCH_FOLDER/results
  for program in "${programs[@]}"; do
    say "${program##*/}"
    bench_one "$program" >>"$results" || { say "${program##*/} failed"; rc=1; }
  done
  enter_run python3 "$KONTOR_SOURCE/data/dev/bench-table.py" "--$as" "$results" || rc=1
  rm -rf -- "$KONTOR_BENCH_FOLDER"
  return $rc
}

bench_one ()
{
  case ${1##*/} in
    bench-ui-*)
      GTK_A11Y=none enter_run "$KONTOR_SOURCE/tests/support/ui/run-headless" --size 1400x1000 -- "$1" ;;
    *) enter_run "$1" ;;
  esac
}
