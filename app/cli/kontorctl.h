/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

#include <yyjson.h>

G_BEGIN_DECLS

/* Exit statuses. */
typedef enum
{
  KONTORCTL_DONE = 0,
  KONTORCTL_REFUSED = 1,
  KONTORCTL_USAGE = 2,
} KontorctlStatus;

/**
 * Kontorctl:
 *
 * One run of the program: what was said before the command, and what the command needs.
 */
typedef struct
{
  char *workspace; /* the file; NULL where none was named */
  gboolean json;
  const char *command; /* the one that runs */
  KontorClock *clock;
  KontorStore *store; /* after kontorctl_open() */
} Kontorctl;

/**
 * KontorctlCommand:
 * @name: one word
 * @usage: what follows it, as a reader of --help sees it
 * @summary: what it does, in one line
 * @run: gets its name as argv[0]; returns the exit status
 */
typedef struct
{
  const char *name;
  const char *usage;
  const char *summary;
  KontorctlStatus (*run) (Kontorctl *self, int argc, char **argv);
} KontorctlCommand;

/**
 * kontorctl_parse:
 * @entries: the command's own options, ended by { NULL }; NULL for none
 * @least: how many arguments must be left at least
 * @most: how many at most; -1: any number
 *
 * Reads a command's options, -w and --json among them, wherever they stand; what is left in @argv,
 * after argv[0], are its arguments. A value that begins with "-" is given after "--". FALSE, having
 * said why, where they are wrong: the command returns KONTORCTL_USAGE.
 */
gboolean kontorctl_parse (Kontorctl *self,
                          const GOptionEntry *entries,
                          int least,
                          int most,
                          int *argc,
                          char ***argv);

/* Opens the workspace. Where it can't, says why and returns FALSE with the exit status. */
gboolean kontorctl_open (Kontorctl *self, KontorStoreFlags flags, KontorctlStatus *status);

/* For those that make a workspace: one that is there already is left alone. Where it is, says so and
 * returns FALSE with the exit status. */
gboolean kontorctl_check_is_new (Kontorctl *self, KontorctlStatus *status);
/* That the workspace was made; returns KONTORCTL_DONE. */
KontorctlStatus kontorctl_say_made (Kontorctl *self);

/* Says on standard error that the command was used wrongly; returns KONTORCTL_USAGE. */
KontorctlStatus kontorctl_misuse (Kontorctl *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Says why nothing was done; returns KONTORCTL_REFUSED. */
KontorctlStatus kontorctl_refuse (Kontorctl *self, const GError *error);
/* The same with what could have been meant: @suggestions may be NULL. */
KontorctlStatus
kontorctl_refuse_with (Kontorctl *self, const GError *error, const char *const *suggestions);

/* The same in words of the command's own, where the file that is meant is not the workspace. */
KontorctlStatus kontorctl_refuse_in_words (Kontorctl *self, const GError *error, const char *words);

/* Words on standard output; silent with --json. */
void kontorctl_say (Kontorctl *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* The one JSON value of a command: the root of @doc, which is freed. */
void kontorctl_print_json (yyjson_mut_doc *doc);

/* "not-found" and the like: the code of an error of KONTOR_ERROR, for scripts. */
const char *kontorctl_error_code (const GError *error);

G_END_DECLS
