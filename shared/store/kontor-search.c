/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search.h"

#include "model/kontor-fold.h"
#include "store/kontor-ddl.h"
#include "store/kontor-search-hit.h"
#include "store/kontor-search-marks.h"

#include <string.h>

/* Sorts after every text that begins like the one before it. */
#define LAST_CHARACTER "\364\217\277\277"

/* One search of one entity. */
typedef struct
{
  KontorStore *store;
  const KontorEntity *entity;
  const KontorSearchTerms *terms;
  const char *beginning; /* what was typed, folded */
  guint wanted;          /* hits that are asked for, and one to know that there are more */
  GArray *best;   /* of gint64: titles that begin with the text, then those that have its words */
  GArray *others; /* of gint64 */
} Search;

void
kontor_search_group_free (KontorSearchGroup *self)
{
  g_ptr_array_unref (self->hits);
  g_free (self);
}

/* What was typed as titles begin with it: signs at its end may be the next word's. */
static char *
fold_beginning (const char *text)
{
  char *folded = kontor_fold (text);
  char *end = folded + strlen (folded);

  while (end > folded && !kontor_search_is_of_word (g_utf8_prev_char (end)))
    end = g_utf8_prev_char (end);
  *end = '\0';
  return folded;
}

static gboolean
has_row (const GArray *rows, gint64 rowid)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, gint64, i) == rowid)
      return TRUE;
  return FALSE;
}

static gboolean
collect (KontorStatement *statement, GArray *rows, GError **error)
{
  gboolean row;

  while (TRUE)
    {
      gint64 rowid;

      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      rowid = kontor_statement_get_int (statement, 0);
      g_array_append_val (rows, rowid);
    }
}

/* From the index of titles: as many as are wanted, whatever the number of rows. */
static gboolean
collect_beginnings (Search *self, GError **error)
{
  g_autofree char *end = g_strconcat (self->beginning, LAST_CHARACTER, NULL);
  g_autofree char *sql = g_strdup_printf (
      "SELECT rowid FROM \"%s\" WHERE deleted_at IS NULL AND sort_key >= ?1 AND sort_key < ?2 "
      "ORDER BY sort_key, rowid LIMIT ?3",
      self->entity->name);
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (self->store), sql, error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_text (statement, 1, self->beginning);
  kontor_statement_bind_text (statement, 2, end);
  kontor_statement_bind_int (statement, 3, self->wanted);
  return collect (statement, self->best, error);
}

/* The newest that have all words somewhere. To rank all there are would take a look at each: with
 * one letter that is every row. */
static gboolean
collect_newest (Search *self, GArray *rows, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT rowid FROM \"%s_search\" "
                         "WHERE \"%s_search\" MATCH ?1 "
                         "ORDER BY rowid DESC LIMIT %d",
                         self->entity->name, self->entity->name, KONTOR_SEARCH_MAX_HITS + 1);
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (self->store), sql, error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_text (statement, 1, self->terms->match);
  return collect (statement, rows, error);
}

static gboolean
read_title (KontorStatement *statement, gint64 rowid, char **title, GError **error)
{
  gboolean row;

  *title = NULL;
  kontor_statement_bind_int (statement, 1, rowid);
  if (!kontor_statement_step (statement, &row, error))
    return FALSE;
  if (row)
    *title = g_strdup (kontor_statement_get_text (statement, 0));
  kontor_statement_reset (statement);
  return TRUE;
}

static gboolean
sort_out (Search *self, const GArray *rows, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT sort_key FROM \"%s\" WHERE rowid = ?1", self->entity->name);
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (self->store), sql, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len && self->best->len < self->wanted; i++)
    {
      gint64 rowid = g_array_index (rows, gint64, i);
      g_autofree char *title = NULL;

      if (has_row (self->best, rowid))
        continue;
      if (!read_title (statement, rowid, &title, error))
        return FALSE;
      if (title != NULL && kontor_search_all_begin (self->terms, title))
        g_array_append_val (self->best, rowid);
      else
        g_array_append_val (self->others, rowid);
    }
  return TRUE;
}

