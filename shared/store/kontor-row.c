/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-row.h"

#include "model/kontor-fold.h"
#include "store/kontor-ddl.h"

#include <string.h>
#include <yyjson.h>

void
kontor_row_clear (KontorRow *self)
{
  g_clear_pointer (&self->fields, kontor_fields_free);
  g_clear_pointer (&self->stamps, g_bytes_unref);
}

static void
append_field (GString *sql, const char *alias, const KontorField *field)
{
  g_string_append_printf (sql, ", %s.\"%s\"", alias, field->name);
  if (field->type == KONTOR_MONEY)
    g_string_append_printf (sql, ", %s.\"%s_currency\"", alias, field->name);
}

void
kontor_row_append_columns (GString *sql, const KontorEntity *entity, const char *alias)
{
  g_string_append_printf (sql, "%s.rowid, %s.id, %s.version, %s.stamps, %s.extra", alias, alias,
                          alias, alias, alias);
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    append_field (sql, alias, kontor_entity_get_field (entity, i));
}

static void
read_extras (KontorFields *fields, const char *text)
{
  yyjson_doc *doc = text == NULL ? NULL : yyjson_read (text, strlen (text), 0);
  yyjson_obj_iter iter = yyjson_obj_iter_with (yyjson_doc_get_root (doc));
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      char *json = yyjson_val_write (yyjson_obj_iter_get_val (key), 0, NULL);

      kontor_fields_set_extra (fields, yyjson_get_str (key), json);
      free (json);
    }
  yyjson_doc_free (doc);
}

static char *
write_extras (const KontorFields *fields)
{
  g_autofree const char **keys = kontor_fields_list_extra (fields);
  GString *text;
  char separator = '{';

  if (keys == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (guint i = 0; keys[i] != NULL; i++)
    {
      const char *json = kontor_fields_get_extra (fields, keys[i]);

      if (g_str_equal (json, "null"))
        continue;
      g_string_append_printf (text, "%c\"%s\":%s", separator, keys[i], json);
      separator = ',';
    }
  if (separator == '{')
    {
      g_string_free (text, TRUE);
      return NULL;
    }
  g_string_append_c (text, '}');
  return g_string_free_and_steal (text);
}

/* Everything else relies on texts being UTF-8, whatever became of the file. */
static KontorValue
read_text (KontorType type, const char *text)
{
  if (text == NULL || g_utf8_validate (text, -1, NULL))
    return kontor_value_text (type, text);
  return kontor_value_take_text (type, g_utf8_make_valid (text, -1));
}

/* An amount of nothing is none. */
static KontorValue
read_money (gint64 minor, const char *currency)
{
  if (currency == NULL || strlen (currency) != 3 || !g_utf8_validate (currency, -1, NULL))
    return KONTOR_VALUE_NONE;
  return kontor_value_money (minor, currency);
}

static KontorValue
read_value (KontorStatement *statement, int column, KontorType type)
{
  KontorId id;

  if (kontor_statement_is_null (statement, column))
    return KONTOR_VALUE_NONE;
  if (kontor_type_is_text (type))
    return read_text (type, kontor_statement_get_text (statement, column));
  if (type == KONTOR_MONEY)
    return read_money (kontor_statement_get_int (statement, column),
                       kontor_statement_get_text (statement, column + 1));
  if (type != KONTOR_REF)
    return kontor_value_integer (type, kontor_statement_get_int (statement, column));
  if (kontor_statement_get_id (statement, column, &id))
    return kontor_value_ref (&id);
  return KONTOR_VALUE_NONE;
}

int
kontor_row_read (KontorStatement *statement, int column, const KontorEntity *entity, KontorRow *row)
{
  int first = column;
  gsize length;
  gconstpointer stamps = kontor_statement_get_blob (statement, column + 3, &length);

  row->rowid = kontor_statement_get_int (statement, column);
  kontor_statement_get_id (statement, column + 1, &row->id);
  row->version = kontor_statement_get_int (statement, column + 2);
  row->stamps = stamps == NULL ? NULL : g_bytes_new (stamps, length);
  row->fields = kontor_fields_new (entity);
  read_extras (row->fields, kontor_statement_get_text (statement, column + 4));
  column += 5;
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      KontorType type = kontor_entity_get_field (entity, i)->type;

      kontor_fields_take (row->fields, i, read_value (statement, column, type));
      column += type == KONTOR_MONEY ? 2 : 1;
    }
  return column - first;
}

