/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search.h"

#include "model/kontor-fold.h"
#include "store/kontor-ddl.h"
#include "store/kontor-search-guess.h"
#include "store/kontor-search-hit.h"
#include "store/kontor-search-marks.h"

#include <string.h>

/* Sorts after every text that begins like the one before it. */
#define LAST_CHARACTER "\364\217\277\277"

/* Rows that are looked at before a guess is made how many of them have the words, and the share of
 * them that makes it worth while to go on. */
#define SAMPLE 100
#define ONE_IN 20

/* One search of one entity. */
typedef struct
{
  KontorStore *store;
  const KontorEntity *entity;
  const KontorSearchTerms *terms;
  const char *beginning; /* what was typed, folded; NULL for what is spelt alike */
  guint wanted;          /* hits that are asked for, and one to know that there are more */
  GArray *best;   /* of gint64: titles that begin with the text, then those that have its words */
  GArray *others; /* of gint64 */
  guint n_beginnings; /* of the best, those that begin with the text */
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
  gboolean row;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_text (statement, 1, self->beginning);
  kontor_statement_bind_text (statement, 2, end);
  kontor_statement_bind_int (statement, 3, self->wanted);
  while (TRUE)
    {
      gint64 rowid;

      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      if (!row)
        return TRUE;
      rowid = kontor_statement_get_int (statement, 0);
      g_array_append_val (self->best, rowid);
    }
}

static void
take_row (Search *self, gint64 rowid, const char *title)
{
  if (has_row (self->best, rowid))
    return;
  if (kontor_search_terms_are_met (self->terms, title, NULL))
    g_array_append_val (self->best, rowid);
  else
    g_array_append_val (self->others, rowid);
}

static guint
count_found (Search *self)
{
  return self->best->len + self->others->len;
}

/* Too few of the rows with the shorter beginnings have the words for them to be found so. */
static gboolean
is_hopeless (Search *self, guint n_seen)
{
  guint n_found = count_found (self) - self->n_beginnings;

  return n_seen >= SAMPLE && n_found < n_seen / ONE_IN;
}

/* Of all that have the words, the newest are looked at for those with the words in their title; not
 * so many where none of the first has. */
static gboolean
is_enough (Search *self, guint n_seen)
{
  if (n_seen >= SAMPLE && self->best->len == self->n_beginnings)
    return self->others->len >= self->wanted;
  return n_seen > KONTOR_SEARCH_MAX_HITS || self->best->len >= self->wanted;
}

/* Looks at rows that may have the words, the newest first, and stops when there are enough: where
 * @is_sure, they have them. FALSE on an error; @is_over tells whether what it found will do. */
static gboolean
look_through (Search *self, const char *match, gboolean is_sure, gboolean *is_over, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rowid, title, body FROM \"%s_search\" "
                                          "WHERE \"%s_search\" MATCH ?1 ORDER BY rowid DESC",
                                          self->entity->name, self->entity->name);
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (self->store), sql, error);
  gboolean row;

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_text (statement, 1, match);
  for (guint n_seen = 1; TRUE; n_seen++)
    {
      const char *title;

      if (!kontor_statement_step (statement, &row, error))
        return FALSE;
      *is_over = !row;
      if (!row)
        return TRUE;
      title = kontor_statement_get_text (statement, 1);
      if (is_sure
          || kontor_search_terms_are_met (self->terms, title,
                                          kontor_statement_get_text (statement, 2)))
        take_row (self, kontor_statement_get_int (statement, 0), title);
      *is_over = is_sure ? is_enough (self, n_seen) : count_found (self) >= self->wanted;
      if (*is_over || (!is_sure && is_hopeless (self, n_seen)))
        break;
    }
  kontor_statement_reset (statement);
  return TRUE;
}

/* Titles first, which are found by their index. Then all text: where a word is longer than the
 * beginnings that the search table has an index of, FTS5 would list every row with such a word before
 * it answers, which for what everybody has (the domain of a big mail provider) takes long. What many
 * have is soon found by looking at rows with the shorter beginning; what few have is soon listed. */
static gboolean
find_rows (Search *self, GError **error)
{
  gboolean is_over = FALSE;

  if (self->beginning != NULL && kontor_ddl_has_sort_key (self->entity)
      && !collect_beginnings (self, error))
    return FALSE;
  self->n_beginnings = self->best->len;
  if (self->best->len >= self->wanted)
    return TRUE;
  if (self->terms->narrow != NULL
      && !look_through (self, self->terms->narrow, FALSE, &is_over, error))
    return FALSE;
  if (is_over)
    return TRUE;
  g_array_set_size (self->best, self->n_beginnings);
  g_array_set_size (self->others, 0);
  return look_through (self, self->terms->match, TRUE, &is_over, error);
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

/* Nothing was found: what is spelt like it is looked for. */
static gboolean
search_alike (KontorStore *store,
              const KontorEntity *entity,
              const KontorSearchTerms *terms,
              guint limit,
              KontorSearchGroup **group,
              GError **error)
{
  g_auto (KontorSearchTerms) guess = { 0 };

  *group = NULL;
  if (!kontor_search_guess (store, entity, terms, &guess, error))
    return FALSE;
  if (guess.match == NULL)
    return TRUE;
  if (!search_entity (store, entity, &guess, NULL, limit, group, error))
    return FALSE;
  if (*group != NULL)
    (*group)->guessed = TRUE;
  return TRUE;
}

static KontorSearchGroup *
run_entity (KontorStore *store,
            const KontorEntity *entity,
            const KontorSearchTerms *terms,
            const char *text,
            guint limit,
            GError **error)
{
  g_autofree char *beginning = fold_beginning (text);
  KontorSearchGroup *group;

  if (search_entity (store, entity, terms, beginning, limit, &group, error) && group == NULL)
    search_alike (store, entity, terms, limit, &group, error);
  return group;
}

KontorSearchGroup *
kontor_search_run_entity (KontorStore *store,
                          const KontorEntity *entity,
                          const char *text,
                          guint limit,
                          GError **error)
{
  g_auto (KontorSearchTerms) terms = { 0 };

  kontor_search_terms_init (&terms, text);
  if (terms.match == NULL || limit == 0 || !kontor_entity_is_searchable (entity))
    return NULL;
  return run_entity (store, entity, &terms, text, MIN (limit, KONTOR_SEARCH_MAX_HITS), error);
}

/* One pass over all entities; @beginning is NULL for the pass of what is spelt alike. */
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
      const KontorEntity *entity = schema->entities[i];
      KontorSearchGroup *group;

      if (!kontor_entity_is_searchable (entity))
        continue;
      if (beginning != NULL ? !search_entity (store, entity, terms, beginning, limit, &group, error)
                            : !search_alike (store, entity, terms, limit, &group, error))
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
  gboolean done;

  kontor_search_terms_init (&terms, text);
  if (terms.match == NULL || limit == 0)
    return g_steal_pointer (&groups);
  limit = MIN (limit, KONTOR_SEARCH_MAX_HITS);
  /* One state for all of it: what is found can be read. */
  if (!kontor_database_begin_read (database, error))
    return NULL;
  done = search_all (store, &terms, beginning, limit, groups, error)
         && (groups->len > 0 || search_all (store, &terms, NULL, limit, groups, error));
  kontor_database_rollback (database);
  return done ? g_steal_pointer (&groups) : NULL;
}
