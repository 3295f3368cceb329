/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "import/kontor-import-refused.h"
#include "store/kontor-workspace.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_IMPORT_RUN (kontor_import_run_get_type ())
G_DECLARE_FINAL_TYPE (KontorImportRun, kontor_import_run, KONTOR, IMPORT_RUN, GObject)

/**
 * KontorImportRun:
 *
 * An import at work: on a thread and a connection of its own, so that one goes on working in the
 * workspace meanwhile. Property "progress", from 0 to 1.
 */
KontorImportRun *kontor_import_run_new (KontorWorkspace *workspace, GStrv paths, const char *plan);

/* Begins it. Cancelling takes back what has come in. */
void kontor_import_run_start (KontorImportRun *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);

typedef struct
{
  gint64 entry; /* of the journal; 0: there was nothing to write */
  guint64 created;
  guint64 updated;
  guint64 unchanged;
  guint64 refused;          /* rows */
  char *came_in;            /* what was created, in words; the caller's */
  KontorImportRefused *why; /* the rows that were refused; the caller's */
} KontorImportResult;

/* KONTOR_ERROR_BUSY where another import is running; G_IO_ERROR_CANCELLED. */
gboolean kontor_import_run_finish (KontorImportRun *self,
                                   GAsyncResult *result,
                                   KontorImportResult *outcome,
                                   GError **error);
/* Once it has failed: why a file can't be read, in words; NULL where it was something else. */
const char *kontor_import_run_get_problem (KontorImportRun *self);

G_END_DECLS
