/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "store/kontor-store.h"

#include <libdex.h>

G_BEGIN_DECLS

#define KONTOR_TYPE_WORKSPACE (kontor_workspace_get_type ())
G_DECLARE_FINAL_TYPE (KontorWorkspace, kontor_workspace, KONTOR, WORKSPACE, GObject)

/**
 * KontorWorkspace:
 *
 * An open workspace for a program with a main loop that never waits: a writer thread that owns the
 * one writing store, reader threads with stores of their own, and on the main thread a connection
 * that reads single rows by key, for what is on screen.
 *
 * Signals, on the main thread (the one it was opened on):
 *  - "changed" (KontorChangeSet *): after each commit, of this program or of another one. It may
 *    come before or after the future of the job that committed.
 */

/* A piece of work, run from begin to end on one thread; what it returns is what the future
 * resolves to. NULL with an error rejects it; a job that has nothing to say returns NULL without
 * one. It must not keep the store. */
typedef gpointer (*KontorJob) (KontorStore *store, gpointer data, GError **error);

/* Resolves to a KontorWorkspace. */
DexFuture *kontor_workspace_open (const char *path,
                                  const KontorSchema *schema,
                                  KontorClock *clock,
                                  KontorStoreFlags flags);

/* Runs @job on the writer thread, in the order of the calls. The future resolves to a pointer that
 * @result_free frees (NULL: it is not freed); @data_free frees @data on the thread of the job. */
DexFuture *kontor_workspace_write (KontorWorkspace *self,
                                   KontorJob job,
                                   gpointer data,
                                   GDestroyNotify data_free,
                                   GDestroyNotify result_free);
/* Runs @job on a reader thread, beside others. */
DexFuture *kontor_workspace_read (KontorWorkspace *self,
                                  KontorJob job,
                                  gpointer data,
                                  GDestroyNotify data_free,
                                  GDestroyNotify result_free);
/* The same, until @cancellable (may be NULL) is cancelled: then the job does not begin, or what it
 * asks of the store ends with an error, and the future is rejected with G_IO_ERROR_CANCELLED. */
DexFuture *kontor_workspace_read_until (KontorWorkspace *self,
                                        GCancellable *cancellable,
                                        KontorJob job,
                                        gpointer data,
                                        GDestroyNotify data_free,
                                        GDestroyNotify result_free);
/* Takes the pointer out of a future of the calls above, which must have resolved; NULL where the job
 * returned none, or where it was taken before. */
gpointer kontor_job_steal_result (DexFuture *future, GError **error);

/* Main thread, at once: one row that is on screen, with the titles of what it refers to. NULL
 * where it is gone. */
KontorRecord *
kontor_workspace_peek (KontorWorkspace *self, const KontorEntity *entity, gint64 rowid);
/* The same by its id, or the id of what was merged into it. */
KontorRecord *
kontor_workspace_peek_id (KontorWorkspace *self, const KontorEntity *entity, const KontorId *id);

/* The same for kontor_store_dup_part_text(). */
char *kontor_workspace_peek_part_text (KontorWorkspace *self,
                                       const KontorEntity *part,
                                       guint parent,
                                       guint field,
                                       const KontorId *id);
/* Main thread, at once: kontor_store_get_currency() as it is now. Never freed; NULL where the
 * workspace is closed. */
const char *kontor_workspace_peek_currency (KontorWorkspace *self);

const KontorSchema *kontor_workspace_get_schema (KontorWorkspace *self);
const char *kontor_workspace_get_path (KontorWorkspace *self);

/* Main thread: tells that everything has changed, though nothing was written. What depends on the day
 * is to be read anew when that is another. */
void kontor_workspace_retell (KontorWorkspace *self);

/* Does what was asked for before, then closes everything. Resolves when that is done; from now on
 * jobs are rejected, nothing is peeked at and nothing is told. The same happens, with nobody told,
 * when the last reference goes. */
DexFuture *kontor_workspace_close (KontorWorkspace *self);

G_END_DECLS
