/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "exchange/kontor-csv-writer.h"
#include "transfer/kontor-export-run-private.h"
#include "transfer/kontor-own-columns.h"

#include <string.h>

/* Titles that are kept: more than most workspaces have owners, stages and companies. */
#define MAX_KNOWN_TITLES 65536
#define MAX_KINDS 32

typedef struct
{
  KontorStore *store;
  const KontorSchema *schema;
  KontorOwnColumns *columns;
  KontorCsvWriter *writer;
  GHashTable *titles; /* id to what a reference to it is written as */
  /* Of the present record. */
  KontorRecord *record;
  GPtrArray *parts; /* or NULL */
  GPtrArray *links;
} Export;

static void
clear (Export *self)
{
  g_clear_pointer (&self->columns, kontor_own_columns_free);
  g_clear_pointer (&self->writer, kontor_csv_writer_free);
  g_clear_pointer (&self->titles, g_hash_table_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, clear)

/* How many parts of each kind a record has at most. */
static gboolean
count_parts (Export *self, guint *n_parts, GError **error)
{
  const KontorOwnColumns *columns = self->columns;
  const KontorChoice *kinds = kontor_own_columns_get_kinds (columns);
  g_autofree char *sql = NULL;
  KontorStatement *statement;
  gboolean found;

  if (kinds == NULL)
    return TRUE;
  sql = g_strdup_printf (
      "SELECT kind, max (n) FROM (SELECT kind, count(*) AS n FROM \"%s\" WHERE "
      "\"%s\" IS NOT NULL AND deleted_at IS NULL GROUP BY \"%s\", kind) GROUP BY "
      "kind",
      columns->part->name, columns->part->fields[columns->part_parent].name,
      columns->part->fields[columns->part_parent].name);
  statement = kontor_database_prepare (kontor_store_get_database (self->store), sql, error);
  while (statement != NULL)
    {
      if (!kontor_statement_step (statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      for (guint i = 0; kinds[i].key != NULL; i++)
        if (g_strcmp0 (kinds[i].key, kontor_statement_get_text (statement, 0)) == 0)
          n_parts[i] = MAX (n_parts[i], (guint) kontor_statement_get_int (statement, 1));
    }
  return FALSE;
}

/* The title, where just one live record has it, so that it will be found by it; else the id. */
static char *
make_ref_text (Export *self, const KontorEntity *target, const KontorId *id)
{
  g_autoptr (KontorRecord) record = kontor_store_get (self->store, target, id, NULL);
  const char *title = record == NULL ? "" : kontor_record_get_title (record);
  g_autoptr (GPtrArray) same = NULL;

  if (*title == '\0' || kontor_record_is_trashed (record))
    return kontor_id_dup_text (id);
  same = kontor_store_find_titled (self->store, target, title, 2, NULL);
  return same != NULL && same->len == 1 ? g_strdup (title) : kontor_id_dup_text (id);
}

/* The id of what the step at @id is part of. */
static gboolean
get_whole (Export *self,
           const KontorEntity *step,
           const KontorId *id,
           const char **name,
           KontorId *whole)
{
  g_autoptr (KontorRecord) record = kontor_store_get (self->store, step, id, NULL);

  for (guint i = 0; record != NULL && i < step->n_fields; i++)
    if (step->fields[i].flags & KONTOR_PARENT)
      {
        *name = step->fields[i].target;
        return kontor_fields_get_ref (kontor_record_get_fields (record), step->fields[i].name,
                                      whole);
      }
  return FALSE;
}

/* A step is found within its whole, so its title is enough there. */
static char *
make_step_text (Export *self, const KontorEntity *step, const KontorId *id)
{
  g_autoptr (KontorRecord) record = kontor_store_get (self->store, step, id, NULL);

  return record == NULL ? kontor_id_dup_text (id) : g_strdup (kontor_record_get_title (record));
}

static const char *
get_ref_text (Export *self, const KontorField *field, const KontorId *id, gboolean is_step)
{
  const KontorEntity *target = kontor_schema_find (self->schema, field->target);
  char *text = g_hash_table_lookup (self->titles, id);

  if (text != NULL)
    return text;
  if (g_hash_table_size (self->titles) >= MAX_KNOWN_TITLES)
    g_hash_table_remove_all (self->titles);
  text = is_step ? make_step_text (self, target, id) : make_ref_text (self, target, id);
  g_hash_table_insert (self->titles, kontor_id_copy (id), text);
  return text;
}

static gboolean
has_whole_column (Export *self, guint field)
{
  for (guint i = 0; i < self->columns->columns->len; i++)
    {
      const KontorOwnColumn *column = self->columns->columns->pdata[i];

      if (column->kind == KONTOR_OWN_WHOLE && column->field == field)
        return TRUE;
    }
  return FALSE;
}

static void
add_field (Export *self, guint index)
{
  const KontorField *field = &self->columns->entity->fields[index];
  const KontorValue *value = kontor_fields_get (kontor_record_get_fields (self->record), index);
  g_autofree char *text = NULL;

  if (value != NULL && value->type == KONTOR_REF)
    {
      kontor_csv_writer_add (
          self->writer, get_ref_text (self, field, &value->id, has_whole_column (self, index)));
      return;
    }
  text = kontor_value_dup_text (field, value);
  kontor_csv_writer_add (self->writer, text);
}

static void
add_whole (Export *self, guint index)
{
  const KontorField *field = &self->columns->entity->fields[index];
  const KontorValue *value = kontor_fields_get (kontor_record_get_fields (self->record), index);
  const char *name;
  KontorId id;
  g_autofree char *text = NULL;

  if (value != NULL && value->type == KONTOR_REF
      && get_whole (self, kontor_schema_find (self->schema, field->target), &value->id, &name, &id))
    text = make_ref_text (self, kontor_schema_find (self->schema, name), &id);
  kontor_csv_writer_add (self->writer, text);
}

static KontorRecord *
find_part (Export *self, const char *kind, guint number)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      KontorRecord *part = self->parts->pdata[i];

      if (g_strcmp0 (kontor_record_get_text (part, "kind"), kind) == 0 && number-- == 0)
        return part;
    }
  return NULL;
}

static void
add_part (Export *self, const KontorOwnColumn *column)
{
  KontorRecord *part = find_part (self, column->part, column->number);
  const KontorField *field = &self->columns->part->fields[column->field];
  g_autofree char *text = NULL;

  if (part != NULL)
    text = kontor_value_dup_text (
        field, kontor_fields_get (kontor_record_get_fields (part), column->field));
  kontor_csv_writer_add (self->writer, text);
}

static void
add_tags (Export *self)
{
  const char *name = self->columns->link->fields[self->columns->link_tag].name;
  g_autoptr (GPtrArray) titles = g_ptr_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < self->links->len; i++)
    {
      const char *title = kontor_record_get_ref_title (self->links->pdata[i], name);

      if (title != NULL)
        g_ptr_array_add (titles, (gpointer) title);
    }
  g_ptr_array_sort_values (titles, (GCompareFunc) strcmp);
  g_ptr_array_add (titles, NULL);
  text = g_strjoinv ("\n", (GStrv) titles->pdata);
  kontor_csv_writer_add (self->writer, text);
}