static gboolean
load (KontorStatement *statement, const KontorEntity *entity, KontorRow *row, GError **error)
{
  gboolean found;

  if (!kontor_statement_step (statement, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, "no such %s", entity->name);
      return FALSE;
    }
  kontor_row_read (statement, 0, entity, row);
  kontor_statement_reset (statement);
  return TRUE;
}

static char *
dup_load_sql (gconstpointer subject, guint64 by_rowid)
{
  const KontorEntity *entity = subject;
  GString *sql = g_string_new ("SELECT ");

  kontor_row_append_columns (sql, entity, "t");
  g_string_append_printf (sql, " FROM \"%s\" AS t WHERE t.%s = ?1", entity->name,
                          by_rowid ? "rowid" : "id");
  return g_string_free_and_steal (sql);
}

gboolean
kontor_row_load (KontorDatabase *database,
                 const KontorEntity *entity,
                 const KontorId *id,
                 KontorRow *row,
                 GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare_for (database, dup_load_sql, entity, FALSE, error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  return load (statement, entity, row, error);
}

gboolean
kontor_row_load_at (KontorDatabase *database,
                    const KontorEntity *entity,
                    gint64 rowid,
                    KontorRow *row,
                    GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare_for (database, dup_load_sql, entity, TRUE, error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, rowid);
  return load (statement, entity, row, error);
}

static char *
dup_id_sql (gconstpointer entity, guint64 key)
{
  return g_strdup_printf ("SELECT id FROM \"%s\" WHERE rowid = ?1",
                          ((const KontorEntity *) entity)->name);
}

gboolean
kontor_row_get_id (KontorDatabase *database,
                   const KontorEntity *entity,
                   gint64 rowid,
                   KontorId *id,
                   GError **error)
{
  KontorStatement *statement = kontor_database_prepare_for (database, dup_id_sql, entity, 0, error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, rowid);
  if (!kontor_statement_step (statement, &found, error))
    return FALSE;
  if (!found)
    {
      g_set_error (error, KONTOR_ERROR, KONTOR_ERROR_NOT_FOUND, "no such %s", entity->name);
      return FALSE;
    }
  kontor_statement_get_id (statement, 0, id);
  kontor_statement_reset (statement);
  return TRUE;
}

gint64
kontor_row_find (KontorDatabase *database, const KontorEntity *entity, const KontorId *id)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rowid FROM \"%s\" WHERE id = ?1", entity->name);
  KontorStatement *statement = kontor_database_prepare (database, sql, NULL);
  gboolean row;
  gint64 rowid;

  if (statement == NULL)
    return 0;
  kontor_statement_bind_id (statement, 1, id);
  if (!kontor_statement_step (statement, &row, NULL) || !row)
    return 0;
  rowid = kontor_statement_get_int (statement, 0);
  kontor_statement_reset (statement);
  return rowid;
}

/* Lends one value from @parameter on; returns the next free parameter. */
static int
bind_value (KontorStatement *statement, int parameter, KontorType type, const KontorValue *value)
{
  if (value == NULL || kontor_value_is_none (value))
    return parameter + (type == KONTOR_MONEY ? 2 : 1);
  if (kontor_type_is_text (type))
    kontor_statement_lend_text (statement, parameter, value->text);
  else if (type == KONTOR_REF)
    kontor_statement_lend_id (statement, parameter, &value->id);
  else if (type == KONTOR_MONEY)
    {
      kontor_statement_bind_int (statement, parameter++, value->money.minor);
      kontor_statement_lend_text (statement, parameter, value->money.currency);
    }
  else
    kontor_statement_bind_int (statement, parameter, value->integer);
  return parameter + 1;
}

