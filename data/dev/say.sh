# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# What ./dev says, always on standard error: standard output belongs to the command it runs.

say ()
{
  printf 'dev: %s\n' "$*" >&2
}

say_fail ()
{
  say "$@"
  exit 1
}

say_usage ()
{
  say "$@"
  usage >&2
  exit 2
}

# A verb whose program is not part of this checkout.
say_absent ()
{
  say "$@"
  exit 2
}
