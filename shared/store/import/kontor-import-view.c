/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/import/kontor-import-view.h"

#include "store/kontor-called.h"
#include "store/kontor-ddl.h"
#include "store/kontor-row.h"

/* Who asks for more than this has asked for what is not a key. */
#define MAX_HITS "100"

struct _KontorImportView
{
  KontorStore *store;
  const KontorSchema *schema;
  KontorDatabase *database; /* the workspace's */
  KontorDatabase *trial;    /* what a trial made and changed, as whole rows; NULL for an import */
  KontorAct *act;           /* what it is written with */
  gint64 *last;             /* by entity: the highest rowid before */
  gint64 *end;              /* by entity: the highest one at the end of a step */
  GArray *others;           /* of Others */
  KontorIdSource ids;
};

/* Rows that somebody else made between two steps. */
typedef struct
{
  guint entity;
  gint64 after;
  gint64 last;
} Others;

static gint64
get_last_rowid (KontorImportView *self, guint entity)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT max (rowid) FROM \"%s\"", self->schema->entities[entity]->name);

  return kontor_database_get_int (self->database, sql, 0);
}

static void
note_last_rowids (KontorImportView *self, gint64 *last)
{
  for (guint i = 0; i < self->schema->n_entities; i++)
    last[i] = get_last_rowid (self, i);
}

static KontorImportView *
make_view (KontorStore *store)
{
  KontorImportView *self = g_new0 (KontorImportView, 1);

  self->store = store;
  self->schema = kontor_store_get_schema (store);
  self->database = kontor_store_get_database (store);
  self->last = g_new0 (gint64, self->schema->n_entities);
  self->end = g_new0 (gint64, self->schema->n_entities);
  self->others = g_array_new (FALSE, FALSE, sizeof (Others));
  kontor_id_source_init (&self->ids, kontor_store_get_clock (store));
  return self;
}

/* A database without a name lies in a file that SQLite deletes, once it outgrows the cache. */
static gboolean
make_trial_tables (KontorImportView *self, GError **error)
{
  self->trial = kontor_database_open ("", KONTOR_DATABASE_CREATE, error);
  if (self->trial == NULL
      || !kontor_database_exec (self->trial, "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF",
                                error))
    return FALSE;
  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      g_autofree char *sql = kontor_ddl_dup_table (self->schema->entities[i]);

      if (!kontor_database_exec (self->trial, sql, error))
        return FALSE;
    }
  return kontor_database_begin (self->trial, error);
}

KontorImportView *
kontor_import_view_new_trial (KontorStore *store, GError **error)
{
  g_autoptr (KontorImportView) self = make_view (store);

  if (!make_trial_tables (self, error) || !kontor_database_begin_read (self->database, error))
    return NULL;
  note_last_rowids (self, self->last);
  return g_steal_pointer (&self);
}

KontorImportView *
kontor_import_view_new (KontorStore *store)
{
  KontorImportView *self = make_view (store);

  note_last_rowids (self, self->last);
  return self;
}

void
kontor_import_view_set_act (KontorImportView *self, KontorAct *act)
{
  self->act = act;
  /* Nobody else can write now, and nothing has been made. */
  note_last_rowids (self, self->last);
}

void
kontor_import_view_end_step (KontorImportView *self)
{
  note_last_rowids (self, self->end);
}

void
kontor_import_view_begin_step (KontorImportView *self)
{
  for (guint i = 0; i < self->schema->n_entities; i++)
    {
      Others others = { i, self->end[i], get_last_rowid (self, i) };

      if (others.last > others.after)
        g_array_append_val (self->others, others);
    }
}

void
kontor_import_view_free (KontorImportView *self)
{
  if (self->trial != NULL && kontor_database_in_transaction (self->database))
    kontor_database_rollback (self->database);
  g_clear_pointer (&self->trial, kontor_database_close);
  g_free (self->last);
  g_free (self->end);
  g_array_unref (self->others);
  g_free (self);
}

/* What a trial has changed is found in its tables, not as it was before. */
static gboolean
is_shadowed (KontorImportView *self, const KontorEntity *entity, const KontorId *id)
{
  return self->trial != NULL && kontor_row_find (self->trial, entity, id) != 0;
}

