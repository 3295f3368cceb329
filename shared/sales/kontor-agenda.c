/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "sales/kontor-agenda.h"

#include "sales/kontor-quiet-deals.h"
#include "store/kontor-query.h"

#define MINE " and done_at is none and (owner = me or owner is none)"

static const char *const conditions[KONTOR_N_AGENDA_PARTS] = {
  [KONTOR_AGENDA_OVERDUE] = "due_on < today" MINE,
  [KONTOR_AGENDA_TODAY] = "due_on = today" MINE,
  [KONTOR_AGENDA_TOMORROW] = "due_on = today + 1d" MINE,
};

void
kontor_agenda_free (KontorAgenda *self)
{
  for (guint i = 0; i < KONTOR_N_AGENDA_PARTS; i++)
    g_clear_pointer (&self->parts[i], g_ptr_array_unref);
  g_free (self);
}

static GPtrArray *
read_records (KontorStore *store, const KontorEntity *entity, GArray *rowids, GError **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < rowids->len; i++)
    {
      KontorRecord *record
          = kontor_store_get_row (store, entity, g_array_index (rowids, gint64, i), error);

      if (record == NULL)
        return NULL;
      g_ptr_array_add (records, record);
    }
  return g_steal_pointer (&records);
}

static gboolean
load_tasks (KontorAgenda *self,
            KontorStore *store,
            KontorAgendaPart part,
            guint limit,
            GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (store);
  const KontorEntity *task = kontor_schema_find (schema, "task");
  g_autoptr (KontorQuery) query = kontor_query_new (schema, task);
  g_autoptr (GArray) rowids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!kontor_query_set_where (query, conditions[part], error)
      || !kontor_query_set_sort (query, "due_on, -important", error))
    return FALSE;
  kontor_query_set_limit (query, limit);
  if (!kontor_query_collect (query, store, rowids, error))
    return FALSE;
  self->totals[part] = kontor_query_count (query, store, error);
  self->parts[part] = self->totals[part] < 0 ? NULL : read_records (store, task, rowids, error);
  return self->parts[part] != NULL;
}

static gboolean
load_quiet (KontorAgenda *self, KontorStore *store, gint64 now, guint limit, GError **error)
{
  g_autoptr (GHashTable) all = kontor_quiet_deals_load (store, now, error);

  if (all == NULL)
    return FALSE;
  self->totals[KONTOR_AGENDA_QUIET] = g_hash_table_size (all);
  self->parts[KONTOR_AGENDA_QUIET] = kontor_quiet_deals_list (store, now, limit, error);
  return self->parts[KONTOR_AGENDA_QUIET] != NULL;
}

KontorAgenda *
kontor_agenda_load (KontorStore *store, gint64 now, guint limit, GError **error)
{
  g_autoptr (KontorAgenda) self = g_new0 (KontorAgenda, 1);

  if (!load_tasks (self, store, KONTOR_AGENDA_OVERDUE, limit, error)
      || !load_tasks (self, store, KONTOR_AGENDA_TODAY, limit, error)
      || !load_quiet (self, store, now, limit, error)
      || !load_tasks (self, store, KONTOR_AGENDA_TOMORROW, limit, error))
    return NULL;
  return g_steal_pointer (&self);
}
