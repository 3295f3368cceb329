/* SPDX-FileCopyrightText: 2026 The Kontor developers */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "words/kontor-phrases.h"

#include "model/entities/kontor-entities.h"

#include <gio/gio.h>
#include <locale.h>

static void
assert_phrase (const KontorJournalEntry *entry, const char *expected)
{
  g_autofree char *phrase = kontor_phrase_entry (entry);
  g_assert_cmpstr (phrase, ==, expected);
}

static void
test_titled (void)
{
  g_autofree char *args = kontor_phrase_make_args ("Ana \"Bo\" Ruiz", NULL, 1);
  KontorJournalEntry entry
      = { .verb = (char *) "delete", .entity = &kontor_entity_contact, .count = 4, .args = args };
  assert_phrase (&entry, "Deleted “Ana \"Bo\" Ruiz”");
}

static void
test_counted (void)
{
  g_autofree char *args = kontor_phrase_make_args (NULL, NULL, 3);
  KontorJournalEntry entry
      = { .verb = (char *) "delete", .entity = &kontor_entity_contact, .count = 9, .args = args };
  g_autofree char *undone = kontor_phrase_undone (&entry);
  g_autofree char *redone = kontor_phrase_redone (&entry);
  assert_phrase (&entry, "Deleted 3 contacts");
  g_assert_cmpstr (undone, ==, "Undone: Deleted 3 contacts");
  g_assert_cmpstr (redone, ==, "Done again: Deleted 3 contacts");
  entry.args = NULL;
  entry.count = 1;
  entry.entity = &kontor_entity_company;
  assert_phrase (&entry, "Deleted 1 company");
}

static void
test_field (void)
{
  g_autofree char *args = kontor_phrase_make_args ("Ana Ruiz", "job_title", 1);
  g_autofree char *strange = kontor_phrase_make_args ("Ana Ruiz", "no_such_field", 1);
  KontorJournalEntry entry
      = { .verb = (char *) "edit", .entity = &kontor_entity_contact, .count = 1, .args = args };
  assert_phrase (&entry, "Changed Role of “Ana Ruiz”");
  entry.verb = (char *) "put-back";
  assert_phrase (&entry, "Put back Role of “Ana Ruiz”");
  entry.args = strange;
  assert_phrase (&entry, "Put back “Ana Ruiz”");
}

static void
test_unknown (void)
{
  KontorJournalEntry entry = { .verb = (char *) "teleport", .count = 2 };
  assert_phrase (&entry, "Changed 2 records");
  entry.args = (char *) "{broken";
  assert_phrase (&entry, "Changed 2 records");
  entry.args = (char *) "[1, 2]";
  assert_phrase (&entry, "Changed 2 records");
}

static void
test_errors (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (int code = KONTOR_ERROR_INVALID; code <= KONTOR_ERROR_IO; code++)
    {
      g_autoptr (GError) error = g_error_new_literal (KONTOR_ERROR, code, "SQLITE_WHATEVER");
      char *phrase = kontor_phrase_error (error);
      g_assert_null (strstr (phrase, "SQLITE"));
      g_assert_true (g_str_has_suffix (phrase, "."));
      g_assert_true (g_hash_table_add (seen, phrase));
    }
  g_autoptr (GError) foreign = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, "errno 5");
  g_autofree char *phrase = kontor_phrase_error (foreign);
  g_assert_null (strstr (phrase, "errno"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/phrases/one-record-is-called-by-its-title", test_titled);
  g_test_add_func ("/phrases/several-are-counted-as-records-not-operations", test_counted);
  g_test_add_func ("/phrases/an-edit-names-its-field", test_field);
  g_test_add_func ("/phrases/what-a-newer-program-wrote-is-still-a-sentence", test_unknown);
  g_test_add_func ("/phrases/every-error-has-words-of-its-own-and-no-jargon", test_errors);
  return g_test_run ();
}