char *
kontor_row_dup_sort_key (const KontorFields *fields)
{
  g_autofree char *title = NULL, *key = NULL;

  if (!kontor_ddl_has_sort_key (kontor_fields_get_entity (fields)))
    return NULL;
  title = kontor_fields_dup_title (fields);
  key = kontor_fold (title);
  /* What has no title sorts last, as everything does that has no value. */
  return *key != '\0' ? g_steal_pointer (&key) : NULL;
}

static void
append_insert_column (GString *names, GString *values, int *parameter, const char *format, ...)
    G_GNUC_PRINTF (4, 5);

static void
append_insert_column (GString *names, GString *values, int *parameter, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (names, format, args);
  va_end (args);
  g_string_append_printf (values, "%s?%d", *parameter > 1 ? ", " : "", *parameter);
  *parameter += 1;
}

static char *
dup_insert_sql (gconstpointer subject, guint64 unless_there)
{
  const KontorEntity *entity = subject;
  g_autoptr (GString) names = g_string_new (NULL), values = g_string_new (NULL);
  int parameter = 1;

  append_insert_column (names, values, &parameter, "id");
  append_insert_column (names, values, &parameter, ", version");
  append_insert_column (names, values, &parameter, ", stamps");
  append_insert_column (names, values, &parameter, ", extra");
  if (kontor_ddl_has_sort_key (entity))
    append_insert_column (names, values, &parameter, ", sort_key");
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      const KontorField *field = kontor_entity_get_field (entity, i);

      append_insert_column (names, values, &parameter, ", \"%s\"", field->name);
      if (field->type == KONTOR_MONEY)
        append_insert_column (names, values, &parameter, ", \"%s_currency\"", field->name);
    }
  return g_strdup_printf ("INSERT INTO \"%s\" (%s) VALUES (%s)%s", entity->name, names->str,
                          values->str, unless_there ? " ON CONFLICT (id) DO NOTHING" : "");
}

static void
bind_stamps (KontorStatement *statement, int parameter, gint64 version, GBytes *stamps)
{
  if (version != 0)
    kontor_statement_bind_int (statement, parameter, version);
  if (stamps != NULL)
    kontor_statement_bind_blob (statement, parameter + 1, g_bytes_get_data (stamps, NULL),
                                g_bytes_get_size (stamps));
}

static gboolean
insert (KontorDatabase *database,
        KontorRow *row,
        const char *sort_key,
        gboolean unless_there,
        GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (row->fields);
  g_autofree char *extra = write_extras (row->fields);
  KontorStatement *statement
      = kontor_database_prepare_for (database, dup_insert_sql, entity, unless_there, error);
  guint64 mask = kontor_fields_get_mask (row->fields);
  int parameter = 5;

  if (statement == NULL)
    return FALSE;
  kontor_statement_lend_id (statement, 1, &row->id);
  bind_stamps (statement, 2, row->version, row->stamps);
  kontor_statement_lend_text (statement, 4, extra);
  if (kontor_ddl_has_sort_key (entity))
    kontor_statement_lend_text (statement, parameter++, sort_key);
  for (guint i = 0; mask >> i != 0; i++)
    {
      KontorType type = kontor_entity_get_field (entity, i)->type;
      const KontorValue *value = (mask >> i & 1) != 0 ? kontor_fields_get (row->fields, i) : NULL;

      parameter = bind_value (statement, parameter, type, value);
    }
  if (!kontor_statement_run (statement, error))
    return FALSE;
  row->rowid = kontor_database_get_last_rowid (database);
  return TRUE;
}

gboolean
kontor_row_insert (KontorDatabase *database, KontorRow *row, GError **error)
{
  g_autofree char *sort_key = kontor_row_dup_sort_key (row->fields);

  return insert (database, row, sort_key, FALSE, error);
}

gboolean
kontor_row_insert_new (KontorDatabase *database,
                       KontorRow *row,
                       const char *sort_key,
                       gboolean *is_new,
                       GError **error)
{
  if (!insert (database, row, sort_key, TRUE, error))
    return FALSE;
  *is_new = kontor_database_get_changes (database) > 0;
  return TRUE;
}

