/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-import-survey.h"

/* Records that are looked at to find a circle. Nobody's firms stand deeper. */
#define MAX_ABOVE 10000

static const char tables[]
    = "PRAGMA synchronous = OFF;\n"
      "PRAGMA journal_mode = OFF;\n"
      "CREATE TABLE announced (\n"
      "  entity INTEGER, name TEXT, id BLOB, source INTEGER, row INTEGER,\n"
      "  ambiguous INTEGER DEFAULT 0,\n"
      "  PRIMARY KEY (entity, name)\n"
      ") WITHOUT ROWID;\n"
      "CREATE INDEX announced_place ON announced (source, row);\n"
      "CREATE TABLE need (source INTEGER, row INTEGER, entity INTEGER, name TEXT);\n"
      "CREATE INDEX need_name ON need (entity, name);\n"
      "CREATE TABLE under (\n"
      "  entity INTEGER, field INTEGER, id BLOB, above BLOB, name TEXT,\n"
      "  source INTEGER, row INTEGER, circle INTEGER DEFAULT 0,\n"
      "  PRIMARY KEY (id, field, source, row)\n"
      ") WITHOUT ROWID;\n"
      "CREATE INDEX under_place ON under (source, row);\n";

struct _KontorImportSurvey
{
  const KontorSchema *schema;
  KontorDatabase *database;
};

