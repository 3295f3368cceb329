/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli/kontorctl-commands.h"
#include "cli/kontorctl-names.h"
#include "cli/kontorctl-print.h"
#include "store/kontor-query.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

/* Columns that are no fields. */
#define COLUMN_ID -1
#define COLUMN_TITLE -2

typedef struct
{
  int field; /* its index, or one of the above */
  /* For a field of what belongs to the record, as a contact's e-mail addresses do; else NULL. */
  const KontorEntity *child;
  const char *parent; /* the child's reference to the record */
} Column;

/* What is asked for, and how it is shown. */
typedef struct
{
  char *where;
  char *sort;
  char *search;
  char *columns;
  int limit;
  gboolean count;
  gboolean trash;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->where);
  g_free (options->sort);
  g_free (options->search);
  g_free (options->columns);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

/* A list on its way out, row by row: it may be longer than memory likes. */
typedef struct
{
  Kontorctl *self;
  const KontorEntity *entity;
  GArray *columns; /* of Column */
  gboolean whole;  /* no columns were named: JSON has all fields */
  guint n_rows;
  GError *error;
} Listing;

static void
add_column (GArray *columns, int field)
{
  Column column = { .field = field };

  g_array_append_val (columns, column);
}

/* A field called @name of what belongs to records of @entity; FALSE where there is none. */
static gboolean
add_column_of_child (GArray *columns, const KontorEntity *entity, const char *name)
{
  const KontorSchema *schema = kontor_schema_get_default ();

  for (guint i = 0; i < schema->n_entities; i++)
    {
      Column column = { .child = schema->entities[i] };

      column.parent = kontorctl_look_up_parent (column.child, entity);
      if (column.parent == NULL)
        continue;
      column.field = kontorctl_look_up_field (column.child, name);
      if (column.field < 0)
        continue;
      g_array_append_val (columns, column);
      return TRUE;
    }
  return FALSE;
}

/* What a list shows until somebody names other columns. */
static void
add_usual_columns (GArray *columns, const KontorEntity *entity)
{
  add_column (columns, COLUMN_ID);
  add_column (columns, COLUMN_TITLE);
  for (guint i = 0; i < entity->n_fields; i++)
    if (entity->fields[i].flags & KONTOR_COLUMN && !(entity->fields[i].flags & KONTOR_TITLE))
      add_column (columns, i);
}

static gboolean
add_named_column (Kontorctl *self, GArray *columns, const KontorEntity *entity, const char *name)
{
  if (g_str_equal (name, "id"))
    add_column (columns, COLUMN_ID);
  else if (g_str_equal (name, "title"))
    add_column (columns, COLUMN_TITLE);
  else if (kontorctl_look_up_field (entity, name) >= 0)
    add_column (columns, kontorctl_look_up_field (entity, name));
  else if (!add_column_of_child (columns, entity, name))
    return kontorctl_find_field (self, entity, name) >= 0; /* which says that there is none */
  return TRUE;
}

static gboolean
choose_columns (Listing *listing, const char *names)
{
  g_auto (GStrv) parts = NULL;

  listing->whole = names == NULL;
  if (names == NULL)
    {
      add_usual_columns (listing->columns, listing->entity);
      return TRUE;
    }
  parts = g_strsplit (names, ",", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (!add_named_column (listing->self, listing->columns, listing->entity, g_strstrip (parts[i])))
      return FALSE;
  return TRUE;
}

static const char *
get_column_name (const KontorEntity *entity, const Column *column)
{
  if (column->field == COLUMN_ID)
    return "id";
  if (column->field == COLUMN_TITLE)
    return "title";
  return kontor_entity_get_field (column->child ? column->child : entity, column->field)->name;
}

/* KontorRecord: what belongs to @record and has the field. */
static GPtrArray *
list_children (Listing *listing, const Column *column, KontorRecord *record)
{
  GPtrArray *children = kontor_store_list_referring (
      listing->self->store, column->child, column->parent, kontor_record_get_id (record), NULL);

  for (guint i = 0; children != NULL && i < children->len;)
    {
      const KontorFields *fields = kontor_record_get_fields (children->pdata[i]);

      if (kontor_value_is_none (kontor_fields_get (fields, column->field)))
        g_ptr_array_remove_index (children, i);
      else
        i++;
    }
  return children != NULL ? children : g_ptr_array_new ();
}

static char *
dup_children (Listing *listing, const Column *column, KontorRecord *record)
{
  g_autoptr (GPtrArray) children = list_children (listing, column, record);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < children->len; i++)
    {
      g_autofree char *value = kontorctl_dup_field (children->pdata[i], column->field);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", value);
    }
  return g_string_free_and_steal (text);
}

/* Values stand between tabs, so one in a value is a space. */
static char *
dup_cell (Listing *listing, const Column *column, KontorRecord *record)
{
  char *text;

  if (column->child != NULL)
    text = dup_children (listing, column, record);
  else if (column->field == COLUMN_ID)
    text = kontor_id_dup_text (kontor_record_get_id (record));
  else if (column->field == COLUMN_TITLE)
    text = g_strdup (kontor_record_get_title (record));
  else
    text = kontorctl_dup_field (record, column->field);
  return g_strdelimit (text, "\t\r\n", ' ');
}

static void
print_words (Listing *listing, KontorRecord *record)
{
  for (guint i = 0; i < listing->columns->len; i++)
    {
      g_autofree char *cell
          = dup_cell (listing, &g_array_index (listing->columns, Column, i), record);

      printf ("%s%s", i > 0 ? "\t" : "", cell);
    }
  printf ("\n");
}

