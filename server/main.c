/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontord-cli.h"

int
main (int argc, char **argv)
{
  return kontord_cli_run (argc, argv);
}
