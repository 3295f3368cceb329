/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-workspace-private.h"

/* What a job returned, until somebody takes it. Futures copy the values they hold, so it is shared
 * by reference and taken once. */
typedef struct
{
  gatomicrefcount refs;
  gpointer pointer;
  GDestroyNotify pointer_free;
} JobResult;

static JobResult *
job_result_ref (JobResult *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

static void
job_result_unref (JobResult *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  if (self->pointer != NULL && self->pointer_free != NULL)
    self->pointer_free (self->pointer);
  g_free (self);
}

#define TYPE_JOB_RESULT (job_result_get_type ())
static GType job_result_get_type (void);
G_DEFINE_BOXED_TYPE (JobResult, job_result, job_result_ref, job_result_unref)

gpointer
kontor_job_steal_result (DexFuture *future, GError **error)
{
  const GValue *value = dex_future_get_value (future, error);
  JobResult *result;

  if (value == NULL)
    return NULL;
  result = g_value_get_boxed (value);
  return g_atomic_pointer_exchange (&result->pointer, NULL);
}

static void
free_job (KontorWorkspaceJob *self)
{
  if (self->data != NULL && self->data_free != NULL)
    self->data_free (self->data);
  g_clear_object (&self->cancellable);
  dex_clear (&self->promise);
  g_free (self);
}

void
kontor_workspace_job_refuse (KontorWorkspaceJob *self, GError *error)
{
  dex_promise_reject (self->promise, error);
  free_job (self);
}

static void
resolve (KontorWorkspaceJob *self, gpointer pointer)
{
  JobResult *result = g_new0 (JobResult, 1);

  g_atomic_ref_count_init (&result->refs);
  result->pointer = pointer;
  result->pointer_free = self->result_free;
  dex_promise_resolve_boxed (self->promise, TYPE_JOB_RESULT, result);
  free_job (self);
}

static void
interrupt (GCancellable *cancellable, gpointer store)
{
  kontor_database_interrupt (kontor_store_get_database (store));
}

/* Whatever a job that was interrupted says, it is because nobody wants it any more. */
static gpointer
run_cancellable (KontorWorkspaceJob *self, KontorStore *store, GError **error)
{
  g_autoptr (GError) local = NULL;
  gpointer result;
  gulong handler;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return NULL;
  handler = g_cancellable_connect (self->cancellable, G_CALLBACK (interrupt), store, NULL);
  result = self->job (store, self->data, &local);
  g_cancellable_disconnect (self->cancellable, handler);
  if (local != NULL && !g_cancellable_set_error_if_cancelled (self->cancellable, error))
    g_propagate_error (error, g_steal_pointer (&local));
  return result;
}

void
kontor_workspace_job_run (KontorWorkspaceJob *self, KontorStore *store, GError *error)
{
  gpointer result = NULL;

  if (store != NULL && self->cancellable != NULL)
    result = run_cancellable (self, store, &error);
  else if (store != NULL)
    result = self->job (store, self->data, &error);
  if (error == NULL)
    resolve (self, result);
  else
    kontor_workspace_job_refuse (self, error);
}
