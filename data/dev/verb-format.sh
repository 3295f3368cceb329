# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# ./dev format and the check of it. The version of clang-format decides the form, so both only work
# with the one that Kontor's sources are kept in.

readonly FORMAT_VERSION=19

# The files of one kind that git knows or would add, or all where there is no git to ask, each ended
# by a NUL. Where Kontor is built there is a git, the machine itself may have none.
format_files ()
{
  { enter_run git -C "$KONTOR_SOURCE" ls-files -z --cached --others --exclude-standard \
        --deduplicate -- app server shared tests 2>/dev/null \
      || ( cd "$KONTOR_SOURCE" && find app server shared tests -type f -print0 ); } \
    | while IFS= read -r -d '' file; do
        # shellcheck disable=SC2254
        case $file in
          $1) [ ! -f "$KONTOR_SOURCE/$file" ] || printf '%s\0' "$file" ;;
        esac
      done
}

format_have_tool ()
{
  enter_run clang-format --version 2>/dev/null | grep -q "version $FORMAT_VERSION\."
}

# Runs a formatter over all files of the given patterns, many a call.
format_each ()
{
  local patterns=$1 pattern
  shift
  for pattern in $patterns; do format_files "$pattern"; done \
    | ( cd "$KONTOR_SOURCE" && enter_exec xargs -0 -r -n 40 -P 2 "$@" )
}

# Fails, naming the files, when one is not in form.
format_check ()
{
  local complaints
  complaints=$(format_each '*.c *.h' clang-format --dry-run --Werror 2>&1
               # It counts the files that are in form, too.
               format_each '*.blp' blueprint-compiler format 2>&1 \
                 | awk '!/left unchanged/ || /formatted/') || true
  [ "$complaints" ] || return 0
  printf '%s\n' "$complaints" | sed -nE 's/^([^ :]+\.[ch]):[0-9]+:.*/\1/p; /\.blp/p' | sort -u
  return 1
}

verb_format ()
{
  [ $# -eq 0 ] || say_usage 'format takes no arguments'
  enter_prepare
  format_have_tool || say_fail "format needs clang-format $FORMAT_VERSION"
  format_each '*.c *.h' clang-format -i
  format_each '*.blp' blueprint-compiler format --fix
  enter_run python3 "$KONTOR_SOURCE/tests/lint/translations.py" "$KONTOR_SOURCE"
}
