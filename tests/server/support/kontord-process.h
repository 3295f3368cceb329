/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "support/test-server.h"

G_BEGIN_DECLS

/**
 * KontordProcess:
 *
 * The real kontord, in a process of its own, on a folder of its own with the tenants "acme" and
 * "zeta" and the accounts ada@example.org (acme) and eve@example.org (zeta), both with TEST_PASSWORD.
 * KONTORD_PROGRAM says where the program is.
 */
typedef struct
{
  char *folder; /* holds data, port and log */
  char *data;
  const char *certificate; /* what its files begin with; NULL: no TLS */
  GPid pid;                /* 0 while it does not run */
  guint port;
} KontordProcess;

void kontord_process_set_up (KontordProcess *self, gconstpointer data);
void kontord_process_tear_down (KontordProcess *self, gconstpointer data);

void kontord_process_start (KontordProcess *self);
/* Sends @signal and waits for the end; returns the wait status. */
int kontord_process_stop (KontordProcess *self, int signal);

/* What it has logged so far. */
char *kontord_process_dup_log (KontordProcess *self);
/* Resident memory in KiB. */
gint64 kontord_process_get_memory (KontordProcess *self);

/* Runs `kontord COMMAND…` (separated by "|") on the same data with @password at its standard input;
 * returns the exit status. @out and @err may be NULL. */
int kontord_process_run (KontordProcess *self,
                         const char *command,
                         const char *password,
                         char **out,
                         char **err);

void kontord_process_sign_in (KontordProcess *self, const char *email, TestGrant *grant);
HttpAnswer *
kontord_process_push (KontordProcess *self, const TestGrant *grant, gint64 from, const char *names);
char *kontord_process_pull (KontordProcess *self, const TestGrant *grant);

G_END_DECLS
