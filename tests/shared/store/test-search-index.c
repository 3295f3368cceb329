/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "store/kontor-search-index.h"
#include "support/kontor-test-store.h"

static gint64
find (KontorTestStore *test, const char *query)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) FROM contact_search WHERE contact_search MATCH '%s'", query);

  return kontor_test_store_count (test, sql);
}

static void
test_folds_accents (KontorTestStore *test, gconstpointer data)
{
  kontor_test_store_insert (test, "contact", "first_name", "Zoë", "last_name", "Müller", NULL);
  g_assert_cmpint (find (test, "zoe mull*"), ==, 1);
  g_assert_cmpint (find (test, "ZOË"), ==, 1);
  g_assert_cmpint (find (test, "zo"), ==, 0);
}

static void
test_finds_by_parts (KontorTestStore *test, gconstpointer data)
{
  KontorId contact = kontor_test_store_insert (test, "contact", "first_name", "Ana", NULL);
  g_autofree char *id = kontor_id_dup_text (&contact);
  KontorId point = kontor_test_store_insert (test, "contact_point", "contact", id, "kind", "phone",
                                             "phone", "+34 (600) 12-34 56", NULL);

  g_assert_cmpint (find (test, "ana 34600123456"), ==, 1);
  g_assert_cmpint (find (test, "600123*"), ==, 1);
  g_assert_cmpint (find (test, "3456"), ==, 1);
  kontor_test_store_update (test, "contact_point", &point, "phone", "0800 1000", NULL);
  g_assert_cmpint (find (test, "3456"), ==, 0);
  g_assert_cmpint (find (test, "08001000"), ==, 1);
  kontor_test_store_trash (test, "contact_point", &point);
  g_assert_cmpint (find (test, "08001000"), ==, 0);
  kontor_test_store_assert_whole (test);
}

static void
test_moved_part (KontorTestStore *test, gconstpointer data)
{
  KontorId ana = kontor_test_store_insert (test, "contact", "first_name", "Ana", NULL);
  KontorId ben = kontor_test_store_insert (test, "contact", "first_name", "Ben", NULL);
  g_autofree char *ana_id = kontor_id_dup_text (&ana), *ben_id = kontor_id_dup_text (&ben);
  KontorId point = kontor_test_store_insert (test, "contact_point", "contact", ana_id, "kind",
                                             "email", "email", "x@example.org", NULL);

  kontor_test_store_update (test, "contact_point", &point, "contact", ben_id, NULL);
  g_assert_cmpint (find (test, "ana example"), ==, 0);
  g_assert_cmpint (find (test, "ben example"), ==, 1);
}

static void
test_trash_is_not_found (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "contact", "first_name", "Ana", NULL);

  kontor_test_store_trash (test, "contact", &id);
  g_assert_cmpint (find (test, "ana"), ==, 0);
  g_assert_true (kontor_journal_undo (test->store, 2, 0, NULL, NULL, NULL));
  g_assert_cmpint (find (test, "ana"), ==, 1);
}

static void
test_deleted_text_leaves_the_file (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "contact", "first_name", "Quetzalcoatlus", NULL);

  kontor_test_store_update (test, "contact", &id, "first_name", "Ana", NULL);
  g_assert_cmpint (
      kontor_test_store_count (test, "SELECT count(*) FROM contact_search_data "
                                     "WHERE instr (block, CAST ('quetzalcoatlus' AS BLOB)) > 0"),
      ==, 0);
}

static void
test_rebuild_gives_the_same (KontorTestStore *test, gconstpointer data)
{
  KontorDatabase *database = kontor_store_get_database (test->store);
  KontorSearchIndex *index = kontor_search_index_new (database, kontor_schema_get_default ());
  KontorId contact = kontor_test_store_insert (test, "contact", "first_name", "Ana", NULL);
  g_autofree char *id = kontor_id_dup_text (&contact);
  g_autoptr (GError) error = NULL;

  kontor_test_store_insert (test, "contact_point", "contact", id, "kind", "email", "email",
                            "ana@example.org", NULL);
  kontor_test_store_insert (test, "contact", "first_name", "Ben", NULL);
  kontor_search_index_rebuild (index, kontor_test_entity ("contact"), &error);
  g_assert_no_error (error);
  g_assert_cmpint (find (test, "ana example"), ==, 1);
  g_assert_cmpint (find (test, "ben"), ==, 1);
  kontor_test_store_assert_whole (test);
  kontor_search_index_free (index);
}

static void
test_phone_ends (void)
{
  g_autoptr (GString) text = g_string_new (NULL), none = g_string_new (NULL);
  g_autofree char *many = g_strnfill (300, '7');

  kontor_search_append_phone (text, "+49 30-12");
  g_assert_cmpstr (text->str, ==, " 493012 93012 3012");
  kontor_search_append_phone (none, many);
  g_assert_cmpstr (none->str, ==, "");
}

/* In the search table itself, under whatever it is kept there. */
static gint64
count_in_file (KontorTestStore *test)
{
  return kontor_test_store_count (
      test, "SELECT count (*) FROM contact_search_data WHERE instr (block, x'7a6f7272') > 0");
}

/* So many that they are not taken out one by one. */
static void
test_many_leave (KontorTestStore *test, gconstpointer data)
{
  KontorActInfo info = { "import", kontor_test_entity ("contact"), KONTOR_ORIGIN_IMPORT, NULL };
  g_autoptr (KontorFields) fields
      = kontor_test_store_fields (test, "contact", "first_name", "Zorro", NULL);
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);
  g_autoptr (GError) error = NULL;
  gint64 entry;

  for (guint i = 0; i < 1000; i++)
    g_assert_true (kontor_act_insert (act, NULL, fields, NULL, NULL));
  g_assert_true (kontor_act_commit (act, &entry, NULL));
  g_assert_cmpint (count_in_file (test), >, 0);
  kontor_journal_undo (test->store, entry, 0, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (find (test, "zorro"), ==, 0);
  g_assert_cmpint (count_in_file (test), ==, 0);
  kontor_test_store_assert_whole (test);
}

int
main (int argc, char **argv)
{
#define ADD(path, function)                                                                        \
  g_test_add (path, KontorTestStore, NULL, kontor_test_store_set_up, function,                     \
              kontor_test_store_tear_down)
  g_test_init (&argc, &argv, NULL);
  ADD ("/search-index/folds-case-and-accents", test_folds_accents);
  ADD ("/search-index/finds-a-contact-by-its-numbers", test_finds_by_parts);
  ADD ("/search-index/a-part-that-moves-takes-its-text-along", test_moved_part);
  ADD ("/search-index/what-is-in-the-trash-is-not-found", test_trash_is_not_found);
  ADD ("/search-index/deleted-text-leaves-the-file", test_deleted_text_leaves_the_file);
  ADD ("/search-index/rebuilding-gives-the-same", test_rebuild_gives_the_same);
  g_test_add_func ("/search-index/a-number-is-found-by-its-ends", test_phone_ends);
  ADD ("/search-index/what-leaves-with-many-leaves-the-file", test_many_leave);
  return g_test_run ();
}
