# SPDX-FileCopyrightText: 2026 The Kontor developers
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash
#
# ./dev simulate: devices, a server and a network that never were, by seed.

verb_simulate ()
{
  local simulator
  build_fresh
  simulator=$(build_program simulate) || say_absent 'this checkout has no simulator'
  enter_exec "$simulator" "$@"
}
