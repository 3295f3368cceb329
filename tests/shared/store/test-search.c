/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search.h"

#include "support/kontor-test-sales.h"
#include "util/kontor-error.h"

static void
append_hit (GString *out, const KontorSearchHit *hit)
{
  g_string_append (out, hit->title);
  if (hit->field != NULL)
    g_string_append_printf (out, " (%s: %s)", hit->field->name, hit->fragment);
}

/* ENTITY: TITLE (FIELD: FRAGMENT), TITLE …; ENTITY: … */
static char *
describe (const GPtrArray *groups)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < groups->len; i++)
    {
      const KontorSearchGroup *group = groups->pdata[i];

      g_string_append_printf (out, "%s%s: ", i > 0 ? "; " : "", group->entity->name);
      for (guint j = 0; j < group->hits->len; j++)
        {
          g_string_append (out, j > 0 ? ", " : "");
          append_hit (out, group->hits->pdata[j]);
        }
      g_string_append (out, group->more ? " …" : "");
      g_string_append (out, group->guessed ? " ?" : "");
    }
  return g_string_free_and_steal (out);
}

static void
assert_found_of (KontorTestStore *self, const char *text, guint limit, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) groups = kontor_search_run (self->store, text, limit, &error);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = describe (groups);
  if (g_strcmp0 (found, expected) != 0)
    g_error ("%s: found “%s”, expected “%s”", text, found, expected);
}

static void
assert_found (KontorTestSales *self, const char *text, const char *expected)
{
  assert_found_of (&self->base, text, 10, expected);
}

static void
test_everywhere (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "acme", "company: Acme GmbH, Acme Labs");
  assert_found (self, "a",
                "contact: Ada; company: Acme GmbH, Acme Labs; deal: Alpha; "
                "member: Ana Ruiz");
  assert_found (self, "LABS acm", "company: Acme Labs");
  assert_found (self, "SOREN straß", "contact: Søren Straße");
  assert_found (self, "brien", "contact: Zoë O'Brien");
  assert_found (self, "cme", "");
}

static void
test_nothing (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "", "");
  assert_found (self, " \" ( * ", "");
  assert_found (self, "acme \xff\xfe", "company: Acme GmbH, Acme Labs");
  assert_found_of (&self->base, "acme", 0, "");
}

static void
test_fragments (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "chief", "contact: Søren Straße (job_title: Chief)");
  assert_found (self, "straße chief", "contact: Søren Straße (job_title: Chief)");
  assert_found (self, "example.org", "contact: Søren Straße (email: Soren@example.org)");
  assert_found (self, "acme.exa", "company: Acme GmbH (website: https://acme.example)");
}

