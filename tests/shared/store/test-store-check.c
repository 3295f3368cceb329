/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "support/kontor-test-store.h"

#include <string.h>

/* Each thing that can be wrong, done to a whole workspace, and what is said of it. */
typedef struct
{
  const char *damage;
  const char *says;
} Damage;

static const Damage damages[] = {
  { "DELETE FROM company_search WHERE rowid = 1", "search of company: " },
  { "INSERT INTO company_search (rowid, title, body) VALUES (99, 'a', 'b')",
    "row 99 is found but is not there" },
  { "UPDATE company SET deleted_at = 1 WHERE rowid = 1", "row 1 is found but is not there" },
  { "DELETE FROM journal_op WHERE op = 1", "operations" },
  { "DELETE FROM journal_entry WHERE entry = 1", "operation 1 is of no entry" },
  { "INSERT INTO tag (id, name) VALUES (x'00112233445566778899aabbccddeeff', 'Around')",
    "tag: 00112233445566778899AABBCCDDEEFF was never written down" },
  { "UPDATE journal_entry SET count = count + 1", "operations" },
  { "UPDATE company SET industry = 'Toys' WHERE rowid = 1",
    "is not as the last operation left it" },
  { "UPDATE company SET extra = NULL WHERE rowid = 1", "is not as the last operation left it" },
  { "UPDATE journal_op SET payload = replace (payload, '\"Tools\",', '\"Toys\",')",
    "was not what operation 4 found" },
  { "UPDATE journal_op SET payload = replace (payload, '[[1],', '[[2],')",
    "was not what operation 4 found" },
  { "UPDATE journal_op SET payload = '{\"1\":2}' WHERE op = 3", "a change" },
};

static gboolean
has_finding (GPtrArray *findings, const char *says)
{
  for (guint i = 0; i < findings->len; i++)
    if (strstr (findings->pdata[i], says) != NULL)
      return TRUE;
  return FALSE;
}

/* Also of a field that only a newer Kontor knows. */
static void
change_industry (KontorTestStore *test, const KontorId *id, const char *industry, const char *extra)
{
  KontorActInfo info = { "edit", kontor_test_entity ("company"), KONTOR_ORIGIN_USER, NULL };
  g_autoptr (KontorFields) changes
      = kontor_test_store_fields (test, "company", "industry", industry, NULL);
  KontorAct *act = kontor_act_begin (test->store, &info, NULL);

  kontor_fields_set_extra (changes, "311", extra);
  g_assert_true (kontor_act_update (act, id, changes, NULL));
  g_assert_true (kontor_act_commit (act, NULL, NULL));
}

static void
test_finds (KontorTestStore *test, gconstpointer data)
{
  const Damage *damage = data;
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);

  kontor_test_store_insert (test, "company", "name", "Bluth", NULL);
  change_industry (test, &id, "Tools", "[1]");
  change_industry (test, &id, "Trade", "[2]");
  kontor_test_store_assert_whole (test);
  kontor_database_exec (kontor_store_get_database (test->store), damage->damage, &error);
  g_assert_no_error (error);
  g_assert_true (kontor_store_check (test->store, findings, &error));
  g_assert_no_error (error);
  if (!has_finding (findings, damage->says))
    g_error ("not found: %s", damage->damage);
}

/* What lies in the trash is whole, and what the server sent needs no entry. */
static void
test_nothing_to_find (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);

  kontor_test_store_trash (test, "company", &id);
  g_assert_true (kontor_database_exec (
      kontor_store_get_database (test->store),
      "INSERT INTO tag (id, name, version) VALUES (x'00112233445566778899aabbccddeeff', 'A', 1);"
      "INSERT INTO tag_search (rowid, title, body) VALUES (last_insert_rowid (), 'a', '')",
      NULL));
  kontor_test_store_assert_whole (test);
}

/* A link whose creation was refused, with what was done to it, and that somebody else then made. */
static void
test_made_by_somebody_else (KontorTestStore *test, gconstpointer data)
{
  KontorId id = kontor_test_store_insert (test, "company", "name", "Acme", NULL);

  kontor_test_store_update (test, "company", &id, "industry", "Tools", NULL);
  g_assert_true (kontor_database_exec (
      kontor_store_get_database (test->store),
      "UPDATE journal_op SET state = 4;"
      "UPDATE journal_op SET payload = '{\"1\":[null,\"Acme\"]}' WHERE op = 1;"
      "UPDATE company SET industry = 'Trade', version = 1",
      NULL));
  kontor_test_store_assert_whole (test);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autofree char *path = g_strdup_printf ("/store-check/finds-damage/%u", i);

      g_test_add (path, KontorTestStore, &damages[i], kontor_test_store_set_up, test_finds,
                  kontor_test_store_tear_down);
    }
  g_test_add ("/store-check/finds-nothing-where-nothing-is", KontorTestStore, NULL,
              kontor_test_store_set_up, test_nothing_to_find, kontor_test_store_tear_down);
  g_test_add ("/store-check/what-was-refused-is-no-history-of-what-somebody-else-made",
              KontorTestStore, NULL, kontor_test_store_set_up, test_made_by_somebody_else,
              kontor_test_store_tear_down);
  return g_test_run ();
}
