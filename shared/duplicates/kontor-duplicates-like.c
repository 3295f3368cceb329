/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "duplicates/kontor-roll-private.h"

#include "match/kontor-match-text.h"
#include "model/kontor-fold.h"

#include <string.h>

/* So many are looked at of those that the search tables find by one thing. */
#define MOST_BY_ONE 60

typedef struct
{
  KontorStore *store;
  const KontorEntity *entity;
  GHashTable *rowids; /* set of gint64 */
} Gatherer;

static gboolean
gather (Gatherer *self, KontorStatement *statement, GError **error)
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
      g_hash_table_add (self->rowids, g_memdup2 (&rowid, sizeof rowid));
    }
}

static gboolean
gather_by_match (Gatherer *self, const char *match, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT s.rowid FROM \"%s_search\" AS s WHERE s.\"%s_search\" MATCH ?1 LIMIT %d",
      self->entity->name, self->entity->name, MOST_BY_ONE);
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (self->store), sql, error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_text (statement, 1, match);
  return gather (self, statement, error);
}

static gboolean
gather_by_email (Gatherer *self, const char *address, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("SELECT t.rowid FROM contact_point AS p JOIN \"%s\" AS t "
                         "ON t.id = p.\"%s\" WHERE p.email = ?1 AND p.deleted_at IS NULL LIMIT %d",
                         self->entity->name, self->entity->name, MOST_BY_ONE);
  KontorStatement *statement
      = kontor_database_prepare (kontor_store_get_database (self->store), sql, error);

  if (statement == NULL)
    return FALSE;
  kontor_statement_bind_text (statement, 1, address);
  return gather (self, statement, error);
}

static gboolean
gather_by_point (Gatherer *self, const KontorFields *point, GError **error)
{
  const char *email = kontor_fields_get_text (point, "email");
  const char *phone = kontor_fields_get_text (point, "phone");
  KontorMatchEmail of_email = { 0 };
  KontorMatchPhone of_phone = { 0 };
  gboolean done = TRUE;

  if (email != NULL && kontor_match_read_email (email, &of_email))
    done = gather_by_email (self, of_email.address, error)
           && gather_by_email (self, of_email.mailbox, error);
  /* The search tables have each number by its ends, too: with and without its country. */
  if (done && phone != NULL && kontor_match_read_phone (phone, &of_phone))
    done = gather_by_match (self, of_phone.national, error);
  kontor_match_email_clear (&of_email);
  kontor_match_phone_clear (&of_phone);
  return done;
}

/* A word as the search tables have it, in quotation marks. */
static void
append_word (GString *match, const char *before, const char *word)
{
  g_string_append_printf (match, "%s\"%s\"", before, word);
}

/* The forms of a first name, joined by OR. */
static void
append_first_names (GString *match, const char *first)
{
  g_autofree char *reduced = kontor_match_reduce (first);
  const guint16 *groups = kontor_match_list_nickname_groups (reduced);

  append_word (match, "", first);
  if (!g_str_equal (reduced, first))
    append_word (match, " OR ", reduced);
  for (; groups != NULL && *groups != 0; groups++)
    {
      const char *const *names = kontor_match_list_nicknames (*groups);

      for (guint i = 0; names[i] != NULL; i++)
        append_word (match, " OR ", names[i]);
    }
}

static void
append_last_names (GString *match, const char *last)
{
  g_autofree char *reduced = kontor_match_reduce (last);

  append_word (match, "", last);
  if (!g_str_equal (reduced, last))
    append_word (match, " OR ", reduced);
}

/* Without the marks of the language of FTS5. */
static char *
dup_words (const char *text)
{
  g_autofree char *folded = text == NULL ? g_strdup ("") : kontor_fold (text);

  g_strdelimit (folded, "\"*^():{}-+.,;'", ' ');
  g_strstrip (folded);
  return g_steal_pointer (&folded);
}

#define PREFIX_LETTERS 2

static gboolean
gather_by_name (Gatherer *self, const char *first, const char *last, GError **error)
{
  g_autoptr (GString) exact = g_string_new ("title : ((");
  g_autoptr (GString) slip = g_string_new ("title : ((");
  g_autofree char *prefix
      = g_utf8_substring (last, 0, MIN (PREFIX_LETTERS, g_utf8_strlen (last, -1)));
  g_autofree char *initial = g_utf8_substring (first, 0, 1);

  append_first_names (exact, first);
  g_string_append (exact, ") AND (");
  append_last_names (exact, last);
  g_string_append (exact, "))");
  append_first_names (slip, first);
  g_string_append_printf (slip, ") AND \"%s\"*)", prefix);
  if (!gather_by_match (self, exact->str, error) || !gather_by_match (self, slip->str, error))
    return FALSE;
  g_string_assign (slip, "title : ((");
  append_last_names (slip, last);
  g_string_append_printf (slip, ") AND \"%s\"*)", initial);
  return gather_by_match (self, slip->str, error);
}

static gboolean
gather_by_title (Gatherer *self, const char *name, GError **error)
{
  g_autofree char *reduced = kontor_match_reduce_firm (name, NULL);
  g_autofree char *word = g_strndup (reduced, strcspn (reduced, " "));
  g_autofree char *whole = g_strdup_printf ("title : \"%s\"*", reduced);
  g_autofree char *begin = NULL;
  g_autofree char *prefix = NULL;

  if (*word == '\0')
    return TRUE;
  prefix = g_utf8_substring (word, 0, MIN (PREFIX_LETTERS + 1, g_utf8_strlen (word, -1)));
  begin = g_strdup_printf ("title : \"%s\"*", prefix);
  return gather_by_match (self, whole, error) && gather_by_match (self, begin, error);
}