static void
test_phones (KontorTestSales *self, gconstpointer data)
{
  static const char *const typed[] = { "+45 (12) 34", "0045 12 34", "4512345678", "+4512345678",
                                       "12 34 56",    "1234-5678",  "5678",       "012 34 56 78" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    assert_found (self, typed[i], "contact: Søren Straße (phone: +45 (12) 34 56-78)");
  assert_found (self, "12 99", "");
}

static void
test_spans (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (KontorSearchGroup) group = kontor_search_run_entity (
      self->base.store, kontor_test_entity ("contact"), "str exa", 10, NULL);
  const KontorSearchHit *hit = group->hits->pdata[0];
  KontorSpan span;

  g_assert_cmpuint (group->hits->len, ==, 1);
  g_assert_true (kontor_id_equal (&hit->id, &self->soren));
  g_assert_cmpint (hit->rowid, ==, 1);
  g_assert_cmpuint (hit->title_spans->len, ==, 1);
  span = g_array_index (hit->title_spans, KontorSpan, 0);
  g_assert_cmpuint (span.start, ==, strlen ("Søren "));
  g_assert_cmpuint (span.length, ==, 3);
  g_assert_cmpuint (hit->fragment_spans->len, ==, 1);
  span = g_array_index (hit->fragment_spans, KontorSpan, 0);
  g_assert_cmpuint (span.start, ==, strlen ("Soren@"));
  g_assert_cmpuint (span.length, ==, 3);
}

static void
test_trash (KontorTestSales *self, gconstpointer data)
{
  kontor_test_store_trash (&self->base, "company", &self->acme);
  assert_found (self, "acme", "company: Acme Labs");
  kontor_test_store_trash (&self->base, "contact_point", &self->soren_email);
  assert_found (self, "example.org", "");
}

static void
test_entity (KontorTestSales *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (
      kontor_search_run_entity (self->base.store, kontor_test_entity ("deal"), "acme", 10, &error));
  g_assert_no_error (error);
  g_assert_null (kontor_search_run_entity (self->base.store, kontor_test_entity ("contact_point"),
                                           "soren", 10, &error));
  g_assert_no_error (error);
}

/* Titles that begin with it, by their order; then titles that have it and then others, the newest
 * first. */
static void
test_rank (KontorTestStore *self, gconstpointer data)
{
  kontor_test_store_insert (self, "company", "name", "Zeta", "location", "Marburg", NULL);
  kontor_test_store_insert (self, "company", "name", "Haus Marina", NULL);
  kontor_test_store_insert (self, "company", "name", "Mars", NULL);
  kontor_test_store_insert (self, "company", "name", "Marble", NULL);
  kontor_test_store_insert (self, "company", "name", "Hotel Mar", NULL);
  kontor_test_store_insert (self, "company", "name", "Beta", "location", "Marburg", NULL);
  assert_found_of (self, "mar", 10,
                   "company: Marble, Mars, Hotel Mar, Haus Marina, Beta (location: Marburg), "
                   "Zeta (location: Marburg)");
  assert_found_of (self, "mar", 6,
                   "company: Marble, Mars, Hotel Mar, Haus Marina, Beta (location: Marburg), "
                   "Zeta (location: Marburg)");
  assert_found_of (self, "mar", 5,
                   "company: Marble, Mars, Hotel Mar, Haus Marina, Beta (location: Marburg) …");
  assert_found_of (self, "mar", 2, "company: Marble, Mars …");
  assert_found_of (self, "mar", 1, "company: Marble …");
}

static void
test_limit (KontorTestStore *self, gconstpointer data)
{
  KontorActInfo info = { "create", kontor_test_entity ("company"), KONTOR_ORIGIN_USER, NULL };
  KontorAct *act = kontor_act_begin (self->store, &info, NULL);
  static const char *const typed[] = { "acme", "a c" };

  for (guint i = 0; i < KONTOR_SEARCH_MAX_HITS + 2; i++)
    {
      g_autoptr (KontorFields) fields = kontor_fields_new (info.entity);

      kontor_fields_set_text (fields, "name", "Acme Corporation");
      g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
    }
  g_assert_true (kontor_act_commit (act, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (KontorSearchGroup) group
          = kontor_search_run_entity (self->store, info.entity, typed[i], G_MAXUINT, NULL);

      g_assert_cmpuint (group->hits->len, ==, KONTOR_SEARCH_MAX_HITS);
      g_assert_true (group->more);
    }
}

static void
test_misspelt (KontorTestSales *self, gconstpointer data)
{
  assert_found (self, "sroen", "contact: Søren Straße ?");
  assert_found (self, "stasse", "contact: Søren Straße ?");
  assert_found (self, "soren straase", "contact: Søren Straße ?");
  assert_found (self, "Labbs acme", "company: Acme Labs ?");
  /* While it is typed, the beginning is what counts. */
  assert_found (self, "alpa", "deal: Alpha ?");
  assert_found (self, "midnigth", "activity: Midnight ?");
  /* Nothing is guessed where something is found, of short words, and of numbers. */
  assert_found (self, "acm", "company: Acme GmbH, Acme Labs");
  assert_found (self, "lqb", "");
  assert_found (self, "4512345679", "");
  assert_found (self, "xacme", "");
  assert_found (self, "alphorn", "");
}

/* Words that begin alike, some of which everybody has. */
static const char *const vocabulary[] = { "example", "exalted", "examine", "ex",     "marina",
                                          "marble",  "mar",     "martin",  "o'neil", "zebra" };

static char *
make_words (guint n)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      /* The first of them by far the most often. */
      guint word = MIN (g_test_rand_int_range (0, 40), g_test_rand_int_range (0, 40));

      word = word >= G_N_ELEMENTS (vocabulary) ? 0 : word;
      g_string_append_printf (words, "%s%s", i > 0 ? " " : "", vocabulary[word]);
    }
  return g_string_free_and_steal (words);
}