static gboolean
find_rows (Search *self, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (!kontor_ddl_has_sort_key (self->entity))
    return collect_newest (self, self->others, error);
  if (!collect_beginnings (self, error))
    return FALSE;
  if (self->best->len >= self->wanted)
    return TRUE;
  return collect_newest (self, rows, error) && sort_out (self, rows, error);
}

static KontorSearchGroup *
make_group (Search *self, GError **error)
{
  g_autoptr (KontorSearchGroup) group = g_new0 (KontorSearchGroup, 1);

  g_array_append_vals (self->best, self->others->data, self->others->len);
  group->entity = self->entity;
  group->more = self->best->len >= self->wanted;
  group->hits = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_search_hit_free);
  for (guint i = 0; i < self->best->len && group->hits->len + 1 < self->wanted; i++)
    {
      KontorSearchHit *hit = kontor_search_hit_new (
          self->store, self->entity, g_array_index (self->best, gint64, i), self->terms, error);

      if (hit == NULL)
        return NULL;
      g_ptr_array_add (group->hits, hit);
    }
  return g_steal_pointer (&group);
}

/* FALSE on an error; @group is NULL where nothing was found. */
static gboolean
search_entity (KontorStore *store,
               const KontorEntity *entity,
               const KontorSearchTerms *terms,
               const char *beginning,
               guint limit,
               KontorSearchGroup **group,
               GError **error)
{
  g_autoptr (GArray) best = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) others = g_array_new (FALSE, FALSE, sizeof (gint64));
  Search search = { store, entity, terms, beginning, limit + 1, best, others };

  *group = NULL;
  if (!find_rows (&search, error))
    return FALSE;
  if (best->len == 0 && others->len == 0)
    return TRUE;
  *group = make_group (&search, error);
  return *group != NULL;
}

KontorSearchGroup *
kontor_search_run_entity (KontorStore *store,
                          const KontorEntity *entity,
                          const char *text,
                          guint limit,
                          GError **error)
{
  g_autofree char *beginning = fold_beginning (text);
  g_auto (KontorSearchTerms) terms = { 0 };
  KontorSearchGroup *group = NULL;

  kontor_search_terms_init (&terms, text);
  if (terms.match != NULL && limit > 0 && kontor_entity_is_searchable (entity))
    search_entity (store, entity, &terms, beginning, MIN (limit, KONTOR_SEARCH_MAX_HITS), &group,
                   error);
  return group;
}

static gboolean
search_all (KontorStore *store,
            const KontorSearchTerms *terms,
            const char *beginning,
            guint limit,
            GPtrArray *groups,
            GError **error)
{
  const KontorSchema *schema = kontor_store_get_schema (store);

  for (guint i = 0; i < schema->n_entities; i++)
    {
      KontorSearchGroup *group;

      if (!kontor_entity_is_searchable (schema->entities[i]))
        continue;
      if (!search_entity (store, schema->entities[i], terms, beginning, limit, &group, error))
        return FALSE;
      if (group != NULL)
        g_ptr_array_add (groups, group);
    }
  return TRUE;
}

GPtrArray *
kontor_search_run (KontorStore *store, const char *text, guint limit, GError **error)
{
  g_autoptr (GPtrArray) groups
      = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_search_group_free);
  KontorDatabase *database = kontor_store_get_database (store);
  g_autofree char *beginning = fold_beginning (text);
  g_auto (KontorSearchTerms) terms = { 0 };
  gboolean found = TRUE;

  kontor_search_terms_init (&terms, text);
  if (terms.match == NULL || limit == 0)
    return g_steal_pointer (&groups);
  /* One state for all of it: what is found can be read. */
  if (!kontor_database_begin_read (database, error))
    return NULL;
  found = search_all (store, &terms, beginning, MIN (limit, KONTOR_SEARCH_MAX_HITS), groups, error);
  kontor_database_rollback (database);
  return found ? g_steal_pointer (&groups) : NULL;
}
