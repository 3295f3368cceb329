/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli/kontorctl.h"

G_BEGIN_DECLS

/* All commands, ended by { NULL }. */
extern const KontorctlCommand kontorctl_commands[];

const KontorctlCommand *kontorctl_find_command (const char *name);

/* Their functions, by file. */
KontorctlStatus kontorctl_run_init (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_check (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_status (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_dump (Kontorctl *self, int argc, char **argv);

KontorctlStatus kontorctl_run_list (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_search (Kontorctl *self, int argc, char **argv);

KontorctlStatus kontorctl_run_new (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_show (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_set (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_delete (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_restore (Kontorctl *self, int argc, char **argv);

KontorctlStatus kontorctl_run_journal (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_undo (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_redo (Kontorctl *self, int argc, char **argv);

KontorctlStatus kontorctl_run_duplicates (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_merge (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_split (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_keep_separate (Kontorctl *self, int argc, char **argv);

KontorctlStatus kontorctl_run_inspect (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_export (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_archive (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_import (Kontorctl *self, int argc, char **argv);

KontorctlStatus kontorctl_run_connect (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_sync (Kontorctl *self, int argc, char **argv);
KontorctlStatus kontorctl_run_watch (Kontorctl *self, int argc, char **argv);

KontorctlStatus kontorctl_run_attention (Kontorctl *self, int argc, char **argv);

KontorctlStatus kontorctl_run_demo (Kontorctl *self, int argc, char **argv);

G_END_DECLS