static void
add_many (KontorTestStore *self, guint n, GPtrArray *texts)
{
  KontorActInfo info = { "create", kontor_test_entity ("company"), KONTOR_ORIGIN_USER, NULL };
  KontorAct *act = kontor_act_begin (self->store, &info, NULL);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KontorFields) fields = kontor_fields_new (info.entity);
      g_autofree char *name = make_words (1), *location = make_words (2);

      kontor_fields_set_text (fields, "name", name);
      kontor_fields_set_text (fields, "location", location);
      g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
      g_ptr_array_add (texts, g_strdup_printf ("%s %s", name, location));
    }
  g_assert_true (kontor_act_commit (act, NULL, NULL));
}

static gboolean
has_word (const char *text, const char *beginning)
{
  g_auto (GStrv) words = g_strsplit_set (text, " '", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_str_has_prefix (words[i], beginning))
      return TRUE;
  return FALSE;
}

static guint
count_having (const GPtrArray *texts, char **beginnings)
{
  guint n = 0;

  for (guint i = 0; i < texts->len; i++)
    {
      gboolean has = TRUE;

      for (guint j = 0; beginnings[j] != NULL && has; j++)
        has = has_word (texts->pdata[i], beginnings[j]);
      n += has;
    }
  return n;
}

/* However many have it, as many are found as there are or were asked for, and each has it. */
static void
test_complete (KontorTestStore *self, gconstpointer data)
{
  static const char *const typed[] = { "exampl",
                                       "exal",
                                       "exami",
                                       "ex",
                                       "mar",
                                       "mari",
                                       "marti",
                                       "example zebr",
                                       "neil exal",
                                       "exami mart",
                                       "zebra marina exam",
                                       "x",
                                       "exax" };
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  add_many (self, 1500, texts);
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    for (guint limit = 1; limit <= KONTOR_SEARCH_MAX_HITS; limit = limit * 3 + 1)
      {
        g_auto (GStrv) beginnings = g_strsplit (typed[i], " ", -1);
        guint n = count_having (texts, beginnings);
        g_autoptr (KontorSearchGroup) group = kontor_search_run_entity (
            self->store, kontor_test_entity ("company"), typed[i], limit, NULL);

        if (group != NULL && group->guessed)
          {
            g_assert_cmpuint (n, ==, 0);
            continue;
          }
        g_assert_cmpuint (group == NULL ? 0 : group->hits->len, ==, MIN (limit, n));
        g_assert_true (group == NULL || group->more == (n > limit));
        for (guint j = 0; group != NULL && j < group->hits->len; j++)
          {
            const KontorSearchHit *hit = group->hits->pdata[j];
            const char *text = texts->pdata[hit->rowid - 1];

            for (guint k = 0; beginnings[k] != NULL; k++)
              g_assert_true (has_word (text, beginnings[k]));
            for (guint k = 0; k < j; k++)
              g_assert_cmpint (hit->rowid, !=, ((KontorSearchHit *) group->hits->pdata[k])->rowid);
          }
      }
}

#define ADD(name, test)                                                                            \
  g_test_add ("/search/" name, KontorTestSales, NULL, kontor_test_sales_set_up, test,              \
              kontor_test_sales_tear_down)
#define ADD_EMPTY(name, test)                                                                      \
  g_test_add ("/search/" name, KontorTestStore, NULL, kontor_test_store_set_up, test,              \
              kontor_test_store_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("all-words-begin-words-of-any-record", test_everywhere);
  ADD ("signs-alone-find-nothing", test_nothing);
  ADD ("fragments-say-where-it-matched", test_fragments);
  ADD ("phones-are-found-however-typed", test_phones);
  ADD ("spans-mark-what-matched", test_spans);
  ADD ("the-trash-is-not-found", test_trash);
  ADD ("one-entity-is-searched-alone", test_entity);
  ADD ("misspelt-words-are-guessed", test_misspelt);
  ADD_EMPTY ("titles-come-first", test_rank);
  ADD_EMPTY ("hits-have-a-limit", test_limit);
  ADD_EMPTY ("what-many-and-what-few-have-is-found", test_complete);
  return g_test_run ();
}
