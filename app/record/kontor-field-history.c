/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "record/kontor-field-history.h"

#include "words/kontor-format.h"

#include <glib/gi18n.h>

/* A longer value is cut where it is only mentioned. */
#define MAX_MENTION 60

G_DEFINE_BOXED_TYPE (KontorFieldHistory,
                     kontor_field_history,
                     kontor_field_history_ref,
                     kontor_field_history_unref)

KontorFieldHistory *
kontor_field_history_ref (KontorFieldHistory *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
kontor_field_history_unref (KontorFieldHistory *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_free (self->author);
  g_free (self->before);
  g_free (self);
}

typedef struct
{
  const KontorEntity *entity;
  KontorId id;
  guint index;
} Question;

static char *
dup_member_name (KontorStore *store, const KontorId *id)
{
  const KontorEntity *member = kontor_schema_find (kontor_store_get_schema (store), "member");
  g_autoptr (KontorRecord) record = NULL;
  if (kontor_id_is_null (id))
    return NULL;
  record = kontor_store_get (store, member, id, NULL);
  return record ? g_strdup (kontor_record_get_title (record)) : NULL;
}

char *
kontor_field_history_dup_value_text (KontorStore *store,
                                     const KontorField *field,
                                     const KontorValue *value)
{
  const KontorEntity *target;
  g_autoptr (KontorRecord) record = NULL;
  if (value == NULL || kontor_value_is_none (value) || field->type != KONTOR_REF)
    return kontor_format_value (field, value);
  target = kontor_schema_find (kontor_store_get_schema (store), field->target);
  record = target ? kontor_store_get (store, target, &value->id, NULL) : NULL;
  return g_strdup (record ? kontor_record_get_title (record) : _ ("something that is gone"));
}

static gpointer
read_job (KontorStore *store, gpointer data, GError **error)
{
  const Question *question = data;
  g_autoptr (GError) failure = NULL;
  g_autoptr (KontorChange) change = kontor_journal_get_field (
      store, question->entity, &question->id, question->index, &failure);
  KontorFieldHistory *self;
  if (failure)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  self = g_new0 (KontorFieldHistory, 1);
  g_atomic_ref_count_init (&self->references);
  if (change && change->before)
    {
      self->time = change->entry->time;
      self->author = dup_member_name (store, &change->entry->author);
      self->before = kontor_field_history_dup_value_text (
          store, kontor_entity_get_field (question->entity, question->index),
          kontor_fields_get (change->before, question->index));
    }
  return self;
}

static DexFuture *
wrap_cb (DexFuture *job, gpointer user_data)
{
  GError *error = NULL;
  KontorFieldHistory *history = kontor_job_steal_result (job, &error);
  return history ? dex_future_new_take_boxed (KONTOR_TYPE_FIELD_HISTORY, history)
                 : dex_future_new_for_error (error);
}

DexFuture *
kontor_field_history_read (KontorWorkspace *workspace,
                           const KontorEntity *entity,
                           const KontorId *id,
                           guint index)
{
  Question *question = g_new (Question, 1);
  *question = (Question) { entity, *id, index };
  return dex_future_then (kontor_workspace_read (workspace, read_job, question, g_free,
                                                 (GDestroyNotify) kontor_field_history_unref),
                          wrap_cb, NULL, NULL);
}

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;
  g_autofree char *line = g_strdelimit (g_strdup (text), "\n", ' ');
  if (g_utf8_strlen (line, -1) <= MAX_MENTION)
    return g_steal_pointer (&line);
  start = g_utf8_substring (line, 0, MAX_MENTION);
  return g_strconcat (start, "…", NULL);
}

char *
kontor_field_history_say (const KontorFieldHistory *self, gint64 now)
{
  g_autofree char *when = NULL;
  g_autofree char *before = NULL;
  const char *author = self->author ? self->author : _ ("somebody");
  if (self->time == 0)
    return g_strdup (_ ("Not changed since it was added"));
  when = kontor_format_instant (self->time, now);
  before = shorten (self->before);
  if (*before == '\0')
    /* Translators: who changed a field, and when */
    return g_strdup_printf (_ ("%s, %s · it was empty"), author, when);
  /* Translators: who changed a field, when, and what it was before */
  return g_strdup_printf (_ ("%s, %s · it was “%s”"), author, when, before);
}

gboolean
kontor_field_history_can_put_back (const KontorFieldHistory *self)
{
  return self->time != 0;
}
