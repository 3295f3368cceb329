/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <yyjson.h>

G_BEGIN_DECLS

/**
 * Runs the real kontorctl, whose path is in KONTORCTL, on a workspace in a folder of its own. For
 * g_test_add(): set-up makes a new workspace of Anna's in euros.
 */
typedef struct
{
  char *folder;
  char *workspace;
  /* of the last run */
  int status;
  char *out;
  char *err;
  yyjson_doc *json; /* of cli_run_json() */
} CliTest;

void cli_test_set_up (CliTest *self, gconstpointer data);
void cli_test_tear_down (CliTest *self, gconstpointer data);

/* kontorctl with just these arguments, ended by NULL. Returns the exit status. */
int cli_run_bare (CliTest *self, ...) G_GNUC_NULL_TERMINATED;
/* The same on the workspace. */
int cli_run (CliTest *self, ...) G_GNUC_NULL_TERMINATED;
/* The same with --json; fails the test where standard output is not one JSON value. Returns it. */
yyjson_val *cli_run_json (CliTest *self, ...) G_GNUC_NULL_TERMINATED;

/* The standard output of a run that must succeed, without its line end. */
char *cli_get (CliTest *self, ...) G_GNUC_NULL_TERMINATED;

/* By a path of keys and indexes: "error.code", "0.title". NULL where there is nothing. */
yyjson_val *cli_json_get (yyjson_val *json, const char *path);
const char *cli_json_text (yyjson_val *json, const char *path);
gint64 cli_json_number (yyjson_val *json, const char *path); /* fails the test where it is none */

G_END_DECLS
