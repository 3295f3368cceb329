# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# ./dev test: everything that must hold before a change is taken. Each step runs even when one
# before it failed, except that nothing can be tested that does not build. With --threads: only what
# uses threads, where two of them that touch the same without an order between them are reported.

# shellcheck source=/dev/null
. "$KONTOR_SOURCE/data/dev/verb-format.sh"

readonly TEST_ASAN=$KONTOR_BUILD/asan TEST_TSAN=$KONTOR_BUILD/tsan
# The suites of the rooms that have threads, and that of what sees them.
readonly TEST_THREADED=(store sync server app support)
TEST_LOGS=()
TEST_EXTRA=()

test_step ()
{
  printf '\n== %s\n' "$*"
}

# Counts a check that is no test program: NAME passed|failed|skipped.
test_count ()
{
  TEST_EXTRA+=("$2")
  [ "$2" = passed ] || printf '%s: %s\n' "$1" "$2"
}

test_format ()
{
  test_step 'Format'
  if ! format_have_tool; then
    printf 'clang-format %s is not here\n' "$FORMAT_VERSION"
    test_count 'format check' skipped
  elif format_check; then
    test_count 'format check' passed
  else
    printf 'Mend it with ./dev format\n'
    test_count 'format check' failed
  fi
}

# Runs the tests of a build folder that the further arguments select, under a log of its own name.
test_run ()
{
  local build=$1 log=$2
  shift 2
  rm -f "$build/meson-logs/$log.json"
  enter_run meson test -C "$build" --logbase "$log" --print-errorlogs --no-rebuild "$@" || true
  TEST_LOGS+=("$build/meson-logs/$log.json")
}

test_lint ()
{
  test_step 'Lint'
  test_run "$KONTOR_BUILD" lint --suite lint
}

test_all ()
{
  test_step 'Tests'
  test_run "$KONTOR_BUILD" tests --no-suite lint
}

# The core again, where a read beyond the end or an overflow ends the program.
test_sanitized ()
{
  test_step 'The core under AddressSanitizer and UndefinedBehaviorSanitizer'
  export ASAN_OPTIONS=detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1
  export LSAN_OPTIONS=suppressions=$KONTOR_SOURCE/tests/support/ui/lsan.supp:print_suppressions=0
  export UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
  if ! test_build "$TEST_ASAN" -Db_sanitize=address,undefined -Db_lundef=false -Dapp=false; then
    test_count 'build with sanitizers' failed
    return
  fi
  test_run "$TEST_ASAN" sanitized --suite unit --no-suite lint --timeout-multiplier 4
}

test_threads ()
{
  test_step 'What uses threads, under ThreadSanitizer'
  if test_build "$TEST_TSAN" -Db_sanitize=thread -Db_lundef=false -Dapp=false; then
    test_run "$TEST_TSAN" threads "${TEST_THREADED[@]/#/--suite=}" --no-suite black-box
  else
    test_count 'build with ThreadSanitizer' failed
  fi
}

test_everything ()
{
  test_format
  test_step 'Build'
  if test_build "$KONTOR_BUILD"; then
    test_lint
    test_all
    test_sanitized
  else
    test_count 'build' failed
  fi
}

test_build ()
{
  local build=$1
  shift
  mapfile -t options < <(build_options)
  build_update "$build" '' "${options[@]}" "$@"
}

verb_test ()
{
  local started=$SECONDS steps=test_everything
  case "$*" in
    '') ;;
    --threads) steps=test_threads ;;
    *) say_usage 'test takes --threads or nothing' ;;
  esac
  export KONTOR_DEV_WERROR=1
  build_need_project
  enter_prepare
  "$steps"
  test_step "Done in $((SECONDS - started)) s"
  enter_exec python3 "$KONTOR_SOURCE/data/dev/summary.py" \
    --counted "${TEST_EXTRA[*]}" "${TEST_LOGS[@]}"
}
