/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "util/kontor-error.h"

G_BEGIN_DECLS

/* Exit statuses, for scripts. */
#define KONTORD_EXIT_DONE 0
#define KONTORD_EXIT_REFUSED 1
#define KONTORD_EXIT_USAGE 2

/**
 * KontordCommandLine:
 *
 * What all commands share: where the data lies, and how to answer.
 */
typedef struct
{
  char *folder;     /* --data, else KONTORD_DATA */
  gboolean as_json; /* --json */
  GString *out;     /* what goes to standard output when the command is done */
} KontordCommandLine;

/* A usage error, as opposed to something that was refused. */
#define KONTORD_USAGE_ERROR (kontord_usage_error_quark ())
GQuark kontord_usage_error_quark (void);

/* Takes options out of @arguments (NULL-terminated), @own and the common ones; checks that from
 * @least to @most other words are left, which are @arguments then. */
gboolean kontord_cli_parse (KontordCommandLine *self,
                            char ***arguments,
                            const GOptionEntry *own,
                            guint least,
                            guint most,
                            GError **error);

/* The password from KONTOR_PASSWORD, else one line of standard input, asked for where that is a
 * terminal. */
char *kontord_cli_read_password (GError **error);

/* Runs the program; returns its exit status. */
int kontord_cli_run (int argc, char **argv);

/* The commands, by the files they are in. What they refuse is an error. */
gboolean kontord_cli_serve (KontordCommandLine *self, char **arguments, GError **error);
gboolean kontord_cli_tenant_add (KontordCommandLine *self, char **arguments, GError **error);
gboolean kontord_cli_tenant_list (KontordCommandLine *self, char **arguments, GError **error);
gboolean kontord_cli_member_add (KontordCommandLine *self, char **arguments, GError **error);
gboolean kontord_cli_member_list (KontordCommandLine *self, char **arguments, GError **error);
gboolean kontord_cli_member_password (KontordCommandLine *self, char **arguments, GError **error);
gboolean kontord_cli_member_disable (KontordCommandLine *self, char **arguments, GError **error);
gboolean kontord_cli_member_enable (KontordCommandLine *self, char **arguments, GError **error);

G_END_DECLS