static gboolean
changes_title (const KontorEntity *entity, guint64 mask)
{
  for (guint i = 0; i < entity->n_fields; i++)
    if ((mask >> i & 1) != 0 && (entity->fields[i].flags & KONTOR_TITLE) != 0)
      return kontor_ddl_has_sort_key (entity);
  return FALSE;
}

static void
append_assignment (GString *sql, int *parameter, const char *name)
{
  g_string_append_printf (sql, "%s\"%s\" = ?%d", *parameter > 2 ? ", " : "", name, *parameter);
  *parameter += 1;
}

/* Beside the fields' bits in the key of an update: extras are written too. */
#define WITH_EXTRAS (G_GUINT64_CONSTANT (1) << 63)
G_STATIC_ASSERT (KONTOR_MAX_FIELDS + KONTOR_N_COMMON_FIELDS <= 63);

static char *
dup_update_sql (gconstpointer subject, guint64 mask)
{
  const KontorEntity *entity = subject;
  GString *sql = g_string_new (NULL);
  int parameter = 2;

  g_string_append_printf (sql, "UPDATE \"%s\" SET ", entity->name);
  if (mask & WITH_EXTRAS)
    append_assignment (sql, &parameter, "extra");
  if (changes_title (entity, mask))
    append_assignment (sql, &parameter, "sort_key");
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    {
      const KontorField *field = kontor_entity_get_field (entity, i);
      g_autofree char *currency = g_strconcat (field->name, "_currency", NULL);

      if ((mask >> i & 1) == 0)
        continue;
      append_assignment (sql, &parameter, field->name);
      if (field->type == KONTOR_MONEY)
        append_assignment (sql, &parameter, currency);
    }
  g_string_append (sql, " WHERE rowid = ?1");
  return g_string_free_and_steal (sql);
}

gboolean
kontor_row_update (KontorDatabase *database,
                   const KontorRow *row,
                   guint64 mask,
                   gboolean extras,
                   GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (row->fields);
  g_autofree char *extra = extras ? write_extras (row->fields) : NULL, *sort_key = NULL;
  KontorStatement *statement = kontor_database_prepare_for (
      database, dup_update_sql, entity, mask | (extras ? WITH_EXTRAS : 0), error);
  int parameter = 2;

  g_assert (mask != 0 || extras);
  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, row->rowid);
  if (extras)
    kontor_statement_lend_text (statement, parameter++, extra);
  if (changes_title (entity, mask))
    {
      sort_key = kontor_row_dup_sort_key (row->fields);
      kontor_statement_lend_text (statement, parameter++, sort_key);
    }
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if ((mask >> i & 1) != 0)
      parameter = bind_value (statement, parameter, kontor_entity_get_field (entity, i)->type,
                              kontor_fields_get (row->fields, i));
  return kontor_statement_run (statement, error);
}

static char *
dup_stamps_sql (gconstpointer subject, guint64 key)
{
  return g_strdup_printf ("UPDATE \"%s\" SET version = ?2, stamps = ?3 WHERE rowid = ?1",
                          ((const KontorEntity *) subject)->name);
}

gboolean
kontor_row_set_stamps (KontorDatabase *database,
                       const KontorEntity *entity,
                       gint64 rowid,
                       gint64 version,
                       GBytes *stamps,
                       GError **error)
{
  KontorStatement *statement
      = kontor_database_prepare_for (database, dup_stamps_sql, entity, 0, error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, rowid);
  bind_stamps (statement, 2, version, stamps);
  return kontor_statement_run (statement, error);
}

gboolean
kontor_row_delete (KontorDatabase *database,
                   const KontorEntity *entity,
                   gint64 rowid,
                   GError **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\" WHERE rowid = ?1", entity->name);
  KontorStatement *statement = kontor_database_prepare (database, sql, error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, rowid);
  return kontor_statement_run (statement, error);
}