static void
add_cell (Export *self, const KontorOwnColumn *column)
{
  char id[KONTOR_ID_TEXT_SIZE];

  switch (column->kind)
    {
    case KONTOR_OWN_ID:
      kontor_csv_writer_add (self->writer,
                             kontor_id_to_text (kontor_record_get_id (self->record), id));
      return;

    case KONTOR_OWN_FIELD:
      add_field (self, column->field);
      return;

    case KONTOR_OWN_WHOLE:
      add_whole (self, column->field);
      return;

    case KONTOR_OWN_PART:
      add_part (self, column);
      return;

    case KONTOR_OWN_TAGS:
    default:
      add_tags (self);
    }
}

static gboolean
load_parts (Export *self, GError **error)
{
  const KontorOwnColumns *columns = self->columns;

  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_clear_pointer (&self->links, g_ptr_array_unref);
  if (columns->part != NULL)
    self->parts = kontor_export_list_parts (self->store, self->record, columns->part,
                                            columns->part_parent, error);
  if (columns->link != NULL && (columns->part == NULL || self->parts != NULL))
    self->links = kontor_export_list_parts (self->store, self->record, columns->link,
                                            columns->link_parent, error);
  return (columns->part == NULL || self->parts != NULL)
         && (columns->link == NULL || self->links != NULL);
}

static gboolean
write_record (KontorRecord *record, gpointer user_data, GError **error)
{
  Export *self = user_data;

  self->record = record;
  if (!load_parts (self, error))
    return FALSE;
  for (guint i = 0; i < self->columns->columns->len; i++)
    add_cell (self, self->columns->columns->pdata[i]);
  return kontor_csv_writer_end_row (self->writer, error);
}

static gboolean
write_header (Export *self, GError **error)
{
  for (guint i = 0; i < self->columns->columns->len; i++)
    kontor_csv_writer_add (self->writer,
                           ((KontorOwnColumn *) self->columns->columns->pdata[i])->name);
  return kontor_csv_writer_end_row (self->writer, error);
}

gboolean
kontor_export_csv (KontorStore *store,
                   const KontorQuery *query,
                   const KontorExportOptions *options,
                   KontorSink sink,
                   gpointer sink_data,
                   GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (store);
  const KontorEntity *entity = kontor_query_get_entity (query);
  g_auto (Export) self = { .store = store, .schema = schema };
  guint n_parts[MAX_KINDS];

  for (guint i = 0; i < MAX_KINDS; i++)
    n_parts[i] = 1;
  self.titles = g_hash_table_new_full (kontor_id_hash, kontor_id_equal_func, g_free, g_free);
  self.columns = kontor_own_columns_new (schema, entity, NULL);
  if (!count_parts (&self, n_parts, error))
    return FALSE;
  kontor_own_columns_free (self.columns);
  self.columns = kontor_own_columns_new (schema, entity, n_parts);
  self.writer = kontor_csv_writer_new (
      ',', KONTOR_CSV_WRITE_CRLF | (options->bom ? KONTOR_CSV_WRITE_BOM : 0), sink, sink_data);
  return write_header (&self, error)
         && kontor_export_run (store, query, options, write_record, &self, error)
         && kontor_csv_writer_flush (self.writer, error);
}
