/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-run.h"

G_BEGIN_DECLS

#define CLI_PASSWORD "correct horse battery"

/**
 * Two workspaces and the real kontord, whose path is in KONTORD, with the tenant "office" and its
 * members anna@example.org and ben@example.org. For g_test_add(); nothing is connected.
 */
typedef struct
{
  CliTest a, b;
  char *data; /* the server's folder */
  char *url;
  guint port;
  GSubprocess *process; /* NULL while it is down */
} CliOffice;

void cli_office_set_up (CliOffice *self, gconstpointer data);
void cli_office_tear_down (CliOffice *self, gconstpointer data);

void cli_office_stop (CliOffice *self);
/* At the same address as before. */
void cli_office_start (CliOffice *self);

/* kontord with these arguments must succeed. */
void cli_office_admin (CliOffice *self, ...) G_GNUC_NULL_TERMINATED;
/* Signs a workspace in, which must succeed. */
void cli_office_connect (CliOffice *self, CliTest *workspace, const char *email);

G_END_DECLS