static gboolean
gather_by_domain (Gatherer *self, const char *address, GError **error)
{
  g_autofree char *domain = address == NULL ? NULL : kontor_match_dup_domain (address);
  g_autofree char *match = NULL;

  if (domain == NULL)
    return TRUE;
  match = g_strdup_printf ("\"%s\"", domain);
  return gather_by_match (self, match, error);
}

static gboolean
gather_all (Gatherer *self, const KontorFields *fields, GPtrArray *points, GError **error)
{
  gboolean is_firm = g_str_equal (self->entity->name, "company");
  g_autofree char *first = NULL, *last = NULL;

  for (guint i = 0; points != NULL && i < points->len; i++)
    if (!gather_by_point (self, points->pdata[i], error)
        || (is_firm
            && (!gather_by_domain (self, kontor_fields_get_text (points->pdata[i], "email"), error)
                || !gather_by_domain (self, kontor_fields_get_text (points->pdata[i], "url"),
                                      error))))
      return FALSE;
  if (is_firm)
    {
      const char *name = kontor_fields_get_text (fields, "name");

      return (name == NULL || gather_by_title (self, name, error))
             && gather_by_domain (self, kontor_fields_get_text (fields, "website"), error);
    }
  first = dup_words (kontor_fields_get_text (fields, "first_name"));
  last = dup_words (kontor_fields_get_text (fields, "last_name"));
  return *first == '\0' || *last == '\0' || gather_by_name (self, first, last, error);
}

void
kontor_likeness_free (KontorLikeness *self)
{
  g_free (self->title);
  kontor_pair_free (self->pair);
  g_free (self);
}

static int
compare_likenesses (gconstpointer a, gconstpointer b)
{
  const KontorLikeness *first = *(const KontorLikeness *const *) a;
  const KontorLikeness *second = *(const KontorLikeness *const *) b;

  if (first->pair->score != second->pair->score)
    return second->pair->score - first->pair->score;
  return kontor_id_compare (&first->id, &second->id);
}

/* The name of where a person works. */
static char *
dup_company (KontorStore *store, const KontorFields *fields)
{
  const KontorEntity *company = kontor_schema_find (kontor_store_get_schema (store), "company");
  g_autoptr (KontorRecord) record = NULL;
  KontorId id;

  if (kontor_entity_find_field (kontor_fields_get_entity (fields), "company") >= 0
      && kontor_fields_get_ref (fields, "company", &id))
    record = kontor_store_get (store, company, &id, NULL);
  return record == NULL ? NULL : g_strdup (kontor_record_get_title (record));
}

static GPtrArray *
compare_all (KontorStore *store, const KontorRoll *roll, const KontorTraits *traits)
{
  GPtrArray *likenesses = g_ptr_array_new_with_free_func ((GDestroyNotify) kontor_likeness_free);

  for (guint i = 0; i < roll->traits->len; i++)
    {
      KontorLikeness *likeness;
      KontorMatch match;

      kontor_match_compare (traits, roll->traits->pdata[i], NULL, NULL, &match);
      if (match.grade == KONTOR_MATCH_NONE)
        continue;
      likeness = g_new0 (KontorLikeness, 1);
      likeness->id = g_array_index (roll->ids, KontorId, i);
      likeness->pair = kontor_pair_new (&match);
      g_ptr_array_add (likenesses, likeness);
    }
  g_ptr_array_sort (likenesses, compare_likenesses);
  return likenesses;
}

GPtrArray *
kontor_duplicates_find_like (KontorStore *store,
                             const KontorFields *fields,
                             GPtrArray *points,
                             guint limit,
                             GError **error)
{
  const KontorEntity *entity = kontor_fields_get_entity (fields);
  g_autoptr (KontorRoll) roll = kontor_roll_new (entity, error);
  g_autoptr (GHashTable) rowids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  Gatherer gatherer = { store, entity, rowids };
  g_autofree char *place = roll == NULL ? NULL : dup_company (store, fields);
  g_autoptr (KontorTraits) traits = NULL;
  g_autoptr (GPtrArray) likenesses = NULL;
  GHashTableIter iter;
  gpointer rowid;

  if (roll == NULL || !gather_all (&gatherer, fields, points, error))
    return NULL;
  g_hash_table_iter_init (&iter, rowids);
  while (g_hash_table_iter_next (&iter, &rowid, NULL))
    if (!kontor_roll_load_row (roll, store, *(gint64 *) rowid, error))
      return NULL;
  traits = kontor_roll_make_traits (fields, points, place);
  likenesses = compare_all (store, roll, traits);
  if (likenesses->len > limit)
    g_ptr_array_set_size (likenesses, limit);
  for (guint i = 0; i < likenesses->len; i++)
    {
      KontorLikeness *likeness = likenesses->pdata[i];
      g_autoptr (KontorRecord) record = kontor_store_get (store, entity, &likeness->id, error);

      if (record == NULL)
        return NULL;
      likeness->title = g_strdup (kontor_record_get_title (record));
    }
  return g_steal_pointer (&likenesses);
}
