/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "storage/kontord-new-changes.h"

#define N_COLUMNS 5

static char *
dup_insert_sql (gconstpointer subject, guint64 count)
{
  GString *sql = g_string_new ("INSERT INTO change (seq, entity, record, hlc, device) VALUES");

  for (guint64 i = 0; i < count; i++)
    g_string_append (sql, i == 0 ? " (?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?)");
  return g_string_free_and_steal (sql);
}

/* @count of those that wait, from @first on. */
static gboolean
write_some (KontordNewChanges *self,
            KontorDatabase *database,
            guint first,
            guint count,
            GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare_for (database, dup_insert_sql, NULL, count, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < count; i++)
    {
      int parameter = (int) i * N_COLUMNS + 1;

      kontor_statement_bind_int (statement, parameter++, self->waiting[first + i].version);
      kontor_statement_bind_int (statement, parameter++, self->waiting[first + i].entity);
      kontor_statement_bind_int (statement, parameter++, self->waiting[first + i].record);
      kontor_statement_bind_int (statement, parameter++, (gint64) self->waiting[first + i].hlc);
      kontor_statement_bind_int (statement, parameter++, self->waiting[first + i].device);
    }
  return kontor_statement_run (statement, error);
}

gboolean
kontord_new_changes_add (KontordNewChanges *self,
                         KontorDatabase *database,
                         guint entity,
                         gint64 record,
                         const KontorStamp *stamp,
                         GError **error)
{
  self->waiting[self->count].entity = entity;
  self->waiting[self->count].record = record;
  self->waiting[self->count].version = stamp->version;
  self->waiting[self->count].hlc = stamp->hlc;
  self->waiting[self->count].device = stamp->device;
  if (++self->count < KONTORD_CHANGES_AT_ONCE)
    return TRUE;
  self->count = 0;
  return write_some (self, database, 0, KONTORD_CHANGES_AT_ONCE, error);
}

gboolean
kontord_new_changes_write (KontordNewChanges *self, KontorDatabase *database, GError **error)
{
  guint count = self->count;

  self->count = 0;
  for (guint i = 0; i < count; i++)
    {
      if (!write_some (self, database, i, 1, error))
        return FALSE;
    }
  return TRUE;
}

void
kontord_new_changes_drop (KontordNewChanges *self)
{
  self->count = 0;
}
