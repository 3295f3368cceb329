/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "model/kontor-wire.h"
#include "store/kontor-store-private.h"

#include <string.h>

/* What is of one file only, not of the workspace: absent from a dump. */
static gboolean
is_dumped (const KontorEntity *entity)
{
  return (entity->flags & KONTOR_INTERNAL) == 0;
}

static void
remove_empty (KontorFields *fields)
{
  for (guint i = 0; i < kontor_entity_get_n_fields (kontor_fields_get_entity (fields)); i++)
    if (kontor_value_is_none (kontor_fields_get (fields, i)))
      kontor_fields_remove (fields, i);
}

static gboolean
dump_row (KontorRow *row, KontorSink sink, gpointer user_data, GError **error)
{
  char id[KONTOR_ID_TEXT_SIZE];
  g_autofree char *values = NULL, *line = NULL;

  remove_empty (row->fields);
  values = kontor_fields_dup_json (row->fields);
  line = g_strdup_printf ("%s %s %s\n", kontor_fields_get_entity (row->fields)->name,
                          kontor_id_to_text (&row->id, id), values);
  return sink (line, strlen (line), user_data, error);
}

static gboolean
dump_entity (KontorStore *self,
             const KontorEntity *entity,
             KontorSink sink,
             gpointer user_data,
             GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  KontorStatement *statement;
  gboolean found;

  kontor_row_append_columns (sql, entity, "t");
  g_string_append_printf (sql, " FROM \"%s\" AS t ORDER BY t.id", entity->name);
  statement = kontor_database_prepare (self->database, sql->str, error);
  while (statement != NULL)
    {
      g_auto (KontorRow) row = { 0 };

      if (!kontor_statement_step (statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      kontor_row_read (statement, 0, entity, &row);
      if (!dump_row (&row, sink, user_data, error))
        {
          kontor_statement_reset (statement);
          return FALSE;
        }
    }
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const KontorEntity *const *) a)->name,
                 (*(const KontorEntity *const *) b)->name);
}

gboolean
kontor_store_dump (KontorStore *self, KontorSink sink, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) entities = g_ptr_array_new ();
  gboolean begins = !kontor_database_in_transaction (self->database), done = TRUE;

  for (guint i = 0; i < self->schema->n_entities; i++)
    if (is_dumped (self->schema->entities[i]))
      g_ptr_array_add (entities, (gpointer) self->schema->entities[i]);
  g_ptr_array_sort (entities, compare_names);
  if (begins && !kontor_database_begin_read (self->database, error))
    return FALSE;
  for (guint i = 0; done && i < entities->len; i++)
    done = dump_entity (self, entities->pdata[i], sink, user_data, error);
  if (begins)
    kontor_database_rollback (self->database);
  return done;
}
