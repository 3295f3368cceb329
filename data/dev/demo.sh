# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# The demonstration workspace that pictures are taken of and that ./dev run opens: made by Kontor's
# own seeded generator, so that everybody sees the same people and deals.

readonly DEMO=$KONTOR_BUILD/demo
readonly DEMO_SEED=1

# Makes the workspace FILE anew.
demo_workspace ()
{
  local file=$1
  rm -f -- "$file" "$file"-*
  mkdir -p -- "$(dirname -- "$file")"
  enter_run kontorctl -w "$file" demo --seed "$DEMO_SEED" >/dev/null
}

# Says that the programs named are not part of this checkout, unless all are.
demo_need ()
{
  local program
  for program; do
    build_program "$program" >/dev/null || say_absent "this checkout has no $program"
  done
}