static gboolean
collect_hits (KontorImportView *self,
              const KontorEntity *entity,
              KontorStatement *statement,
              gboolean from_trial,
              GArray *hits,
              GError **error)
{
  gboolean found;

  while (TRUE)
    {
      KontorImportHit hit = { 0 };

      if (!kontor_statement_step (statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      kontor_statement_get_id (statement, 0, &hit.id);
      if (from_trial)
        hit.rowid = kontor_row_find (self->database, entity, &hit.id);
      else
        hit.rowid = kontor_statement_get_int (statement, 1);
      if (from_trial || !is_shadowed (self, entity, &hit.id))
        g_array_append_val (hits, hit);
    }
}

typedef void (*BindFunc) (KontorStatement *statement, gconstpointer data);

/* Live records for which @where holds, in the workspace and in what a trial made of it. */
static gboolean
find (KontorImportView *self,
      const KontorEntity *entity,
      const char *where,
      BindFunc bind,
      gconstpointer data,
      GArray *hits,
      GError **error)
{
  g_autofree char *sql = g_strconcat ("SELECT id, rowid FROM \"", entity->name, "\" WHERE ", where,
                                      " AND deleted_at IS NULL LIMIT " MAX_HITS, NULL);
  KontorDatabase *databases[] = { self->database, self->trial };

  for (guint i = 0; i < G_N_ELEMENTS (databases) && databases[i] != NULL; i++)
    {
      KontorStatement *statement = kontor_database_prepare (databases[i], sql, error);

      if (statement == NULL)
        return FALSE;
      bind (statement, data);
      if (!collect_hits (self, entity, statement, i > 0, hits, error))
        return FALSE;
    }
  return TRUE;
}

static void
bind_text (KontorStatement *statement, gconstpointer data)
{
  kontor_statement_bind_text (statement, 1, data);
}

static void
bind_origin (KontorStatement *statement, gconstpointer data)
{
  const char *const *origin = data;

  kontor_statement_bind_text (statement, 1, origin[0]);
  kontor_statement_bind_text (statement, 2, origin[1]);
}

static void
bind_value (KontorStatement *statement, gconstpointer data)
{
  const KontorValue *value = data;

  if (value->type == KONTOR_REF)
    kontor_statement_bind_id (statement, 1, &value->id);
  else
    kontor_statement_bind_text (statement, 1, value->text);
}

gboolean
kontor_import_view_find_title (KontorImportView *self,
                               const KontorEntity *entity,
                               const char *folded,
                               GArray *hits,
                               GError **error)
{
  if (!kontor_ddl_has_sort_key (entity))
    return TRUE;
  return find (self, entity, "sort_key = ?1", bind_text, folded, hits, error);
}

gboolean
kontor_import_view_find_origin (KontorImportView *self,
                                const KontorEntity *entity,
                                const char *source,
                                const char *external_key,
                                GArray *hits,
                                GError **error)
{
  const char *origin[] = { source, external_key };

  return find (self, entity, "source = ?1 AND external_key = ?2", bind_origin, origin, hits, error);
}

gboolean
kontor_import_view_find_value (KontorImportView *self,
                               const KontorEntity *entity,
                               guint field,
                               const KontorValue *value,
                               GArray *hits,
                               GError **error)
{
  g_autofree char *where
      = g_strconcat ("\"", kontor_entity_get_field (entity, field)->name, "\" = ?1", NULL);

  return find (self, entity, where, bind_value, value, hits, error);
}

gboolean
kontor_import_view_find_id (KontorImportView *self,
                            const KontorEntity *entity,
                            const KontorId *id,
                            KontorImportHit *hit,
                            gboolean *trashed,
                            GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT deleted_at IS NOT NULL FROM \"%s\" WHERE id = ?1", entity->name);
  KontorDatabase *database = is_shadowed (self, entity, id) ? self->trial : self->database;
  KontorStatement *statement = kontor_database_prepare (database, sql, error);
  gboolean found;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_id (statement, 1, id);
  if (!kontor_statement_step (statement, &found, error) || !found)
    return FALSE;
  *trashed = kontor_statement_get_int (statement, 0) != 0;
  kontor_statement_reset (statement);
  hit->id = *id;
  hit->rowid = kontor_row_find (self->database, entity, id);
  return TRUE;
}

gboolean
kontor_import_view_is_made (KontorImportView *self,
                            const KontorEntity *entity,
                            const KontorImportHit *hit)
{
  guint index = kontor_schema_index (self->schema, entity);

  for (guint i = 0; i < self->others->len; i++)
    {
      const Others *others = &g_array_index (self->others, Others, i);

      if (others->entity == index && hit->rowid > others->after && hit->rowid <= others->last)
        return FALSE;
    }
  return hit->rowid == 0 || hit->rowid > self->last[index];
}

KontorFields *
kontor_import_view_load (KontorImportView *self,
                         const KontorEntity *entity,
                         const KontorImportHit *hit,
                         GError **error)
{
  g_auto (KontorRow) row = { 0 };

  if (is_shadowed (self, entity, &hit->id))
    {
      if (!kontor_row_load (self->trial, entity, &hit->id, &row, error))
        return NULL;
    }
  else if (!kontor_row_load (self->database, entity, &hit->id, &row, error))
    return NULL;
  return g_steal_pointer (&row.fields);
}

gboolean
kontor_import_view_insert (KontorImportView *self,
                           const KontorId *id,
                           const KontorFields *fields,
                           GError **error)
{
  gboolean is_link = (kontor_fields_get_entity (fields)->flags & KONTOR_LINK) != 0;
  g_auto (KontorRow) row = { .id = *id };

  /* A link is named after what it joins, which the act knows. */
  if (self->trial == NULL)
    return kontor_act_insert (self->act, is_link ? NULL : id, fields, NULL, error);
  row.fields = kontor_fields_copy (fields);
  return kontor_row_insert (self->trial, &row, error);
}

gboolean
kontor_import_view_call (KontorImportView *self,
                         const KontorEntity *entity,
                         const KontorId *id,
                         const char *called,
                         GError **error)
{
  KontorDatabase *database = self->trial != NULL ? self->trial : self->database;

  return kontor_row_sort_as_called (database, entity, id, called, error);
}

/* The row as it stands in the trial's tables, brought there first where it is the workspace's. */
static gboolean
load_for_trial (KontorImportView *self,
                const KontorEntity *entity,
                const KontorImportHit *hit,
                KontorRow *row,
                GError **error)
{
  if (is_shadowed (self, entity, &hit->id))
    return kontor_row_load (self->trial, entity, &hit->id, row, error);
  return kontor_row_load (self->database, entity, &hit->id, row, error)
         && kontor_row_insert (self->trial, row, error);
}

gboolean
kontor_import_view_update (KontorImportView *self,
                           const KontorImportHit *hit,
                           const KontorFields *changes,
                           GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (changes);
  guint64 mask = kontor_fields_get_mask (changes);
  g_auto (KontorRow) row = { 0 };

  if (self->trial == NULL)
    return kontor_act_update (self->act, &hit->id, changes, error);
  if (!load_for_trial (self, entity, hit, &row, error))
    return FALSE;
  for (guint i = 0; i < kontor_entity_get_n_fields (entity); i++)
    if (mask >> i & 1)
      kontor_fields_set (row.fields, i, kontor_fields_get (changes, i));
  return kontor_row_update (self->trial, &row, mask, FALSE, error);
}

typedef struct
{
  const KontorEntity *entity;
  KontorTitleFunc func;
  gpointer user_data;
} TitleWalk;

static gboolean
walk_titles (KontorImportView *self,
             KontorDatabase *database,
             const TitleWalk *walk,
             gboolean *go_on,
             GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT ");
  KontorStatement *statement;
  gboolean found;

  kontor_row_append_columns (sql, walk->entity, "t");
  g_string_append_printf (sql, " FROM \"%s\" AS t WHERE t.deleted_at IS NULL", walk->entity->name);
  statement = kontor_database_prepare (database, sql->str, error);
  if (statement == NULL)
    return FALSE;
  while (*go_on)
    {
      g_auto (KontorRow) row = { 0 };
      g_autofree char *title = NULL;

      if (!kontor_statement_step (statement, &found, error))
        return FALSE;
      if (!found)
        return TRUE;
      kontor_row_read (statement, 0, walk->entity, &row);
      if (database == self->database && is_shadowed (self, walk->entity, &row.id))
        continue;
      title = kontor_fields_dup_title (row.fields);
      *go_on = walk->func (title, walk->user_data);
    }
  kontor_statement_reset (statement);
  return TRUE;
}

gboolean
kontor_import_view_each_title (KontorImportView *self,
                               const KontorEntity *entity,
                               KontorTitleFunc func,
                               gpointer user_data,
                               GError **error)
{
  TitleWalk walk = { entity, func, user_data };
  gboolean go_on = TRUE;

  return walk_titles (self, self->database, &walk, &go_on, error)
         && (self->trial == NULL || !go_on
             || walk_titles (self, self->trial, &walk, &go_on, error));
}

KontorId
kontor_import_view_next_id (KontorImportView *self)
{
  return kontor_id_source_next (&self->ids);
}