KontorImportSurvey *
kontor_import_survey_new (const KontorSchema *schema, GError **error)
{
  g_autoptr (KontorImportSurvey) self = g_new0 (KontorImportSurvey, 1);

  self->schema = schema;
  self->database = kontor_database_open ("", KONTOR_DATABASE_CREATE, error);
  if (self->database == NULL || !kontor_database_exec (self->database, tables, error)
      || !kontor_database_begin (self->database, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
kontor_import_survey_free (KontorImportSurvey *self)
{
  g_clear_pointer (&self->database, kontor_database_close);
  g_free (self);
}

/* Binds the entity's place in the schema to ?1, the name to ?2, the place to ?3 and ?4. */
static KontorStatement *
prepare (KontorImportSurvey *self,
         const char *sql,
         const KontorEntity *entity,
         const char *name,
         KontorSurveyPlace place,
         GError **error)
{
  KontorStatement *statement = kontor_database_prepare (self->database, sql, error);

  if (statement == NULL)
    return NULL;
  kontor_statement_bind_int (statement, 1, kontor_schema_index (self->schema, entity));
  kontor_statement_bind_text (statement, 2, name);
  kontor_statement_bind_int (statement, 3, place.source);
  kontor_statement_bind_int (statement, 4, place.row);
  return statement;
}

/* Whether two records of one name are the same record. */
static gboolean
is_known_by_name (const KontorEntity *entity)
{
  const KontorFieldFlags needed = KONTOR_KEY | KONTOR_REQUIRED;

  for (guint i = 0; i < entity->n_fields; i++)
    if ((entity->fields[i].flags & needed) == needed)
      return !kontor_entity_has_parent (entity);
  return FALSE;
}

gboolean
kontor_import_survey_announce (KontorImportSurvey *self,
                               KontorSurveyPlace place,
                               const KontorEntity *entity,
                               const char *name,
                               const KontorId *id,
                               GError **error)
{
  KontorStatement *statement = prepare (
      self,
      "INSERT INTO announced (entity, name, source, row, id) VALUES (?1, ?2, ?3, ?4, ?5) "
      "ON CONFLICT DO UPDATE SET ambiguous = ambiguous OR ?6",
      entity, name, place, error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 5, id);
  kontor_statement_bind_int (statement, 6, !is_known_by_name (entity));
  return kontor_statement_run (statement, error);
}

gboolean
kontor_import_survey_need (KontorImportSurvey *self,
                           KontorSurveyPlace place,
                           const KontorEntity *entity,
                           const char *name,
                           GError **error)
{
  KontorStatement *statement
      = prepare (self, "INSERT INTO need (entity, name, source, row) VALUES (?1, ?2, ?3, ?4)",
                 entity, name, place, error);

  return statement != NULL && kontor_statement_run (statement, error);
}

gboolean
kontor_import_survey_put_under (KontorImportSurvey *self,
                                KontorSurveyPlace place,
                                const KontorEntity *entity,
                                guint field,
                                const KontorId *id,
                                const KontorId *above,
                                const char *name,
                                GError **error)
{
  KontorStatement *statement
      = prepare (self,
                 "INSERT OR REPLACE INTO under (entity, name, source, row, field, id, above) "
                 "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                 entity, name, place, error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 5, field);
  kontor_statement_bind_id (statement, 6, id);
  kontor_statement_bind_id (statement, 7, above);
  return kontor_statement_run (statement, error);
}

/* Adds what rows of the import put above @id. */
static gboolean
add_announced_above (KontorImportSurvey *self,
                     guint field,
                     const KontorId *id,
                     GArray *above,
                     GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      self->database, "SELECT above FROM under WHERE id = ?1 AND field = ?2", error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  kontor_statement_bind_int (statement, 2, field);
  while (TRUE)
    {
      KontorId one;

      if (!kontor_statement_step (statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (kontor_statement_get_id (statement, 0, &one))
        g_array_append_val (above, one);
    }
}

/* Adds what stands above @id in the workspace. */
static gboolean
add_present_above (KontorImportView *view,
                   const KontorEntity *entity,
                   guint field,
                   const KontorId *id,
                   GArray *above,
                   GError **error)
{
  g_autoptr (KontorFields) fields = NULL;
  g_autoptr (GError) local = NULL;
  KontorImportHit hit;
  const KontorValue *value;
  gboolean trashed;

  if (!kontor_import_view_find_id (view, entity, id, &hit, &trashed, &local))
    {
      if (local == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  fields = kontor_import_view_load (view, entity, &hit, error);
  if (fields == NULL)
    return FALSE;
  value = kontor_fields_get (fields, field);
  if (value != NULL && value->type == KONTOR_REF)
    g_array_append_val (above, value->id);
  return TRUE;
}

/* Whether @id comes to stand above itself if every row that says so and everything that is there
 * counts. Which of two rows that disagree holds is not known yet, so that a row may be refused for a
 * circle that would not have come about; none comes about. */
static gboolean
check_circle (KontorImportSurvey *self,
              KontorImportView *view,
              const KontorEntity *entity,
              guint field,
              const KontorId *id,
              gboolean *circle,
              GError **error)
{
  g_autoptr (GArray) above = g_array_new (FALSE, FALSE, sizeof (KontorId));
  g_autoptr (GHashTable) seen
      = g_hash_table_new_full (kontor_id_hash, kontor_id_equal_func, g_free, NULL);

  *circle = FALSE;
  if (!add_announced_above (self, field, id, above, error))
    return FALSE;
  for (guint i = 0; i < above->len && i < MAX_ABOVE; i++)
    {
      KontorId at = g_array_index (above, KontorId, i);

      if (kontor_id_equal (&at, id))
        {
          *circle = TRUE;
          return TRUE;
        }
      if (g_hash_table_add (seen, kontor_id_copy (&at))
          && (!add_announced_above (self, field, &at, above, error)
              || !add_present_above (view, entity, field, &at, above, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
mark_circle (KontorImportSurvey *self, guint field, const KontorId *id, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      self->database, "UPDATE under SET circle = 1 WHERE id = ?1 AND field = ?2", error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  kontor_statement_bind_int (statement, 2, field);
  return kontor_statement_run (statement, error);
}

typedef struct
{
  guint entity, field;
  KontorId id;
} Under;

/* One of those after @from, in the order of the table; FALSE in @found where there is none. */
static gboolean
get_next_under (KontorImportSurvey *self, Under *from, gboolean *found, GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      self->database,
      "SELECT entity, field, id FROM under WHERE (id, field) > (?1, ?2) ORDER BY id, field LIMIT 1",
      error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_blob (statement, 1, from->id.bytes, sizeof from->id.bytes);
  kontor_statement_bind_int (statement, 2, from->field);
  if (!kontor_statement_step (statement, found, error))
    return FALSE;
  if (!*found)
    return TRUE;
  from->entity = kontor_statement_get_int (statement, 0);
  from->field = kontor_statement_get_int (statement, 1);
  kontor_statement_get_id (statement, 2, &from->id);
  kontor_statement_reset (statement);
  return TRUE;
}

static gboolean
mark_circles (KontorImportSurvey *self, KontorImportView *view, GError **error)
{
  Under under = { 0 };
  gboolean found, circle;

  while (TRUE)
    {
      if (!get_next_under (self, &under, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      if (!check_circle (self, view, self->schema->entities[under.entity], under.field, &under.id,
                         &circle, error)
          || (circle && !mark_circle (self, under.field, &under.id, error)))
        return FALSE;
    }
}

/* Refusing one row may take away what another one needs. */
static gboolean
withdraw_unmet (KontorImportSurvey *self, GError **error)
{
  do
    if (!kontor_database_exec (
            self->database,
            "DELETE FROM announced AS a WHERE EXISTS (SELECT 1 FROM need AS n "
            "WHERE n.source = a.source AND n.row = a.row AND NOT EXISTS (SELECT 1 FROM announced "
            "AS b WHERE b.entity = n.entity AND b.name = n.name))",
            error))
      return FALSE;
  while (kontor_database_get_changes (self->database) > 0);
  return TRUE;
}

gboolean
kontor_import_survey_settle (KontorImportSurvey *self, KontorImportView *view, GError **error)
{
  return kontor_database_exec (self->database,
                               "CREATE INDEX IF NOT EXISTS need_place ON need (source, row);"
                               "UPDATE under SET above = (SELECT a.id FROM announced AS a "
                               "WHERE a.entity = under.entity AND a.name = under.name) "
                               "WHERE above IS NULL",
                               error)
         && mark_circles (self, view, error)
         && kontor_database_exec (self->database,
                                  "DELETE FROM announced AS a WHERE EXISTS (SELECT 1 FROM under "
                                  "AS u WHERE u.source = a.source AND u.row = a.row AND u.circle)",
                                  error)
         && withdraw_unmet (self, error);
}

static gboolean
read_id (KontorStatement *statement, KontorId *id, gint64 *number, GError **error)
{
  gboolean found;

  if (!kontor_statement_step (statement, &found, error) || !found)
    return FALSE;
  kontor_statement_get_id (statement, 0, id);
  *number = kontor_statement_get_int (statement, 1);
  kontor_statement_reset (statement);
  return TRUE;
}

gboolean
kontor_import_survey_find (KontorImportSurvey *self,
                           const KontorEntity *entity,
                           const char *name,
                           KontorId *id,
                           gboolean *ambiguous,
                           GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      self->database, "SELECT id, ambiguous FROM announced WHERE entity = ?1 AND name = ?2", error);
  gint64 number;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, kontor_schema_index (self->schema, entity));
  kontor_statement_bind_text (statement, 2, name);
  if (!read_id (statement, id, &number, error))
    return FALSE;
  *ambiguous = number != 0;
  return TRUE;
}

gboolean
kontor_import_survey_find_own (KontorImportSurvey *self,
                               KontorSurveyPlace place,
                               const KontorEntity *entity,
                               const char *name,
                               KontorId *id,
                               GError **error)
{
  KontorStatement *statement = prepare (self,
                                        "SELECT id, 0 FROM announced WHERE entity = ?1 "
                                        "AND name = ?2 AND source = ?3 AND row = ?4",
                                        entity, name, place, error);
  gint64 number;

  return statement != NULL && read_id (statement, id, &number, error);
}

gboolean
kontor_import_survey_is_circle (KontorImportSurvey *self,
                                KontorSurveyPlace place,
                                gboolean *circle,
                                GError **error)
{
  KontorStatement *statement = kontor_database_prepare (
      self->database, "SELECT max (circle) FROM under WHERE source = ?1 AND row = ?2", error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_int (statement, 1, place.source);
  kontor_statement_bind_int (statement, 2, place.row);
  if (!kontor_statement_step (statement, &found, error))
    return FALSE;
  *circle = found && kontor_statement_get_int (statement, 0) != 0;
  kontor_statement_reset (statement);
  return TRUE;
}
