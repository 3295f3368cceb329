/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "acts/kontor-outcome.h"

#include "store/kontor-workspace.h"

G_DEFINE_BOXED_TYPE (KontorOutcome, kontor_outcome, kontor_outcome_ref, kontor_outcome_unref)

KontorOutcome *
kontor_outcome_ref (KontorOutcome *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
kontor_outcome_unref (KontorOutcome *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_clear_pointer (&self->entry, kontor_journal_entry_free);
  g_free (self);
}

KontorOutcome *
kontor_outcome_new (KontorStore *store, gint64 entry, const KontorId *id, GError **error)
{
  g_autoptr (KontorOutcome) self = g_new0 (KontorOutcome, 1);
  g_atomic_ref_count_init (&self->references);
  if (id)
    self->id = *id;
  if (entry != 0)
    {
      self->entry = kontor_journal_get (store, entry, error);
      if (self->entry == NULL)
        return NULL;
    }
  return g_steal_pointer (&self);
}

static DexFuture *
take_outcome_cb (DexFuture *job, gpointer user_data)
{
  GError *error = NULL;
  KontorOutcome *outcome = kontor_job_steal_result (job, &error);
  if (outcome == NULL)
    return dex_future_new_for_error (error);
  return dex_future_new_take_boxed (KONTOR_TYPE_OUTCOME, outcome);
}

DexFuture *
kontor_outcome_wrap (DexFuture *job)
{
  return dex_future_then (job, take_outcome_cb, NULL, NULL);
}

KontorOutcome *
kontor_outcome_peek (DexFuture *future)
{
  const GValue *value = dex_future_get_value (future, NULL);
  return value && G_VALUE_HOLDS (value, KONTOR_TYPE_OUTCOME) ? g_value_get_boxed (value) : NULL;
}