/* A person at a terminal is told what the columns are; a script knows what it asked for. */
static void
print_head (Listing *listing)
{
  if (!isatty (STDOUT_FILENO))
    return;
  for (guint i = 0; i < listing->columns->len; i++)
    printf ("%s%s", i > 0 ? "\t" : "",
            get_column_name (listing->entity, &g_array_index (listing->columns, Column, i)));
  printf ("\n");
}

static yyjson_mut_val *
cell_to_json (Listing *listing, const Column *column, yyjson_mut_doc *doc, KontorRecord *record)
{
  g_autoptr (GPtrArray) children = NULL;
  g_autofree char *text = NULL;
  yyjson_mut_val *list;

  if (column->child == NULL && column->field >= 0)
    return kontorctl_field_to_json (doc, record, column->field);
  if (column->child == NULL)
    {
      text = dup_cell (listing, column, record);
      return yyjson_mut_strcpy (doc, text);
    }
  list = yyjson_mut_arr (doc);
  children = list_children (listing, column, record);
  for (guint i = 0; i < children->len; i++)
    yyjson_mut_arr_append (list, kontorctl_field_to_json (doc, children->pdata[i], column->field));
  return list;
}

static yyjson_mut_val *
columns_to_json (Listing *listing, yyjson_mut_doc *doc, KontorRecord *record)
{
  yyjson_mut_val *object = yyjson_mut_obj (doc);

  for (guint i = 0; i < listing->columns->len; i++)
    {
      const Column *column = &g_array_index (listing->columns, Column, i);

      yyjson_mut_obj_add_val (doc, object, get_column_name (listing->entity, column),
                              cell_to_json (listing, column, doc, record));
    }
  return object;
}

static void
print_json (Listing *listing, KontorRecord *record)
{
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  char *text;

  yyjson_mut_doc_set_root (doc, listing->whole ? kontorctl_record_to_json (doc, record)
                                               : columns_to_json (listing, doc, record));
  text = yyjson_mut_write (doc, 0, NULL);
  printf ("%s%s", listing->n_rows > 0 ? ",\n" : "[", text);
  free (text);
  yyjson_mut_doc_free (doc);
}

static gboolean
print_row (gint64 rowid, gpointer data)
{
  Listing *listing = data;
  g_autoptr (KontorRecord) record
      = kontor_store_get_row (listing->self->store, listing->entity, rowid, &listing->error);

  if (record == NULL)
    return FALSE;
  if (listing->self->json)
    print_json (listing, record);
  else
    print_words (listing, record);
  listing->n_rows++;
  return TRUE;
}

static KontorctlStatus
print_count (Kontorctl *self, KontorQuery *query)
{
  g_autoptr (GError) error = NULL;
  gint64 count = kontor_query_count (query, self->store, &error);

  if (count < 0)
    return kontorctl_refuse (self, error);
  printf (self->json ? "{\"count\":%" G_GINT64_FORMAT "}\n" : "%" G_GINT64_FORMAT "\n", count);
  return KONTORCTL_DONE;
}

static KontorctlStatus
print_list (Kontorctl *self, KontorQuery *query, const char *columns)
{
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (Column));
  Listing listing = { self, kontor_query_get_entity (query), chosen };
  g_autoptr (GError) error = NULL;

  if (!choose_columns (&listing, columns))
    return KONTORCTL_REFUSED;
  if (!self->json)
    print_head (&listing);
  if (!kontor_query_each (query, self->store, print_row, &listing, &error))
    return kontorctl_refuse (self, error);
  if (listing.error != NULL)
    {
      error = listing.error;
      return kontorctl_refuse (self, error);
    }
  if (self->json)
    printf (listing.n_rows > 0 ? "]\n" : "[]\n");
  return KONTORCTL_DONE;
}

static KontorQuery *
make_query (Kontorctl *self, const KontorEntity *entity, const Options *options)
{
  g_autoptr (KontorQuery) query = kontor_query_new (kontor_store_get_schema (self->store), entity);
  g_autoptr (GError) error = NULL;

  kontor_query_set_search (query, options->search);
  kontor_query_set_trash (query, options->trash);
  kontor_query_set_limit (query, options->limit);
  if (kontor_query_set_where (query, options->where, &error)
      && kontor_query_set_sort (query, options->sort, &error))
    return g_steal_pointer (&query);
  kontorctl_refuse (self, error);
  return NULL;
}

KontorctlStatus
kontorctl_run_list (Kontorctl *self, int argc, char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "where", 0, 0, G_OPTION_ARG_STRING, &options.where, NULL, NULL },
    { "sort", 0, 0, G_OPTION_ARG_STRING, &options.sort, NULL, NULL },
    { "search", 0, 0, G_OPTION_ARG_STRING, &options.search, NULL, NULL },
    { "columns", 0, 0, G_OPTION_ARG_STRING, &options.columns, NULL, NULL },
    { "limit", 0, 0, G_OPTION_ARG_INT, &options.limit, NULL, NULL },
    { "count", 0, 0, G_OPTION_ARG_NONE, &options.count, NULL, NULL },
    { "trash", 0, 0, G_OPTION_ARG_NONE, &options.trash, NULL, NULL },
    { NULL },
  };
  const KontorEntity *entity;
  g_autoptr (KontorQuery) query = NULL;
  KontorctlStatus status;

  if (!kontorctl_parse (self, entries, 1, 1, &argc, &argv))
    return KONTORCTL_USAGE;
  if (options.limit < 0)
    return kontorctl_misuse (self, _ ("--limit takes a number above zero"));
  if (!kontorctl_open (self, 0, &status))
    return status;
  entity = kontorctl_find_entity (self, argv[1]);
  if (entity == NULL)
    return KONTORCTL_REFUSED;
  query = make_query (self, entity, &options);
  if (query == NULL)
    return KONTORCTL_REFUSED;
  return options.count ? print_count (self, query) : print_list (self, query, options.columns);
}
